package spec

import (
	"encoding"
	"reflect"
	"slices"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"

	"winkterm/api/wire"
)

// decoder makes Go values of nodes, by the types and their tags. What is wrong it notes,
// and goes on.
type decoder struct {
	*mistakes
	scope   scope
	words   map[string]vocabulary
	defined map[string]*node
	// filling are the variables whose values are being put into a text.
	filling map[string]bool
	// using are the shared steps that are being put in, from the outside in; steps
	// counts those of the scenario.
	using        []string
	steps        int
	depth, spent int
}

// enter counts a value that is read, until leave. It is false where that is too much.
func (d *decoder) enter(n *node) (leave func(), ok bool) {
	d.depth++
	d.spent++
	if d.depth > maxDepth {
		d.add(n.pos, "values stand in more than %d others here, or a variable stands in its own value", maxDepth)
	} else if d.spent == maxValues {
		d.add(n.pos, "there are more than %d values here, counting what variables and shared steps stand for", maxValues)
	}
	return func() { d.depth-- }, d.depth <= maxDepth && d.spent < maxValues
}

// value puts a node into a Go value. The tag is that of its field.
func (d *decoder) value(n *node, v reflect.Value, tag reflect.StructTag) {
	leave, ok := d.enter(n)
	defer leave()
	if raw, isRaw := v.Addr().Interface().(**node); isRaw {
		*raw = n
		return
	}
	if n = d.expand(n); n == nil || !ok {
		return
	}
	switch p := v.Addr().Interface().(type) {
	case *[]Step:
		*p = d.readSteps(n)
	case *[]Expect:
		*p = d.readExpects(n)
	case *Expect:
		d.readNever(n, p)
	case *any:
		*p = d.free(n)
	case *time.Time:
		d.moment(n, p)
	case *wire.Fault:
		d.structure(n, v)
		d.checkFault(n, p)
	case encoding.TextUnmarshaler:
		if d.scalar(n, "a single value") {
			if err := p.UnmarshalText([]byte(n.text)); err != nil {
				d.add(n.pos, "%s is no time: %s", d.quote(n.text), durations)
			}
		}
	default:
		d.plain(n, v, tag)
	}
}

// plain puts a node into a value of a type that Go has.
func (d *decoder) plain(n *node, v reflect.Value, tag reflect.StructTag) {
	kind := v.Kind()
	switch {
	case kind == reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		d.value(n, p.Elem(), tag)
		v.Set(p)
	case kind == reflect.Struct:
		d.structure(n, v)
	case kind == reflect.Slice:
		if n.kind != yaml.SequenceNode {
			d.add(n.pos, "a list is wanted here, this is %s", n.is())
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.values), len(n.values)))
		for i, item := range n.values {
			d.value(item, v.Index(i), tag)
		}
	case kind == reflect.Map:
		if d.mapping(n) {
			v.Set(reflect.MakeMap(v.Type()))
			for i, key := range n.keys {
				d.entry(v, key, n.values[i], tag)
			}
		}
	case kind == reflect.String:
		if d.scalar(n, "a text") {
			v.SetString(d.word(n, v.Type(), tag))
		}
	case kind == reflect.Bool:
		if b, err := strconv.ParseBool(n.text); d.scalar(n, "true or false") && (err != nil || !n.secret && n.tag != "!!bool") {
			d.add(n.pos, "true or false is wanted here, this is %s", d.quote(n.text))
		} else {
			v.SetBool(b)
		}
	case v.CanInt(), v.CanUint(), v.CanFloat():
		if d.scalar(n, "a number") {
			d.number(n, v)
		}
	}
}

// entry adds a key of a mapping to a map.
func (d *decoder) entry(m reflect.Value, key, value *node, tag reflect.StructTag) {
	one := reflect.New(m.Type().Elem()).Elem()
	d.value(value, one, tag)
	m.SetMapIndex(reflect.ValueOf(key.text), one)
}

func (d *decoder) mapping(n *node) bool {
	if n.kind != yaml.MappingNode {
		d.add(n.pos, "a mapping is wanted here, this is %s", n.is())
	}
	return n.kind == yaml.MappingNode
}

func (d *decoder) scalar(n *node, wanted string) bool {
	if n.kind != yaml.ScalarNode || n.empty() {
		d.add(n.pos, "%s is wanted here, this is %s", wanted, n.is())
		return false
	}
	return true
}

// structure puts a mapping, or what stands in its place, into a struct.
func (d *decoder) structure(n *node, v reflect.Value) {
	s := shapeOf(v.Type())
	if s.inPlace(n) {
		if s.short.key == "" || !n.empty() {
			d.value(n, v.FieldByIndex(s.short.index), s.short.tag)
			n = &node{pos: n.pos, kind: yaml.MappingNode, keys: []*node{{text: s.short.key}}, values: []*node{n}}
		} else {
			n = &node{pos: n.pos, kind: yaml.MappingNode}
		}
	} else if len(s.fields) == 0 && n.kind != yaml.MappingNode {
		if !n.empty() {
			d.add(n.pos, "nothing is wanted here, this is %s", n.is())
		}
		return
	} else if d.mapping(n) {
		for i, key := range n.keys {
			d.member(s, v, key, n.values[i])
		}
	} else {
		return
	}
	for _, f := range s.fields {
		if f.required && n.get(f.key) == nil {
			d.add(n.pos, "%s is missing: %s", f.key, f.tag.Get("doc"))
		}
	}
}

// inPlace says that a value stands in place of the mapping.
func (s shape) inPlace(n *node) bool {
	switch {
	case s.short == nil:
		return false
	case s.short.key == "", n.kind != yaml.MappingNode:
		return true
	case s.short.typ.Kind() != reflect.Map:
		return false
	}
	long := n.get(s.short.key)
	return long == nil || long.kind != yaml.MappingNode || len(n.keys) > 1
}

// member puts the value under a key into its field.
func (d *decoder) member(s shape, v reflect.Value, key, value *node) {
	if f := s.find(key.text); f != nil {
		d.value(value, v.FieldByIndex(f.index), f.tag)
		return
	}
	words := s.keys()
	if s.rest != nil {
		words = append(words, d.words[s.rest.tag.Get("words")].words...)
		if rest := v.FieldByIndex(s.rest.index); slices.Contains(words, key.text) {
			if rest.IsNil() {
				rest.Set(reflect.MakeMap(rest.Type()))
			}
			d.entry(rest, key, value, "")
			return
		}
	}
	d.add(key.pos, "%s does not belong here%s", d.quote(key.text), Suggest(key.text, words))
}
