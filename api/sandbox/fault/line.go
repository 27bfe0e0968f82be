package fault

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v3"
)

// line finds where in the YAML the n-th fault, counted from 0, has what err is
// about. It comes as near as the file has it: a field, the fault, the list.
func line(data []byte, n int, err error) int {
	var root yaml.Node
	if yaml.Unmarshal(data, &root) != nil || len(root.Content) == 0 {
		return 1
	}
	at, list := member(root.Content[0], "faults")
	if list == nil || n >= len(list.Content) {
		return at
	}
	item := list.Content[n]
	at = item.Line
	wrong, ok := errors.AsType[*FieldError](err)
	if !ok {
		return at
	}
	for name := range strings.SplitSeq(wrong.Field, ".") {
		found, next := member(item, name)
		if next == nil {
			break
		}
		at, item = found, next
	}
	return at
}

// member gives the line and the value that a mapping has under a name; the line of
// the mapping and nil when it has none.
func member(in *yaml.Node, name string) (int, *yaml.Node) {
	if in.Kind == yaml.AliasNode {
		in = in.Alias
	}
	if in.Kind != yaml.MappingNode {
		return in.Line, nil
	}
	for i := 0; i+1 < len(in.Content); i += 2 {
		if in.Content[i].Value != name {
			continue
		}
		value := in.Content[i+1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		return in.Content[i].Line, value
	}
	return in.Line, nil
}
