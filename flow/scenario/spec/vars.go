package spec

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

var (
	variable   = regexp.MustCompile(`\$\$\{|\$\{[^{}]*\}?`)
	identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)
)

// scope are the variables that have a value somewhere, used those that were asked for.
type scope struct {
	vars map[string]*node
	used map[string]bool
}

// with is a scope with more variables, which go before.
func (s scope) with(more map[string]*node) scope {
	vars := maps.Clone(s.vars)
	maps.Copy(vars, more)
	return scope{vars, s.used}
}

// expand puts values in place of a scalar's variables: a value of any kind where the
// variable stands alone, else text. nil is what cannot be had, which was noted.
func (d *decoder) expand(n *node) *node {
	for range maxDepth {
		if n.kind != yaml.ScalarNode || n.secret || n.filled || !strings.Contains(n.text, "${") {
			return n
		}
		found := variable.FindString(n.text)
		if found != n.text || strings.HasPrefix(found, "$$") || !strings.HasSuffix(found, "}") {
			return d.fill(n)
		}
		if n = d.lookup(n, n.text[2:len(n.text)-1]); n == nil {
			return nil
		}
	}
	d.add(n.pos, "the variables stand for each other")
	return nil
}

// lookup is what a variable stands for.
func (d *decoder) lookup(n *node, name string) *node {
	d.scope.used[name] = true
	value, ok := d.scope.vars[name]
	if !ok {
		d.add(n.pos, "there is no variable %s%s", d.quote(name), Suggest(name, slices.Sorted(maps.Keys(d.scope.vars))))
	}
	return value
}

// fill puts values into a text; $${ is written for ${.
func (d *decoder) fill(n *node) *node {
	filled, whole, size := *n, true, 0
	filled.filled = true
	filled.text = variable.ReplaceAllStringFunc(n.text, func(found string) string {
		if strings.HasPrefix(found, "$$") {
			return found[1:]
		}
		value := d.part(n, found)
		if value == nil {
			whole = false
			return ""
		}
		if size += len(value.text); size > maxText {
			d.add(n.pos, "the text is longer than %d bytes with its variables", maxText)
			whole = false
			return ""
		}
		filled.secret = filled.secret || value.secret
		return value.text
	})
	if !whole {
		return nil
	}
	if filled.plain {
		filled.tag = (&yaml.Node{Kind: yaml.ScalarNode, Value: filled.text}).ShortTag()
	}
	return &filled
}

// part is what a variable in a text stands for; nil for what does not fit, which was
// noted.
func (d *decoder) part(n *node, found string) *node {
	leave, ok := d.enter(n)
	defer leave()
	if !strings.HasSuffix(found, "}") {
		d.add(n.pos, "%s has no }: write $${ where no variable is meant", d.quote(found))
		return nil
	}
	name := strings.Trim(found, "${}")
	if d.filling[name] {
		d.add(n.pos, "the variable %s stands in what it names", d.quote(name))
		return nil
	}
	if !ok {
		return nil
	}
	d.filling[name] = true
	defer delete(d.filling, name)
	value := d.lookup(n, name)
	if value != nil {
		value = d.expand(value)
	}
	if value != nil && value.kind != yaml.ScalarNode {
		d.add(n.pos, "%s is %s, which does not go into a text", d.quote(found), value.is())
		return nil
	}
	return value
}
