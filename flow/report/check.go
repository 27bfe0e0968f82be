package report

import (
	"encoding/json"
	"fmt"

	"winkterm/flow/journal"
	"winkterm/flow/plain"
	"winkterm/flow/redact"
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
	at := "the text holds"
	if e.Seq > 0 {
		at = fmt.Sprintf("record %d (%s, %s) holds", e.Seq, e.Lane, e.Kind)
	}
	return fmt.Sprintf("nothing was written: %s %s in the clear, or encoded; that value must not leave this machine", at, e.What)
}

// checkBytes fails when what is to be written holds a known value, and names the first
// record that does.
// What stands in every report is taken for chance.
func (s *story) checkBytes(data []byte, vocabulary string) error {
	proof := s.proof
	if p, ok := proof.(*redact.Proof); ok {
		proof = p.Without(vocabulary)
	}
	what, found := proof.Leak(data)
	if !found {
		return nil
	}
	for _, r := range s.records {
		if w, holds := proof.Leak(encode(r)); holds {
			return s.leak(r, w)
		}
	}
	return &LeakError{What: what}
}

// check fails when the header or a record holds what the redactor would have masked: a
// known value, one under a key that gives it away, what looks like an address, a
// telephone number or a token.
func (s *story) check() error {
	header := string(encode(s.header))
	if what, found := redact.NewPlaceholder(header, s.redactor.Text(header)); found {
		return &LeakError{What: what}
	}
	named := s.firstNamed()
	for i, r := range s.records {
		what, found := s.unmasked(r)
		if at, later := named[what]; found && later && at > i && s.chance(what) {
			s.records[i] = journal.Masked(s.redactor, r)
			what, found = s.unmasked(s.records[i])
		}
		if found {
			return s.leak(r, what)
		}
	}
	return nil
}

// unmasked gives the placeholder that is missing in a record.
func (s *story) unmasked(r journal.Record) (what string, found bool) {
	if what, found = journal.Unmasked(s.redactor, r); found {
		return what, true
	}
	name := string(r.Lane) + " " + r.Kind
	return redact.NewPlaceholder(name, s.redactor.Label(name))
}

// firstNamed gives the index of the record in which a placeholder stands for the first
// time. What the session learned there it did not know before.
func (s *story) firstNamed() map[string]int {
	first := map[string]int{}
	for i, r := range s.records {
		for mark := range redact.Placeholders(string(encode(r.Data))) {
			if _, known := first[mark]; !known {
				first[mark] = i
			}
		}
	}
	return first
}

// chance says that a value is such as stands in other texts by chance: before it was
// known nobody could mask it there, so it is masked now.
func (s *story) chance(what string) bool {
	p, ok := s.proof.(*redact.Proof)
	return ok && p.Chance(what)
}

// leak names a record; its lane and kind may hold the value themselves.
func (s *story) leak(r journal.Record, what string) error {
	shown := func(text string) string {
		if _, found := s.proof.Leak([]byte(text)); found {
			return "…"
		}
		return plain.Line(s.redactor.Text(text))
	}
	return &LeakError{What: what, Seq: r.Seq, Lane: journal.Lane(shown(string(r.Lane))), Kind: shown(r.Kind)}
}

// encode gives a value as JSON. All that is given to it can be.
func encode(v any) []byte {
	text, _ := json.Marshal(v)
	return text
}
