package spec

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// The limits of a file, so that none takes time or memory without end.
const (
	MaxFile   = 1 << 20 // bytes of one file
	maxNodes  = 100_000 // values of one file, with its aliases written out
	maxDepth  = 60      // values in values, also by variables
	maxFiles  = 100     // files that are included
	maxValues = 2_000_000
	maxText   = 1 << 16 // bytes of a text with its variables
	maxSteps  = 10_000  // of one scenario
	maxCases  = 10_000
)

// node is a value of a file with its place. Aliases are written out.
type node struct {
	pos  Pos
	kind yaml.Kind // that of a scalar, a mapping or a list
	// tag is the short one that YAML gives a scalar, such as !!int; plain says that it
	// stands without quotes, secret that it came from the environment, filled that its
	// variables have their values.
	tag, text             string
	plain, secret, filled bool
	keys, values          []*node
}

var nothing = node{kind: yaml.ScalarNode, tag: "!!null"}

// at is an empty value at a place.
func at(pos Pos) *node {
	n := nothing
	n.pos = pos
	return &n
}

func (n *node) empty() bool { return n.kind == yaml.ScalarNode && n.tag == "!!null" }

// get is the value under a key of a mapping, nil for none.
func (n *node) get(key string) *node {
	for i, k := range n.keys {
		if k.text == key {
			return n.values[i]
		}
	}
	return nil
}

// is names what a value is, for an error.
func (n *node) is() string {
	switch {
	case n.kind == yaml.MappingNode:
		return "a mapping"
	case n.kind == yaml.SequenceNode:
		return "a list"
	case n.empty():
		return "nothing"
	}
	return "a single value"
}

var lineOf = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)

// parse makes nodes of a file's one document.
func (m *mistakes) parse(file string, data []byte) *node {
	if len(data) > MaxFile {
		m.add(Pos{File: file}, "the file is larger than %d bytes", MaxFile)
		return nil
	}
	var doc yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	err := dec.Decode(&doc)
	if err == nil {
		var more yaml.Node
		if err = dec.Decode(&more); err == nil {
			m.add(Pos{file, more.Line, more.Column}, "a second document begins: a file has one scenario, use cases for more")
			return nil
		}
	} else if errors.Is(err, io.EOF) {
		m.add(Pos{File: file}, "the file is empty: it wants version, name and steps at least")
		return nil
	}
	if !errors.Is(err, io.EOF) {
		found := lineOf.FindStringSubmatch(err.Error())
		line, _ := strconv.Atoi(found[1])
		text := strings.TrimPrefix(err.Error(), found[0])
		if strings.Contains(text, "cannot start any token") && bytes.ContainsRune(data, '\t') {
			text += " (YAML is indented by blanks, not by tabs)"
		}
		m.add(Pos{file, max(line, 1), 1}, "this is no YAML: %s", text)
		return nil
	}
	c := converter{mistakes: m, file: file, open: map[*yaml.Node]bool{}}
	n := c.convert(doc.Content[0], 0)
	if c.nodes > maxNodes {
		return nil
	}
	return n
}

type converter struct {
	*mistakes
	file  string
	nodes int
	open  map[*yaml.Node]bool // what is being written out
}

var tags = []string{"!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp", "!!map", "!!seq", "!!merge"}

// convert writes aliases out. It gives an empty value for what it refuses.
func (c *converter) convert(y *yaml.Node, depth int) *node {
	n := &node{pos: Pos{c.file, y.Line, y.Column}, kind: y.Kind, tag: y.ShortTag(), text: y.Value, plain: y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle|yaml.TaggedStyle) == 0}
	c.nodes++
	switch {
	case c.nodes > maxNodes:
		c.add(Pos{File: c.file}, "the file has more than %d values, counting what aliases stand for", maxNodes)
		return at(n.pos)
	case depth > maxDepth:
		c.add(n.pos, "values stand in more than %d others here", maxDepth)
		return at(n.pos)
	case y.Kind == yaml.AliasNode && c.open[y.Alias]:
		c.add(n.pos, "the alias stands in what it names")
		return at(n.pos)
	case y.Kind == yaml.AliasNode:
		return c.convert(y.Alias, depth+1)
	case !slices.Contains(tags, n.tag):
		c.add(n.pos, "there is no tag %s here", c.quote(n.tag))
		return at(n.pos)
	}
	c.open[y] = true
	defer delete(c.open, y)
	if y.Kind == yaml.MappingNode {
		seen := map[string]bool{}
		for i := 0; i+1 < len(y.Content); i += 2 {
			c.pair(n, seen, c.convert(y.Content[i], depth+1), c.convert(y.Content[i+1], depth+1))
		}
	}
	if y.Kind == yaml.SequenceNode {
		for _, item := range y.Content {
			n.values = append(n.values, c.convert(item, depth+1))
		}
	}
	return n
}

func (c *converter) pair(n *node, seen map[string]bool, key, value *node) {
	if key.kind != yaml.ScalarNode || key.empty() {
		c.add(key.pos, "a name is wanted before the colon, this is %s", key.is())
		return
	}
	if seen[key.text] {
		c.add(key.pos, "%s stands here twice", c.quote(key.text))
		return
	}
	seen[key.text] = true
	n.keys, n.values = append(n.keys, key), append(n.values, value)
}
