package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/redact"
)

// story is a case that was read: what every format is written from.
type story struct {
	Case
	header  recording.Header
	records []journal.Record
	// fileIndex is the index of each record in the file.
	fileIndex  []int
	start, end time.Time
	proof      Proof
	redactor   *redact.Redactor
	steps      []step
	summary    Summary
	masking    masking
	// drawn is the text of every screen that was drawn, without its colours, which may
	// stand between the letters of a word.
	drawn bytes.Buffer
	// damage says what is not there.
	damage []string
}

// step is a page, from when it showed to the next one.
type step struct {
	journal.Screen
	// index is that of its record, last that of the last record of the page.
	index, last int
	at          time.Time
	// did is what the user did there, saw what came: notices, failures, statuses.
	did, saw []string
}

func read(c Case) (*story, error) {
	s := &story{Case: c, header: c.Recording.Header(), proof: c.Proof, redactor: redact.New()}
	if p, ok := c.Proof.(*redact.Proof); ok {
		s.redactor = p.Redactor()
	}
	if s.proof == nil {
		s.proof = nothingKnown{}
	}
	for i := range c.Recording.Len() {
		r, err := c.Recording.At(i)
		if errors.Is(err, journal.ErrFormat) {
			s.damage = append(s.damage, fmt.Sprintf("record %d is damaged and left out", i+1))
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("record %d cannot be read: %w", i+1, err)
		}
		s.records, s.fileIndex = append(s.records, r), append(s.fileIndex, i)
	}
	if damage := c.Recording.Damage(); damage != nil {
		s.damage = append(s.damage, damage.Error())
	}
	s.start = s.header.Started
	s.end = s.start
	if n := len(s.records); n > 0 {
		s.end = s.records[n-1].At
		if first := s.records[0].At; s.start.IsZero() || first.Before(s.start) {
			s.start = first
		}
	}
	if c.At > 0 && !slices.ContainsFunc(s.records, func(r journal.Record) bool { return r.Seq == c.At }) {
		return nil, fmt.Errorf("%w: %d", ErrRecord, c.At)
	}
	return s, nil
}

// derive makes of the records what the formats are written from.
func (s *story) derive() {
	s.steps = steps(s.records)
	s.masking = maskingOf(s.records)
	s.summary = s.summarise()
}

// nothingKnown is the proof of a case whose session is not known.
type nothingKnown struct{}

func (nothingKnown) Leak([]byte) (string, bool) { return "", false }

// steps are the pages with what belongs to each. What comes before the first page
// belongs to none.
func steps(records []journal.Record) (all []step) {
	for i, r := range records {
		if d, ok := r.Data.(journal.Screen); ok {
			all = append(all, step{Screen: d, index: i, at: r.At})
		}
		if len(all) == 0 {
			continue
		}
		at := &all[len(all)-1]
		at.last = i
		switch d := r.Data.(type) {
		case journal.Intent:
			at.did = appendAction(at.did, phrase(d))
		case journal.State:
			at.saw = appendNew(at.saw, notices(d)...)
		case journal.Status:
			at.saw = append(at.saw, transition(d))
		case journal.Callback:
			if d.Source == journal.SourceWidget {
				at.saw = append(at.saw, joined(" ", "the widget sent", d.Name, argsOf(d).EventName))
			}
		case journal.Webhook:
			at.saw = append(at.saw, joined(" ", "the webhook", r.Kind, strings.Join(d.Marks, ", ")))
		case journal.Screen, journal.Launch, journal.HTTP, journal.Note, journal.Items, journal.Unknown:
		}
	}
	return all
}

// appendNew adds what is not empty and was not said just before.
func appendNew(all []string, texts ...string) []string {
	for _, text := range texts {
		if text != "" && !slices.Contains(all[max(0, len(all)-2):], text) {
			all = append(all, text)
		}
	}
	return all
}

// appendAction adds what the user did; of a search that is typed letter by letter the
// last one stays.
func appendAction(all []string, text string) []string {
	if n := len(all); n > 0 && strings.HasPrefix(text, searched) && strings.HasPrefix(all[n-1], searched) {
		all = all[:n-1]
	}
	return appendNew(all, text)
}

// transition is a status as "AWAITING_MFA → ERROR, ACCOUNT_LOCKED".
func transition(d journal.Status) string {
	text := d.To
	if d.From != "" && d.From != d.To {
		text = d.From + " → " + d.To
	}
	if d.ErrorCode != "" {
		text += ", " + d.ErrorCode
	}
	return text
}

// notices are what a page said beside its own text: a notice, or what went wrong.
func notices(d journal.State) []string {
	var state struct {
		Page   int
		Notice struct{ Text string }
		Calls  struct {
			Failed struct {
				Failure struct{ Title, Advice, Message string }
			}
		}
	}
	if json.Unmarshal([]byte(d.State), &state) != nil {
		return nil
	}
	failure := state.Calls.Failed.Failure
	return []string{state.Notice.Text, cmp.Or(joined(": ", failure.Title, failure.Message)), failure.Advice}
}

// joined joins the texts that are not empty.
func joined(by string, texts ...string) (all string) {
	for _, text := range texts {
		if text == "" {
			continue
		}
		if all != "" {
			all += by
		}
		all += text
	}
	return all
}

// labelled is a value with its name, empty without one.
func labelled(name, value string) string {
	if value == "" {
		return ""
	}
	return name + " " + value
}

// since is the time of a record from the beginning of the recording.
func (s *story) since(at time.Time) time.Duration { return at.Sub(s.start) }
