package spec

import (
	"reflect"
	"slices"
	"strings"
	"sync"
)

// field is what the tags of a struct's field say of it. Key is empty for one that
// stands for the whole value.
type field struct {
	key      string
	index    []int
	typ      reflect.Type
	tag      reflect.StructTag
	required bool
}

// shape is what the tags of a struct say of it.
type shape struct {
	fields []field
	// short is the field that takes a value in place of the mapping; rest the map that
	// takes keys which are no field.
	short, rest *field
}

func (s shape) find(key string) *field {
	if i := slices.IndexFunc(s.fields, func(f field) bool { return f.key == key }); i >= 0 {
		return &s.fields[i]
	}
	return nil
}

func (s shape) keys() (keys []string) {
	for _, f := range s.fields {
		keys = append(keys, f.key)
	}
	return keys
}

var shapes sync.Map // of reflect.Type to shape

// shapeOf reads the tags of a struct.
func shapeOf(t reflect.Type) shape {
	if known, ok := shapes.Load(t); ok {
		s, _ := known.(shape)
		return s
	}
	var s shape
	for i := range t.NumField() {
		f := t.Field(i)
		key, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		one := field{key: key, index: f.Index, typ: f.Type, tag: f.Tag, required: options == ""}
		short := f.Tag.Get("short") != ""
		switch {
		case key == "-", key == "" && options == "" && !short:
		case options == "inline" && f.Type.Kind() == reflect.Map:
			s.rest = &one
		case options == "inline":
			inner := shapeOf(f.Type)
			for _, in := range inner.fields {
				in.index = append(slices.Clone(f.Index), in.index...)
				s.fields = append(s.fields, in)
				if inner.short != nil && in.key == inner.short.key {
					s.short = &in
				}
			}
		default:
			if short {
				s.short = &one
			}
			if key != "" {
				s.fields = append(s.fields, one)
			}
		}
	}
	shapes.Store(t, s)
	return s
}
