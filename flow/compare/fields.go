package compare

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What is kept of a callback's data at most; a longer value ends in an ellipsis.
const (
	FieldsMax = 32
	ValueMax  = 512 // bytes
)

// EventTime is the field of onUIEvent that is not compared; SomeTime stands for
// what is expected there.
const (
	EventTime = "eventTime"
	SomeTime  = "(a time)"
)

// Field is one field of a callback's data. The fields of an object within it have
// its name and a dot before their own; Value is JSON.
type Field struct{ Name, Value string }

// flatten makes fields of data, sorted by name.
func flatten(data string) []Field {
	var value any
	in := json.NewDecoder(strings.NewReader(data))
	in.UseNumber()
	switch {
	case data == "" || data == "null":
		return nil
	case !json.Valid([]byte(data)) || in.Decode(&value) != nil:
		return []Field{{Value: cut(data)}}
	}
	fields := spread(nil, "", value)
	slices.SortFunc(fields, func(a, b Field) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value))
	})
	return fields[:min(len(fields), FieldsMax)]
}

// spread appends a value: an object and those within it field by field, all else
// as it is.
func spread(to []Field, name string, value any) []Field {
	object, ok := value.(map[string]any)
	if !ok || strings.Contains(name, ".") {
		return append(to, Field{Name: cut(name), Value: cut(encoded(value))})
	}
	if name != "" {
		name += "."
	}
	for field, inner := range object {
		to = spread(to, name+field, inner)
	}
	return to
}

// encoded is a value as JSON, always spaced and escaped alike.
func encoded(value any) string {
	var out strings.Builder
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false)
	_ = to.Encode(value) // what was decoded does not fail
	return strings.TrimSuffix(out.String(), "\n")
}

func cut(s string) string {
	if len(s) <= ValueMax {
		return s
	}
	return strings.ToValidUTF8(s[:ValueMax], "") + "…"
}

// unquoted gives the text of a JSON string, empty where it is none.
func unquoted(value string) (text string) {
	if value == "" || json.Unmarshal([]byte(value), &text) != nil {
		return ""
	}
	return text
}

// isTime says whether JSON is a moment: RFC 3339, or milliseconds since 1970 between
// the years 2000 and 2100.
func isTime(value string) bool {
	const year2000, year2100 = 946_684_800_000, 4_102_444_800_000
	if _, err := time.Parse(time.RFC3339, unquoted(value)); err == nil {
		return true
	}
	milliseconds, err := strconv.ParseFloat(value, 64)
	return err == nil && year2000 <= milliseconds && milliseconds <= year2100
}

// FieldDiff is a field that differs. A value is JSON, or empty where the field is
// missing; for EventTime SomeTime is expected.
type FieldDiff struct{ Name, Expected, Sent string }

// fieldDiffs gives the fields that differ, by name.
func fieldDiffs(sent, expected Callback) (out []FieldDiff) {
	if slices.Equal(sent.Fields, expected.Fields) {
		return nil
	}
	all := slices.Concat(sent.Fields, expected.Fields)
	slices.SortFunc(all, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	for _, field := range slices.CompactFunc(all, func(a, b Field) bool { return a.Name == b.Name }) {
		f := FieldDiff{field.Name, expected.Value(field.Name), sent.Value(field.Name)}
		if f.Name == EventTime && f.Expected != "" {
			if isTime(f.Sent) {
				continue
			}
			f.Expected = SomeTime
		}
		if f.Sent != f.Expected {
			out = append(out, f)
		}
	}
	return out
}
