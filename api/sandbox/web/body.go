package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/mail"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"winkterm/api/wire"
)

// MaxBody bounds a request's body, in bytes; only uploads are larger.
const MaxBody = 1 << 20

// Decode reads the JSON body into v, and leaves v as it is when the body is empty.
func (c *Call) Decode(v any) error {
	_, err := c.decode(v)
	return err
}

// DecodeAll is Decode for a body that must be there.
func (c *Call) DecodeAll(v any) error {
	empty, err := c.decode(v)
	if err == nil && empty {
		return Invalid("body", "is wanted")
	}
	return err
}

func (c *Call) decode(v any) (empty bool, err error) {
	data, err := io.ReadAll(http.MaxBytesReader(c.W, c.R.Body, MaxBody))
	if err != nil {
		if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
			return false, Invalid("body", "is larger than %d bytes", MaxBody)
		}
		return false, Invalid("body", "broke off")
	}
	if len(data) == 0 {
		return true, nil
	}
	if err := c.WantJSON(); err != nil {
		return false, err
	}
	return false, c.Unmarshal(data, v)
}

// Unmarshal reads a body as Unmarshal does. A field that v does not have is refused by a
// strict server or call; otherwise the log is told.
func (c *Call) Unmarshal(data []byte, v any) error {
	if err := Unmarshal(data, v); err != nil {
		return err
	}
	unknown := known(data, reflect.New(reflect.TypeOf(v).Elem()).Interface())
	if unknown == nil || c.strict || c.server != nil && c.server.Strict {
		return unknown
	}
	if c.server != nil {
		c.server.Log.Warn("a body has a field that is not known", "operation", c.Route.Name(), "error", unknown)
	}
	return nil
}

// known refuses a JSON object that can be read into v with a field that v, or what is
// nested in it, does not have. It names the field.
func known(data []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
			return Invalid("body", "has a field that is not known: %.60s", name)
		}
		return Invalid("body", "is not the JSON object that is wanted")
	}
	return nil
}

// WantJSON refuses a body of another type.
func (c *Call) WantJSON() error {
	kind, _, err := mime.ParseMediaType(c.R.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return &Refused{Status: http.StatusUnsupportedMediaType, Code: wire.CodeUnsupportedType, Message: "the body must be application/json"}
	}
	return nil
}

// Unmarshal names the field that has the wrong type, and never quotes the body.
func Unmarshal(data []byte, v any) error {
	err := json.Unmarshal(data, v)
	if err == nil {
		return nil
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
		return Invalid(wrong.Field, "must not be a JSON %s", wrong.Value)
	}
	return Invalid("body", "is not the JSON object that is wanted")
}

// Length is a rule about one text of a body: how many characters it has.
type Length struct {
	Field    string  // as JSON spells it, with a dot before what is nested
	Value    *string // nil when it may be left out and was
	Min, Max int
}

// CheckLengths holds the rules of a body and names the first field that breaks
// one. A text that must be there is one that may not be empty.
func CheckLengths(rules ...Length) error {
	for _, r := range rules {
		if r.Value == nil {
			continue
		}
		if n := utf8.RuneCountInString(*r.Value); n < r.Min || n > r.Max {
			return Invalid(r.Field, "%d to %d characters are wanted", r.Min, r.Max)
		}
	}
	return nil
}

// CheckGiven wants a field to be there that is neither true nor false by itself.
func CheckGiven(field string, value *bool) error {
	if value == nil {
		return Invalid(field, "is wanted, true or false")
	}
	return nil
}

// CheckEmail wants an address alone, without a name before it.
func CheckEmail(field, value string) error {
	if addr, err := mail.ParseAddress(value); err != nil || addr.Address != value {
		return Invalid(field, "must be an email address")
	}
	return nil
}

// CheckDay wants a day, if anything.
func CheckDay(field string, value *string) error {
	if value == nil {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, *value); err != nil {
		return Invalid(field, "must be a day, YYYY-MM-DD")
	}
	return nil
}
