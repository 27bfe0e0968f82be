package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Format is the name of the record format; it stands in a journal's first line.
const Format = "winkterm-journal"

// LineMax is the length in bytes of the longest line that is read back. What the
// journal writes stays far below it.
const LineMax = 2 << 20

// Head is the first line of a journal.
type Head struct {
	Format  string    `json:"format"`
	Version int       `json:"version"`
	Start   time.Time `json:"start"`
}

// NewHead makes the first line of a journal that started then.
func NewHead(start time.Time) Head { return Head{Format: Format, Version: Version, Start: start} }

// Errors of reading back.
var (
	// ErrFormat says that a line is not the journal's: it is damaged, or the file
	// is something else. Skip the line, or the file if it is the first one.
	ErrFormat = errors.New("not a line of a winkterm journal")
	// ErrVersion says that a newer winkterm wrote the journal; read it with that.
	ErrVersion = errors.New("written by a newer winkterm, which is needed to read it")
)

// UnmarshalHead reads a journal's first line. The error is ErrFormat or ErrVersion.
func UnmarshalHead(line []byte) (Head, error) {
	var h Head
	if err := json.Unmarshal(line, &h); err != nil {
		return Head{}, formatError(err)
	}
	switch {
	case h.Format != Format || h.Version < 1:
		return Head{}, formatError(errors.New("format or version is another's"))
	case h.Version > Version:
		return Head{}, fmt.Errorf("journal of version %d: %w", h.Version, ErrVersion)
	}
	return h, nil
}

// JSON is a text that is written as the JSON that it holds. One that is no JSON,
// because it was cut, is written as a JSON string; an empty one as null.
type JSON string

// MarshalJSON gives the text. It does not fail.
func (t JSON) MarshalJSON() ([]byte, error) {
	switch {
	case t == "":
		return []byte("null"), nil
	case json.Valid([]byte(t)):
		return []byte(t), nil
	}
	return json.Marshal(string(t))
}

// UnmarshalJSON keeps the JSON as it stands. It does not fail.
func (t *JSON) UnmarshalJSON(raw []byte) error {
	*t = JSON(raw)
	return nil
}

// UnmarshalRecord reads a record back from the JSON that json.Marshal made of it.
// The data's type follows from the lane; a lane that is not known gives Unknown.
// It does not mask: what it reads was masked when it was written. The error wraps
// ErrFormat.
func UnmarshalRecord(line []byte) (Record, error) {
	if len(line) > LineMax {
		return Record{}, formatError(fmt.Errorf("longer than %d bytes", LineMax))
	}
	var raw struct {
		Record
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(line, &raw); err != nil {
		return Record{}, formatError(err)
	}
	r := raw.Record
	if r.Seq < 1 || r.Lane == "" || len(raw.Data) == 0 {
		return Record{}, formatError(errors.New("seq, lane or data is missing"))
	}
	read, known := codecs[r.Lane]
	if !known {
		r.Data = Unknown{Of: r.Lane, Name: r.Kind, Raw: Text(raw.Data)}
		return r, nil
	}
	var err error
	if r.Data, err = read(raw.Data); err != nil {
		return Record{}, formatError(err)
	}
	return r, nil
}

// codecs reads the data of each lane back.
var codecs = map[Lane]func(raw []byte) (Data, error){
	LaneScreen:   dataOf[Screen],
	LaneCallback: dataOf[Callback],
	LaneWidget:   dataOf[Launch],
	LaneHTTP:     dataOf[HTTP],
	LaneStatus:   dataOf[Status],
	LaneNote:     dataOf[Note],
	LaneState:    dataOf[State],
	LaneIntent:   dataOf[Intent],
}

func dataOf[D Data](raw []byte) (Data, error) {
	var d D
	err := json.Unmarshal(raw, &d)
	return d, err
}

func formatError(err error) error { return fmt.Errorf("%w: %w", ErrFormat, err) }
