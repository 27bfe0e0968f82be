package play

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// anything is the value of a field that only has to be there.
const anything = "*"

// holds says that JSON has these fields with these values. A name with dots leads into
// objects.
func holds(text []byte, fields map[string]any) bool {
	if len(fields) == 0 {
		return true
	}
	var value any
	if json.Unmarshal(text, &value) != nil {
		return false
	}
	for name, want := range fields {
		if got, ok := field(value, name); !ok || !same(got, want) {
			return false
		}
	}
	return true
}

// field gives what stands under a name.
func field(in any, name string) (any, bool) {
	for part := range strings.SplitSeq(name, ".") {
		object, ok := in.(map[string]any)
		if !ok {
			return nil, false
		}
		if in, ok = object[part]; !ok {
			return nil, false
		}
	}
	return in, true
}

// same compares a value of JSON with one of YAML: numbers by their value, objects by the
// fields that are wanted.
func same(got, want any) bool {
	if want == anything {
		return true
	}
	text, err := json.Marshal(want)
	var plain any
	if err != nil || json.Unmarshal(text, &plain) != nil {
		return false
	}
	if object, ok := plain.(map[string]any); ok {
		whole, _ := json.Marshal(got)
		return holds(whole, object)
	}
	return reflect.DeepEqual(got, plain)
}

// with says which fields are wanted, in the order of their names.
func with(fields map[string]any) string {
	if len(fields) == 0 {
		return ""
	}
	words := make([]string, 0, len(fields))
	for name, value := range fields {
		words = append(words, fmt.Sprintf("%s: %v", name, value))
	}
	slices.Sort(words)
	return " with " + strings.Join(words, ", ")
}
