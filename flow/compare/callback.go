package compare

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
)

// RecordsMax is how many callbacks of one widget are compared at most; what follows
// is left out. The table that aligns so many has 8 MB.
const RecordsMax = 2_000

// Callback is one callback with its data.
type Callback struct {
	At   time.Time
	Name wire.CallbackName
	// Fields are the data, sorted by name, none for a callback without data.
	Fields []Field

	key key
	// kind is the provider or file type, id the account or archive that it names.
	kind, id string
}

// key is what a callback is and what it is about. Two with the same key are the
// same callback, though other fields may differ.
type key struct{ name, subject string }

// Read makes a Callback of a record: its name, and its data as JSON, empty or null
// for none. It never fails: data that is no JSON is one field without a name. Long
// data is cut, see FieldsMax and ValueMax.
func Read(at time.Time, name wire.CallbackName, data string) Callback {
	c := Callback{At: at, Name: name, Fields: flatten(strings.TrimSpace(data))}
	if len(c.Fields) == 1 && c.Fields[0].Name == "" && name == wire.OnClose {
		c.Fields[0].Name = "reason" // both forms of it are documented
	}
	return c.keyed()
}

// keyed is the callback with what its fields say that it is about.
func (c Callback) keyed() Callback {
	c.kind = cmp.Or(c.Text("providerId"), c.Text("account.providerId"), c.Text("archive.fileType"))
	c.id = cmp.Or(c.Text("accountId"), c.Text("account.accountId"), c.Text("archive.archiveId"))
	switch c.key = (key{string(c.Name), c.Text("accountId")}); c.Name { //nolint:exhaustive // the others are about an account, or nothing
	case wire.OnUIEvent:
		c.key = key{c.Text("eventName"), joined(c.Text("account.providerId"), c.Text("account.accountId"), c.Text("archive.fileType"), c.Text("archive.archiveId"))}
	case wire.OnUploadsCreated, wire.OnUploadsRemoved:
		ids := c.uploads()
		c.id, c.key.subject = ids[0], joined(ids...)
	}
	return c
}

// uploads reads the ids of the two upload callbacks, one that is empty for none. What
// is sent there is not documented: ids, or objects with one.
func (c Callback) uploads() (ids []string) {
	var sent []any
	_ = json.Unmarshal([]byte(c.Value("uploads")), &sent) // what is no list has no ids
	for _, one := range sent {
		if object, ok := one.(map[string]any); ok {
			one = object["id"]
		}
		if id, ok := one.(string); ok {
			ids = append(ids, id)
		}
	}
	return append(ids, "")
}

// Title is the screen event's name, or the callback's where it is another one.
func (c Callback) Title() string { return cmp.Or(c.key.name, string(c.Name)) }

// Subject is what it is about: a provider, an account, a file type, an archive;
// empty for none.
func (c Callback) Subject() string { return c.key.subject }

// Value gives a field as JSON, empty where there is none of that name.
func (c Callback) Value(name string) string {
	for _, f := range c.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// Text gives a field that is a string, empty where it is none.
func (c Callback) Text(name string) string { return unquoted(c.Value(name)) }

// joined puts a space between the words that are not empty.
func joined(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}
