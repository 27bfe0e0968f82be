package spec

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"
)

// object is a part of a JSON schema.
type object map[string]any

// Schema is a JSON Schema (draft 7, which editors know best) of a scenario file, made of
// the types of this package and their tags.
func Schema() []byte {
	g := generator{reflect.TypeFor[Step](): ref("step"), reflect.TypeFor[Expect](): ref("check"), reflect.TypeFor[*node](): {}}
	root := g.structure(reflect.TypeFor[document]())
	required, _ := root["required"].([]string)
	root["required"] = slices.DeleteFunc(required, func(k string) bool { return k != "version" })
	root["$schema"], root["title"] = "http://json-schema.org/draft-07/schema#", "winkterm scenario"
	definitions := object{
		"variable": object{"type": "string", "pattern": `\$\{`, "description": "Variables, from vars, env, cases or with."},
		"text":     object{"type": []string{"string", "number", "boolean"}},
		"step":     g.step(), "check": g.check(),
	}
	for name, v := range vocabularies() {
		other := "variable"
		if v.open || v.fold {
			other = "text"
		}
		definitions[name] = anyOf(object{"enum": v.words}, ref(other))
	}
	root["definitions"] = definitions
	b, err := json.MarshalIndent(root, "", " ")
	if err != nil {
		panic(err) // maps and texts can be written
	}
	return append(b, '\n')
}

func ref(name string) object { return object{"$ref": "#/definitions/" + name} }

func anyOf(of ...any) object { return object{"anyOf": of} }

// generator has the types that stand for themselves.
type generator map[reflect.Type]object

// of is the schema of a type; the tag is its field's.
func (g generator) of(t reflect.Type, tag reflect.StructTag) object {
	if own, ok := g[t]; ok {
		return own
	}
	switch kind := t.Kind(); {
	case tag.Get("yaml") == "version":
		return object{"const": Version}
	case t == reflect.TypeFor[Duration]():
		return anyOf(object{"type": "string", "pattern": `^([0-9.]+(ns|us|µs|ms|s|m|h))+$|^[0-9]+d$|^0$`}, object{"const": 0}, ref("variable"))
	case t == reflect.TypeFor[time.Time]():
		return object{"type": "string"}
	case t == reflect.TypeFor[[]Expect]():
		return anyOf(object{"type": "array", "items": ref("check")}, ref("check"), ref("variable"))
	case kind == reflect.Pointer:
		return g.of(t.Elem(), tag)
	case kind == reflect.Struct:
		return g.inPlace(t)
	case kind == reflect.Slice:
		return anyOf(object{"type": "array", "items": g.of(t.Elem(), tag)}, ref("variable"))
	case kind == reflect.Map:
		return anyOf(object{"type": "object", "additionalProperties": g.of(t.Elem(), "")}, ref("variable"))
	case kind == reflect.Bool:
		return anyOf(object{"type": "boolean"}, ref("variable"))
	case kind == reflect.Float64:
		return anyOf(object{"type": "number"}, ref("variable"))
	case kind == reflect.Int, kind == reflect.Uint64:
		return anyOf(object{"type": "integer"}, ref("variable"))
	case kind == reflect.String:
		return words(t, tag)
	}
	return object{}
}

// words are what may stand in a text: any, or those that are known, of which an editor
// completes them.
func words(t reflect.Type, tag reflect.StructTag) object {
	if enum := tag.Get("enum"); enum != "" {
		return anyOf(object{"enum": strings.Split(enum, ",")}, ref("variable"))
	}
	if name := wordsName(t, tag); name != "" {
		return ref(name)
	}
	return ref("text")
}

// inPlace is a struct, or what may stand in its place.
func (g generator) inPlace(t reflect.Type) object {
	s := shapeOf(t)
	if s.short != nil && s.short.key == "" {
		return g.of(s.short.typ, s.short.tag)
	}
	forms := []any{g.structure(t)}
	if s.short != nil {
		forms = append(forms, g.of(s.short.typ, s.short.tag))
	}
	if !slices.ContainsFunc(s.fields, func(f field) bool { return f.required }) {
		forms = append(forms, object{"type": "null"})
	}
	if len(forms) == 1 {
		return g.structure(t)
	}
	return anyOf(forms...)
}

func (g generator) structure(t reflect.Type) object {
	s, properties, required := shapeOf(t), object{}, []string(nil)
	for _, f := range s.fields {
		properties[f.key] = described(g.of(f.typ, f.tag), f.tag.Get("doc"))
		if f.required {
			required = append(required, f.key)
		}
	}
	if s.rest != nil {
		for _, w := range vocabularies()[s.rest.tag.Get("words")].words {
			properties[w] = g.of(s.rest.typ.Elem(), "")
		}
	}
	o := object{"type": "object", "properties": properties, "additionalProperties": false}
	if required != nil {
		o["required"] = required
	}
	return o
}

// described is a schema with what an editor shows beside it.
func described(o object, doc string) object {
	if _, refers := o["$ref"]; refers {
		o = object{"allOf": []any{o}}
	}
	o["description"] = doc
	return o
}

// step is an action by its name alone, or a mapping of it beside the common keys.
func (g generator) step() object {
	o := g.structure(reflect.TypeFor[Step]())
	properties, _ := o["properties"].(object)
	var bare []string
	for _, a := range Actions() {
		t := reflect.TypeOf(a.Zero)
		properties[a.Name] = described(g.inPlace(t), a.Doc)
		if !slices.ContainsFunc(shapeOf(t).fields, func(f field) bool { return f.required }) {
			bare = append(bare, a.Name)
		}
	}
	properties[useKey] = described(g.inPlace(reflect.TypeFor[use]()), "Puts shared steps in.")
	return anyOf(object{"enum": bare}, ref("variable"), o)
}

func (g generator) check() object {
	properties := object{}
	for _, c := range Checks() {
		properties[c.Name] = described(g.inPlace(reflect.TypeOf(c.Zero)), c.Doc)
	}
	return object{"type": "object", "properties": properties, "additionalProperties": false, "minProperties": 1}
}
