package journal

import (
	"encoding/json"
	"errors"
	"fmt"
)

// ErrFormat says that a line is not a record of the journal's: it is damaged, or
// something else. Skip it.
var ErrFormat = errors.New("not a line of a winkterm journal")

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
	LaneWebhook:  dataOf[Webhook],
	LaneData:     dataOf[Items],
}

func dataOf[D Data](raw []byte) (Data, error) {
	var d D
	err := json.Unmarshal(raw, &d)
	return d, err
}

func formatError(err error) error { return fmt.Errorf("%w: %w", ErrFormat, err) }
