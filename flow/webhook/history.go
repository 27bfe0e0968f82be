package webhook

import (
	"cmp"
	"slices"
	"time"

	"winkterm/api/wire"
)

// User is the id of the user whom an event is about, empty where it names none.
func User(e wire.Event) string {
	if e.Data.UserID == "" && e.Data.Session != nil {
		return e.Data.Session.UserID
	}
	return e.Data.UserID
}

// Subject is the id of the account, archive or invite that an event is about. Tasks have
// no id in events, theirs is that of their source. It is the user's for what is about the
// user alone, and empty where nothing is named.
func Subject(e wire.Event) string {
	d := e.Data
	return cmp.Or(d.AccountID, d.ArchiveID, d.InviteID, d.SourceID, User(e))
}

// stepsMost is how many steps of a subject are remembered. It is more than there are.
const stepsMost = 64

// history is what came of a subject.
type history struct {
	begun  bool
	latest time.Time
	// came are the steps that came, missed those that were found missing.
	came, missed []step
}

// has says whether a step came, or is known to be missing.
func (h *history) has(s step) bool { return slices.Contains(h.came, s) || slices.Contains(h.missed, s) }

// isPast says whether something came that has its place behind an event.
func (h *history) isPast(e wire.Event) bool {
	return e.CreatedAt.Before(h.latest) || h.wasMissed(e) || isFirst(e.Type) && !h.latest.IsZero()
}

// wasMissed says whether an event was found missing. Where a task of the same type follows
// one whose start was missed, it is that of the new one.
func (h *history) wasMissed(e wire.Event) bool {
	return slices.Contains(h.missed, stepOf(e)) && !e.CreatedAt.After(h.latest)
}

// add adds an event. A step that another one ends is forgotten with it.
func (h *history) add(e wire.Event) {
	s := stepOf(e)
	ended := h.wasMissed(e) && s.isStartOfTask()
	remove(&h.missed, s)
	if !ended && !slices.Contains(h.came, s) && len(h.came) < stepsMost && len(s) <= idMost {
		h.came = append(h.came, s)
	}
	if ends, ok := s.ends(); ok {
		remove(&h.came, ends)
	}
	h.begun = h.begun || isFirst(e.Type)
	h.note(e.CreatedAt)
}

// note notes that something happened at a moment.
func (h *history) note(t time.Time) {
	if t.After(h.latest) {
		h.latest = t
	}
}

func remove(from *[]step, s step) {
	if i := slices.Index(*from, s); i >= 0 {
		*from = slices.Delete(*from, i, i+1)
	}
}
