package sandbox

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"

	"winkterm/api/wire"
)

// maxBody bounds a request's body; only uploads are larger, see maxUpload.
const maxBody = 1 << 20

// decode reads the JSON body into v. An empty body leaves v as it is and is
// reported by the second result.
func decode(c *call, v any) (empty bool, err error) {
	data, err := io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, maxBody))
	if err != nil {
		if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
			return false, invalid("body", "is larger than %d bytes", maxBody)
		}
		return false, invalid("body", "broke off")
	}
	if len(data) == 0 {
		return true, nil
	}
	if !isJSON(c.r) {
		return false, unsupportedType()
	}
	return false, unmarshal(data, v)
}

func isJSON(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/json"
}

// unmarshal names the field that has the wrong type, and never quotes the body.
func unmarshal(data []byte, v any) error {
	err := json.Unmarshal(data, v)
	if err == nil {
		return nil
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
		return invalid(wrong.Field, "must not be a JSON %s", wrong.Value)
	}
	return invalid("body", "is not the JSON object that is wanted")
}

// decodeAll is decode for a body that must be there.
func decodeAll(c *call, v any) error {
	empty, err := decode(c, v)
	if err == nil && empty {
		return &refused{status: http.StatusBadRequest, code: wire.CodeInvalidParameters, message: "body: is wanted"}
	}
	return err
}
