package api

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// shapeError says which field of an answer has another shape than the API's. What
// stands there is described and never quoted.
type shapeError struct{ field, got, want string }

func (e *shapeError) Error() string {
	return fmt.Sprintf("%s is %s, and should be %s", clip(e.field, codeMax), e.got, e.want)
}

// decode reads JSON, which errors call name. What encoding/json does not take is read
// by a decoder that says where the shape differs, and takes times without a colon in
// their zone; the note says so. The error is a *shapeError where the JSON itself is
// good. The usual answers need no second decoder, whose tables take a megabyte.
func decode(text []byte, name string, into any) (note string, err error) {
	if json.Unmarshal(text, into) == nil {
		return "", nil
	}
	var times laxTimes
	err = jsonv2.Unmarshal(text, into, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true),
		jsonv2.WithUnmarshalers(jsonv2.UnmarshalFromFunc(times.read)))
	var shape *jsonv2.SemanticError
	if errors.As(err, &shape) {
		err = &shapeError{fieldName(name, shape.JSONPointer), gotShape(shape), wantedShape(shape.GoType)}
	}
	return times.note(name), err
}

// laxTimes reads times such as 2026-01-15T10:00:00+0800, and counts them.
type laxTimes struct {
	count int
	first jsontext.Pointer
}

func (l *laxTimes) read(d *jsontext.Decoder, at *time.Time) error {
	if d.PeekKind() != '"' {
		return jsonv2.SkipFunc
	}
	token, err := d.ReadToken()
	if err != nil {
		return err
	}
	text := token.String()
	if *at, err = time.Parse("2006-01-02T15:04:05Z0700", text); err != nil {
		return at.UnmarshalText([]byte(text))
	}
	if !strings.HasSuffix(text, "Z") {
		if l.count++; l.count == 1 {
			l.first = d.StackPointer()
		}
	}
	return nil
}

func (l *laxTimes) note(name string) string {
	if l.count == 0 {
		return ""
	}
	return fmt.Sprintf("times without a colon in their zone are taken as they are meant: %d, the first is %s", l.count, fieldName(name, l.first))
}

// fieldName writes a place in an answer as data.items[0].createdAt.
func fieldName(name string, at jsontext.Pointer) string {
	for token := range at.Tokens() {
		if strings.Trim(token, "0123456789") == "" {
			name += "[" + token + "]"
		} else {
			name += "." + token
		}
	}
	return name
}

// How JSON and types are called for a person.
var (
	jsonShapes = map[jsontext.Kind]string{
		'n': "null", 't': "true or false", 'f': "true or false", '"': "a text", '0': "a number", '{': "an object", '[': "a list",
	}
	goShapes = map[reflect.Kind]string{
		reflect.String: "a text", reflect.Bool: "true or false", reflect.Int: "a whole number", reflect.Uint64: "a whole number",
		reflect.Float64: "a number", reflect.Slice: "a list",
	}
)

func gotShape(e *jsonv2.SemanticError) string {
	var bad *time.ParseError
	switch {
	case errors.As(e.Err, &bad):
		return "a text of the form " + form(bad.Value)
	case e.JSONKind == '0' && e.Err != nil:
		return "a number that does not fit"
	}
	return jsonShapes[e.JSONKind]
}

func wantedShape(t reflect.Type) string {
	if t == reflect.TypeFor[time.Time]() || t == reflect.TypeFor[*time.Time]() {
		return "a time such as 2026-01-15T10:00:00Z"
	}
	return cmp.Or(goShapes[t.Kind()], "an object")
}

// form shows how a text is built without giving it away: 9 for each digit, a for each
// letter.
func form(text string) string {
	return fmt.Sprintf("%q", clip(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '9'
		case unicode.IsLetter(r):
			return 'a'
		}
		return r
	}, text), len("9999-99-99a99:99:99.999999999+99:99")))
}
