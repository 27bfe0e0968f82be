package diff

import (
	"encoding/json"
	"fmt"
	"slices"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// Outcome is what became of one upload.
type Outcome struct {
	// Recording is the number of its recording, from 0 on.
	Recording int    `json:"recording"`
	ID        string `json:"id"`
	// Fields are the file type, the files, the status, the reason and what was found, in
	// this order. Those of a value have its name in the document; Clean them before they
	// are drawn.
	Fields []Value `json:"fields"`
}

// Value is a field of an Outcome.
type Value struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Get gives a field, empty where there is none.
func (o Outcome) Get(name string) string {
	for _, f := range o.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// Archives gives what became of every upload of recordings, as far as it was masked then.
// It gives an empty list for none, and fails when a recording cannot be read.
func Archives(all []*recording.File) ([]Outcome, error) {
	out := []Outcome{}
	for n, f := range all {
		archives, err := archivesOf(f)
		if err != nil {
			return nil, fmt.Errorf("recording %d: %w", n+1, err)
		}
		for _, a := range archives {
			o := Outcome{Recording: n, ID: a.ID}
			o.fill(a)
			out = append(out, o)
		}
	}
	return out, nil
}

// archivesOf gives the archives of a recording as they were seen last, in the order in
// which they were made. A snapshot follows each status.
func archivesOf(f *recording.File) (last []wire.Archive, err error) {
	waits := false
	for i := range f.Len() {
		lane := f.Meta(i).Lane
		if lane != journal.LaneStatus && (!waits || lane != journal.LaneState) {
			continue
		}
		record, err := f.At(i)
		if err != nil {
			return nil, err
		}
		switch d := record.Data.(type) { //nolint:gochecksumtype // the others are of other lanes
		case journal.Status:
			waits = waits || d.Subject == string(flow.SubjectArchive)
		case journal.State:
			var s flow.State
			if json.Unmarshal([]byte(d.State), &s) != nil {
				continue
			}
			waits = false
			for _, a := range s.Documents.Archives {
				at := slices.IndexFunc(last, func(known wire.Archive) bool { return known.ID == a.ID })
				if at < 0 {
					last = append(last, a)
				} else {
					last[at] = a
				}
			}
		}
	}
	return last, nil
}

// extracted is what the fields of values begin with.
const extracted = "found."

func (o *Outcome) fill(a wire.Archive) {
	var it item
	it.add("fileType", a.Type)
	for _, file := range a.RawFiles {
		it.add("file", fmt.Sprintf("%s (%s, %d kB)", file.Name, file.Format, file.Size))
	}
	it.add("status", a.State.Status)
	it.add("reason", a.ErrorCode())
	if a.State.ErrorMessage != nil {
		it.add("message", *a.State.ErrorMessage)
	}
	if a.Classification != nil {
		it.add("takenFor", a.Classification.FileType)
	}
	reader{Options: Options{Times: true}}.spread(&it, extracted[:len(extracted)-1], string(a.Extracted()))
	for _, f := range it.fields {
		o.Fields = append(o.Fields, Value{Name: f.name, Value: f.value})
	}
}
