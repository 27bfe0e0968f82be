package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"winkterm/flow/redact"
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

// Unknown is the data of a lane that this version does not know; it is kept as it
// was written, so that a newer version's journal can be read, shown and copied.
type Unknown struct {
	Of   Lane
	Name string
	// Raw is valid JSON.
	Raw Text
}

func (d Unknown) lane() Lane   { return d.Of }
func (d Unknown) kind() string { return d.Name }

func (d Unknown) bounded(r *redact.Redactor) Data {
	d.Of, d.Name = Lane(cutName(r, string(d.Of))), cutName(r, d.Name)
	d.Raw = Text(r.Cut(string(d.Raw), 0, BodyMax))
	return d
}

func (d Unknown) masked(r *redact.Redactor) Data {
	d.Of, d.Name = Lane(r.Label(string(d.Of))), r.Label(d.Name)
	d.Raw = Text(r.Text(string(d.Raw)))
	return d
}

// MarshalJSON gives Raw; if that was cut and is no JSON any more, it becomes a
// JSON string.
func (d Unknown) MarshalJSON() ([]byte, error) {
	switch raw := []byte(d.Raw); {
	case len(raw) == 0:
		return []byte("null"), nil
	case json.Valid(raw):
		return raw, nil
	}
	return json.Marshal(string(d.Raw))
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
	var err error
	if r.Data, err = unmarshalData(r, raw.Data); err != nil {
		return Record{}, formatError(err)
	}
	return r, nil
}

func unmarshalData(r Record, raw []byte) (Data, error) {
	switch r.Lane {
	case LaneScreen:
		return dataOf[Screen](raw)
	case LaneCallback:
		return dataOf[Callback](raw)
	case LaneWidget:
		return dataOf[Launch](raw)
	case LaneHTTP:
		return dataOf[HTTP](raw)
	case LaneStatus:
		return dataOf[Status](raw)
	case LaneNote:
		return dataOf[Note](raw)
	case LaneWebhook: // has no data type of its own in this version
	}
	return Unknown{Of: r.Lane, Name: r.Kind, Raw: Text(raw)}, nil
}

func dataOf[D Data](raw []byte) (Data, error) {
	var d D
	err := json.Unmarshal(raw, &d)
	return d, err
}

func formatError(err error) error { return fmt.Errorf("%w: %w", ErrFormat, err) }
