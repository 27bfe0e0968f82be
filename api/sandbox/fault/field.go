package fault

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// object is a JSON object on the way to a field.
type object = map[string]any

// change spoils the member of that name, and says whether it could.
type change func(in object, name string) bool

// changeField changes the first of the fields that is there, in the data of the
// envelope in body, and leaves all other values as they are, to the digit. Only the
// members of objects come out sorted.
func changeField(body []byte, fields []string, do change) ([]byte, bool) {
	envelope, ok := read(body)
	if !ok {
		return body, false
	}
	for _, field := range fields {
		for _, place := range places(envelope) {
			if !changeAt(place, strings.Split(field, "."), do) {
				continue
			}
			var out bytes.Buffer
			enc := json.NewEncoder(&out)
			enc.SetEscapeHTML(false)
			if enc.Encode(envelope) != nil {
				return body, false
			}
			return out.Bytes(), true
		}
	}
	return body, false
}

func read(body []byte) (object, bool) {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	var envelope object
	if dec.Decode(&envelope) != nil {
		return nil, false
	}
	_, err := dec.Token()
	return envelope, errors.Is(err, io.EOF)
}

// places are where a field is looked for: the first item of a page, the data, the
// envelope.
func places(envelope object) []any {
	data := first(envelope["data"])
	if page, ok := data.(object); ok && page["items"] != nil {
		return []any{first(page["items"]), page, envelope}
	}
	return []any{data, envelope}
}

// first gives the first item of a list, nil of an empty one; what is no list stands
// for itself.
func first(v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

func changeAt(v any, path []string, do change) bool {
	in, ok := v.(object)
	if !ok {
		return false
	}
	if len(path) == 1 {
		return do(in, path[0])
	}
	return changeAt(first(in[path[0]]), path[1:], do)
}

func leaveOut(in object, name string) bool {
	_, there := in[name]
	delete(in, name)
	return there
}

// unhear puts the unheard-of value in place of a text, of null, or of the first
// text of a list. Nothing else is a value of an enumeration.
func unhear(in object, name string) bool {
	v, there := in[name]
	_, text := first(v).(string)
	if list, ok := v.([]any); ok && text {
		list[0] = Unheard
		return true
	}
	if !there || !text && v != nil {
		return false
	}
	in[name] = Unheard
	return true
}
