package compare

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// What is kept of a callback's data at most; a longer value ends in an ellipsis.
const (
	FieldsMax = 32
	ValueMax  = 512 // bytes
)

// flatten makes fields of data, sorted by name.
func flatten(data string) []Field {
	data = strings.TrimSpace(data)
	switch {
	case data == "" || data == "null":
		return nil
	case !json.Valid([]byte(data)):
		return []Field{{Name: notAnObject, Value: cut(data)}}
	}
	fields := spread(make([]Field, 0, fieldsUsual), notAnObject, data)
	slices.SortFunc(fields, func(a, b Field) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value))
	})
	return fields[:min(len(fields), FieldsMax)]
}

// fieldsUsual is how many fields the widget's own callbacks have at most.
const fieldsUsual = 6

// spread appends a value, which is valid JSON: an object and those within it field
// by field, all else as it is.
func spread(to []Field, name, value string) []Field {
	if strings.Contains(name, ".") || value[0] != '{' {
		return append(to, Field{Name: cut(name), Value: cut(plain(value))})
	}
	if name != notAnObject {
		name += "."
	}
	for key, inner := range members(value) {
		to = spread(to, name+key, inner)
	}
	return to
}

// plain writes a value in one way: browsers and Go do not space and escape alike.
func plain(value string) string {
	if !strings.ContainsAny(value, "\\ \t\r\n") {
		return value
	}
	var decoded any
	in := json.NewDecoder(strings.NewReader(value))
	in.UseNumber()
	if in.Decode(&decoded) != nil {
		return value
	}
	var out strings.Builder
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false)
	if to.Encode(decoded) != nil {
		return value
	}
	return strings.TrimSuffix(out.String(), "\n")
}

func cut(s string) string {
	if len(s) <= ValueMax {
		return s
	}
	end := ValueMax
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return strings.Clone(s[:end]) + "…"
}

// unquoted gives the text of a JSON string, empty where it is none.
func unquoted(value string) string {
	if len(value) < 2 || value[0] != '"' {
		return ""
	}
	if !strings.Contains(value, `\`) && value[len(value)-1] == '"' {
		return value[1 : len(value)-1]
	}
	var text string
	if json.Unmarshal([]byte(value), &text) != nil {
		return ""
	}
	return text
}

// asTime reads a moment: as text, or in milliseconds since 1970, which scripts
// use.
func asTime(value string) (time.Time, bool) {
	if at, err := time.Parse(time.RFC3339, unquoted(value)); err == nil {
		return at, true
	}
	var milliseconds float64
	if value == "" || json.Unmarshal([]byte(value), &milliseconds) != nil {
		return time.Time{}, false
	}
	const year2000, year2100 = 946_684_800_000, 4_102_444_800_000
	if milliseconds < year2000 || milliseconds > year2100 {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(milliseconds)).UTC(), true
}

// uploads reads the ids of the two upload callbacks. What stands there is not
// documented: ids, or objects with one.
func (t Told) uploads() []string {
	value := t.Value(uploadsField)
	if value == "" {
		return nil
	}
	var told []json.RawMessage
	if json.Unmarshal([]byte(value), &told) != nil {
		return nil
	}
	var ids []string
	for _, raw := range told {
		id := unquoted(string(raw))
		var object struct {
			ID string `json:"id"`
		}
		if id == "" && json.Unmarshal(raw, &object) == nil {
			id = object.ID
		}
		if id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}
