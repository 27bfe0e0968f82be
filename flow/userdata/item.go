package userdata

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"winkterm/flow/plain"
)

// object is an item while it is read; nil for what is no object.
type object map[string]any

func read(it Item) (o object) {
	d := json.NewDecoder(bytes.NewReader(it))
	d.UseNumber() // not a digit is lost
	if d.Decode(&o) != nil {
		return nil
	}
	return o
}

// at is what is at a path such as "emails.0.address", nil for nothing.
func (o object) at(path string) any {
	var value any = map[string]any(o)
	for step := range strings.SplitSeq(path, ".") {
		switch in := value.(type) {
		case map[string]any:
			value = in[step]
		case []any:
			if value = nil; step == "0" && len(in) > 0 {
				value = in[0]
			}
		default:
			return nil
		}
	}
	return value
}

// text is the first of the paths at which something is, in one line; empty for nothing.
func (o object) text(paths ...string) string {
	for _, path := range paths {
		if text := scalar(o.at(path)); text != "" {
			return text
		}
	}
	return ""
}

// scalar is a value that is neither an object nor a list; null is nothing.
func scalar(value any) string {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(plain.Line(v))
	case json.Number:
		return v.String()
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v]
	}
	return ""
}

// list is the list at a path, empty for none.
func (o object) list(path string) []any {
	all, _ := o.at(path).([]any)
	return all
}

// money is the first of the amounts with the item's currency.
func (o object) money(paths ...string) string { return money(o.text("currency"), o.text(paths...)) }

// day is a date, YYYY-MM-DD; of a moment it is the day, a month stays one.
func (o object) day(paths ...string) string {
	text := o.text(paths...)
	if len(text) > len(time.DateOnly) && text[len(time.DateOnly)] == 'T' {
		return text[:len(time.DateOnly)]
	}
	return text
}

// period is from when to when something lasted; one that has no end has begun.
func (o object) period() string {
	from, to := o.day("startDate"), o.day("endDate")
	switch {
	case from == "" && to == "":
		return ""
	case to == "":
		return "from " + from
	case from == "":
		return "to " + to
	}
	return from + " – " + to
}

// Origin says where an item comes from; what the host does not say is empty. Moments are
// as the host writes them.
type Origin struct {
	ID, SourceID, SourceType, UserID, ProviderID string
	// CreatedAt is when the host read the item, ItemCreatedAt when it came into being at
	// the provider.
	CreatedAt, ItemCreatedAt string
}

// OriginOf reads where an item comes from.
func OriginOf(it Item) Origin { return read(it).origin() }

func (o object) origin() Origin {
	from := func(name string) string { return o.text("metadata." + name) }
	return Origin{
		ID: o.text("id"), SourceID: from("sourceId"), SourceType: from("sourceType"), UserID: from("userId"), ProviderID: from("providerId"),
		CreatedAt: from("createdAt"), ItemCreatedAt: from("itemCreatedAt"),
	}
}

// Pretty is an item as indented JSON, made plain; what is no JSON stays as it is.
func Pretty(it Item) string {
	text, err := json.MarshalIndent(it, "", "  ")
	if err != nil {
		text = it
	}
	return plain.Lines(string(text))
}
