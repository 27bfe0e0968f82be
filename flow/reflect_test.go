package flow_test

import (
	"reflect"
	"time"
)

// copied gives a copy of a value that shares nothing with it.
func copied[T any](v T) T {
	var out T
	reflect.ValueOf(&out).Elem().Set(deep(reflect.ValueOf(&v).Elem()))
	return out
}

func deep(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() { //nolint:exhaustive // the other kinds hold nothing
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return out
		}
		inner := deep(v.Elem())
		if v.Kind() == reflect.Interface {
			out.Set(inner)
			return out
		}
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(inner)
	case reflect.Slice:
		if v.IsNil() {
			return out
		}
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Cap()))
		deepElements(out, v)
	case reflect.Array:
		deepElements(out, v)
	case reflect.Map:
		if v.IsNil() {
			return out
		}
		out.Set(reflect.MakeMap(v.Type()))
		for key, value := range v.Seq2() {
			out.SetMapIndex(key, deep(value))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return out
		}
		for i := range v.NumField() {
			if !isPlain(v.Field(i)) {
				out.Field(i).Set(deep(v.Field(i)))
			}
		}
	default:
	}
	return out
}

func deepElements(out, v reflect.Value) {
	for i := range v.Len() {
		out.Index(i).Set(deep(v.Index(i)))
	}
}

// isPlain says that a value holds no other one, so that setting it copies it.
func isPlain(v reflect.Value) bool {
	switch v.Kind() { //nolint:exhaustive // the other kinds hold nothing
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Array, reflect.Map, reflect.Struct:
		return false
	}
	return true
}

// texts gives every string in a value, however deep, with secrets revealed.
func texts(v reflect.Value) []string {
	var found []string
	switch v.Kind() { //nolint:exhaustive // the other kinds hold nothing
	case reflect.String:
		found = append(found, v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			found = texts(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			found = append(found, texts(v.Index(i))...)
		}
	case reflect.Map:
		for key, value := range v.Seq2() {
			found = append(append(found, texts(key)...), texts(value)...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			found = append(found, texts(v.Field(i))...)
		}
	default:
	}
	return found
}
