package rerun

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// Action is what somebody did in a recording: an intent, or something with a fault. What
// was typed one after the other is one.
type Action struct {
	// Index is that of its record, Seq its number there.
	Index, Seq int
	// After is when it was, counted from the first record.
	After  time.Duration
	Intent flow.Intent
	Fault  *journal.Fault
	// State is the last snapshot before it, Unseen says that there is none since the action
	// before: those came too fast.
	State  flow.State
	Unseen bool
	// then is the next snapshot, where the record is of a step that is under way. made
	// counts the calls before it.
	then flow.State
	made made
}

// Actions gives what was done in a recording, in its order. It fails when the file cannot
// be read.
func Actions(f *recording.File) ([]Action, error) {
	all, err := read(f, f.Len()-1)
	if n := len(all); n > 0 && all[n-1].Intent == nil && all[n-1].Fault == nil {
		all = all[:n-1]
	}
	return all, err
}

// Why a recording cannot be gone through again.
var (
	ErrWatch   = errors.New("it is a recording of winkterm watch: nobody did anything in it that could be done again")
	ErrBrowser = errors.New("the widget was opened in a browser before that: what was done there cannot be done again")
)

// HostError says that a recording is of a host that is no sandbox in the binary.
type HostError struct{ Host string }

func (e *HostError) Error() string {
	return fmt.Sprintf("the session was at %s: only one at the sandbox in the binary can be gone through again, as nobody can take another host back to where it was", e.Host)
}

// Check says why a recording cannot be gone through again up to a record, by its index;
// nil where it can be tried.
func Check(f *recording.File, index int) error {
	h := f.Header()
	switch {
	case h.Command == recording.Watch:
		return ErrWatch
	case h.Sandbox == nil:
		return &HostError{Host: h.Host}
	case index < 0 || index >= f.Len():
		return fmt.Errorf("the recording has %d records, and none with the index %d", f.Len(), index)
	}
	for i := range index + 1 {
		if f.Meta(i).Lane == journal.LaneWidget {
			return ErrBrowser
		}
	}
	return nil
}

// read gives what was done up to a record. Where that is nothing that was done itself, the
// last one says where the session stood then, with neither intent nor fault.
func read(f *recording.File, index int) ([]Action, error) {
	var all []Action
	snapshot, last, calls := -1, -1, made{}
	for i := range index + 1 {
		m := f.Meta(i)
		a := Action{Index: i, Seq: m.Seq, After: m.At.Sub(f.Meta(0).At)}
		calls.add(m.Lane, m.Kind)
		if m.Lane == journal.LaneState {
			snapshot = i
		}
		a.made = calls
		done, err := a.read(f)
		if err == nil && (done || i == index) {
			if a.State, err = stateAt(f, snapshot); err == nil && a.Intent == nil {
				a.then, err = stateAt(f, after(f, index, snapshot))
			}
			a.Unseen = done && snapshot <= last
			all, calls.own, last = merge(all, a), 0, i
		}
		if err != nil {
			return nil, fmt.Errorf("record %d: %w", m.Seq, err)
		}
	}
	return all, nil
}

// made counts attempts, by which one knows how far a session is: own are those since the
// last action, list those of the provider list since the beginning, which is read beside
// all else, here sooner and there later.
type made struct{ own, list int }

// add counts a record, if it is an attempt.
func (m *made) add(lane journal.Lane, kind string) {
	switch {
	case lane != journal.LaneHTTP:
	case kind == "GET /providers":
		m.list++
	default:
		m.own++
	}
}

// reaches says that as much was called as in another session.
func (m made) reaches(other made) bool { return m.own >= other.own && m.list >= other.list }

// after gives the index of the snapshot that follows a record of a step: its calls, pages
// and callbacks are recorded before it. before is the one before the record, which it is
// where none follows.
func after(f *recording.File, index, before int) int {
	for i := index; i < f.Len(); i++ {
		if lane := f.Meta(i).Lane; lane == journal.LaneState {
			return i
		} else if lane == journal.LaneIntent {
			break
		}
	}
	return before
}

// merge appends an action, or adds what it types to the one before.
func merge(all []Action, a Action) []Action {
	now, types := a.Intent.(flow.Typed)
	if len(all) == 0 || !types {
		return append(all, a)
	}
	last := &all[len(all)-1]
	before, typed := last.Intent.(flow.Typed)
	if !typed {
		return append(all, a)
	}
	for name, value := range now.Values {
		before.Values[name] = value
	}
	a.State, a.Unseen, a.Intent = last.State, last.Unseen, before
	a.made.own += last.made.own
	*last = a
	return all
}

// read reads what was done, and says whether anything was.
func (a *Action) read(f *recording.File) (done bool, err error) {
	if lane := f.Meta(a.Index).Lane; lane != journal.LaneIntent && lane != journal.LaneNote {
		return false, nil
	}
	r, err := f.At(a.Index)
	if err != nil {
		return false, err
	}
	switch d := r.Data.(type) { //nolint:gochecksumtype // the others are of other lanes
	case journal.Intent:
		a.Intent, err = decode(d)
	case journal.Note:
		a.Fault = d.Fault
	}
	return a.Intent != nil || a.Fault != nil, err
}

// stateAt reads the snapshot of an index, the zero value where there is none.
func stateAt(f *recording.File, index int) (state flow.State, err error) {
	if index < 0 {
		return state, nil
	}
	r, err := f.At(index)
	if d, ok := r.Data.(journal.State); ok && err == nil && d.State != "" && d.State != "null" {
		err = json.Unmarshal([]byte(d.State), &state)
	}
	return state, err
}

// decode reads an intent as it is recorded.
func decode(i journal.Intent) (flow.Intent, error) {
	name, err := json.Marshal(i.Name)
	if err != nil {
		return nil, err
	}
	text := fmt.Appendf(nil, `{"type":%s,"data":%s}`, name, i.Args)
	return flow.Unmarshal[flow.Intent](text)
}

// isMasked says that nothing but dots is left of a text.
func isMasked(text string) bool { return text != "" && strings.Trim(text, "•") == "" }
