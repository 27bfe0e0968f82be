package spec

import (
	"encoding"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"winkterm/api/wire"
)

// Write writes a scenario as a file that Read reads as the same one, in short forms
// where they fit. What came from the environment is written as a variable under env:
// set WINKTERM_SECRET_1 and so on to read it. It fails as w does.
func Write(w io.Writer, s *Scenario) error {
	out := writer{secrets: s.Secrets}
	plain := *s
	plain.Version = Version
	root := out.mapping(shapeOf(reflect.TypeFor[Scenario]()), reflect.ValueOf(plain))
	if env := out.env(); env != nil {
		root.Content = slices.Insert(root.Content, 2, text("env"), env)
	}
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	if err := enc.Encode(root); err != nil {
		return fmt.Errorf("write the scenario: %w", err)
	}
	return enc.Close()
}

// writer makes nodes of Go values, by the types and their tags.
type writer struct {
	secrets []wire.Secret
	used    bool
}

func text(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// string escapes what would be a variable, and writes secrets as variables.
func (w *writer) string(s string) *yaml.Node {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "${", "$${")
	for i, secret := range w.secrets {
		if hidden := strings.ReplaceAll(secret.Reveal(), "${", "$${"); strings.Contains(s, hidden) {
			s, w.used = strings.ReplaceAll(s, hidden, "${secret"+strconv.Itoa(i+1)+"}"), true
		}
	}
	return text(s)
}

func (w *writer) env() *yaml.Node {
	if !w.used {
		return nil
	}
	n := &yaml.Node{Kind: yaml.MappingNode}
	for i := range w.secrets {
		n.Content = append(n.Content, text("secret"+strconv.Itoa(i+1)), text("WINKTERM_SECRET_"+strconv.Itoa(i+1)))
	}
	return n
}

func (w *writer) value(v reflect.Value) *yaml.Node {
	switch x := v.Interface().(type) {
	case Step:
		return w.step(x)
	case Expect:
		name := CheckOf(x.Check).Name
		return inline(&yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{text(name), w.value(reflect.ValueOf(x.Check))}})
	case encoding.TextMarshaler:
		b, _ := x.MarshalText() // ours do not fail
		return &yaml.Node{Kind: yaml.ScalarNode, Value: string(b)}
	}
	switch kind := v.Kind(); {
	case kind == reflect.Pointer, kind == reflect.Interface:
		if !v.IsNil() {
			return w.value(v.Elem())
		}
	case kind == reflect.Struct:
		return w.structure(v)
	case kind == reflect.String:
		return w.string(v.String())
	case kind == reflect.Slice:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for i := range v.Len() {
			n.Content = append(n.Content, w.value(v.Index(i)))
		}
		return short(n)
	case kind == reflect.Map:
		n := &yaml.Node{Kind: yaml.MappingNode}
		w.entries(n, v)
		return n
	case v.CanInt(), v.CanUint(), v.CanFloat(), kind == reflect.Bool:
		n := new(yaml.Node)
		_ = n.Encode(v.Interface()) // numbers can be written
		return n
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
}

func (w *writer) entries(n *yaml.Node, m reflect.Value) {
	keys := map[string]reflect.Value{}
	for _, k := range m.MapKeys() {
		keys[k.String()] = m.MapIndex(k)
	}
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		n.Content = append(n.Content, text(k), w.value(keys[k]))
	}
}

// structure writes the short form where nothing else is set, and nothing for nothing.
func (w *writer) structure(v reflect.Value) *yaml.Node {
	s := shapeOf(v.Type())
	if s.short != nil && s.short.key == "" {
		return w.value(v.FieldByIndex(s.short.index))
	}
	n := w.mapping(s, v)
	switch {
	case len(n.Content) == 0:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}
	case len(n.Content) == 2 && s.short != nil && n.Content[0].Value == s.short.key:
		return n.Content[1]
	}
	return n
}

func (w *writer) mapping(s shape, v reflect.Value) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	if s.rest != nil {
		w.entries(n, v.FieldByIndex(s.rest.index))
	}
	for _, f := range s.fields {
		value := v.FieldByIndex(f.index)
		list := value.Kind() == reflect.Slice || value.Kind() == reflect.Map
		if empty := value.IsZero() || list && value.Len() == 0; f.required || !empty {
			n.Content = append(n.Content, text(f.key), w.value(value))
		}
	}
	return n
}

// step writes the action first.
func (w *writer) step(s Step) *yaml.Node {
	n := w.mapping(shapeOf(reflect.TypeFor[Step]()), reflect.ValueOf(s))
	if s.Do == nil {
		return n
	}
	name, arguments := text(ActionOf(s.Do).Name), w.value(reflect.ValueOf(s.Do))
	if arguments.Tag == "!!null" && len(n.Content) == 0 {
		return name
	}
	n.Content = append([]*yaml.Node{name, inline(arguments)}, n.Content...)
	return n
}

// inline puts a value on one line.
func inline(n *yaml.Node) *yaml.Node {
	n.Style |= yaml.FlowStyle
	return n
}

// short puts a list of a few single values on one line.
func short(n *yaml.Node) *yaml.Node {
	for _, item := range n.Content {
		if item.Kind != yaml.ScalarNode || len(n.Content) > shownWords {
			return n
		}
	}
	return inline(n)
}
