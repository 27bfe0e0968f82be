package web

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
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
	return false, Unmarshal(data, v)
}

// WantJSON refuses a body of another type.
func (c *Call) WantJSON() error {
	kind, _, err := mime.ParseMediaType(c.R.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return unsupportedType()
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
