package compare

import (
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
)

// RecordsMax is how many callbacks are compared at most; what follows is left out.
const RecordsMax = 10_000

// Told is one callback with its data.
type Told struct {
	At   time.Time
	Name wire.CallbackName
	// Fields are the data, sorted by name, none for a callback without data.
	Fields []Field

	sign sign
}

// EventTime is the field of onUIEvent that is not compared; SomeTime stands for
// what is expected there.
const (
	EventTime = "eventTime"
	SomeTime  = "(a time)"
)

// Field is one field of a callback's data. The fields of an object within it have
// its name and a dot before their own; Value is JSON.
type Field struct{ Name, Value string }

// sign is what a callback is and whom it is about: two with the same sign are the
// same thing told, though fields besides may differ.
type sign struct{ name, subject string }

// The fields that say what a callback is about, by their names in package wire.
const (
	eventNameField = "eventName"
	eventTimeField = "eventTime"
	modeField      = "mode"
	userField      = "userId"
	accountField   = "accountId"
	providerField  = "providerId"
	codeField      = "errorCode"
	reasonField    = "reason"
	uploadsField   = "uploads"
	pageAccount    = "account.accountId"
	pageProvider   = "account.providerId"
	pageFileType   = "archive.fileType"
	pageArchive    = "archive.archiveId"
	notAnObject    = "" // data that is a single value
)

// Read makes a Told of a callback as it was recorded: its name, and its data as
// JSON, empty or null for none. It never fails: data that is no JSON is one field
// without a name. Long data is cut, see FieldsMax and ValueMax.
func Read(at time.Time, name wire.CallbackName, data string) Told {
	t := Told{At: at, Name: name, Fields: flatten(data)}
	if len(t.Fields) == 1 && t.Fields[0].Name == notAnObject && name == wire.OnClose {
		t.Fields[0].Name = reasonField // both shapes of it are documented
	}
	t.sign = t.signed()
	return t
}

func (t Told) signed() sign {
	switch t.Name {
	case wire.OnUIEvent:
		subject := []string{t.Text(pageProvider), t.Text(pageAccount), t.Text(pageFileType), t.Text(pageArchive)}
		return sign{name: t.Text(eventNameField), subject: joined(subject)}
	case wire.OnUploadsCreated, wire.OnUploadsRemoved:
		return sign{name: string(t.Name), subject: joined(t.uploads())}
	case wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved,
		wire.OnTokenExpired, wire.OnClose:
	}
	return sign{name: string(t.Name), subject: t.Text(accountField)}
}

// Title is the screen event's name, or the callback's where it is another one.
func (t Told) Title() string {
	if t.sign.name == "" {
		return string(t.Name)
	}
	return t.sign.name
}

// Subject is whom it is about: a provider, an account, a file type, an archive;
// empty for none.
func (t Told) Subject() string { return t.sign.subject }

// Value gives a field as JSON, empty where there is none of that name.
func (t Told) Value(name string) string {
	at, ok := slices.BinarySearchFunc(t.Fields, name, func(f Field, name string) int { return strings.Compare(f.Name, name) })
	if !ok {
		return ""
	}
	return t.Fields[at].Value
}

// Text gives a field that is a string, empty where it is none.
func (t Told) Text(name string) string { return unquoted(t.Value(name)) }

// moment is when it happened: by the widget's own word where that is a time.
func (t Told) moment() time.Time {
	if at, ok := asTime(t.Value(EventTime)); ok {
		return at
	}
	return t.At
}

// joined puts the words that there are one behind the other.
func joined(words []string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}
