package cli

import (
	"encoding/json"
	"io"
	"reflect"
)

// writeJSON writes JSON for programs: of a list a line for each item, of anything else one
// line.
func writeJSON(to io.Writer, v any) error {
	out, list := json.NewEncoder(to), reflect.ValueOf(v)
	if list.Kind() != reflect.Slice || list.Type().Elem().Kind() == reflect.Uint8 {
		return out.Encode(v)
	}
	for i := range list.Len() {
		if err := out.Encode(list.Index(i).Interface()); err != nil {
			return err
		}
	}
	return nil
}
