package results

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

func writeJSON(to io.Writer, r Run) error {
	enc := json.NewEncoder(to)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// ErrVersion says that a run was written by a newer winkterm.
var ErrVersion = errors.New("a newer winkterm wrote it: update this one")

// Read reads a run that Write wrote as JSON. It fails on what is none, and with
// ErrVersion on one of a newer schema.
func Read(from io.Reader) (r Run, err error) {
	if err := json.NewDecoder(from).Decode(&r); err != nil {
		return Run{}, fmt.Errorf("not the JSON of a run: %w", err)
	}
	switch {
	case r.SchemaVersion > SchemaVersion:
		return Run{}, fmt.Errorf("schemaVersion %d: %w", r.SchemaVersion, ErrVersion)
	case r.SchemaVersion < 1 || r.Program != "winkterm":
		return Run{}, errors.New("not the JSON of a run: write it with winkterm run --json FILE")
	}
	return r, nil
}
