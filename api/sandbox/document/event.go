package document

import (
	"time"

	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/wire"
)

// unrecognized is the code of an UNSUPPORTED archive in its event, which wants one. It is
// in the documentation's example and in none of its enumerations.
const unrecognized = "FILE_UNABLE_TO_RECOGNIZE"

// types are the events of the statuses.
var types = map[wire.ArchiveStatus]wire.WebhookEventType{
	wire.ArchiveStarted: "ARCHIVE_STARTED", wire.ArchiveAnalyzed: "ARCHIVE_ANALYZED", wire.ArchiveRevoked: "ARCHIVE_REVOKED",
	wire.ArchiveUnsupported: "ARCHIVE_FAILED", wire.ArchiveError: "ARCHIVE_FAILED",
}

// note adds the events of what has come of an archive since it was noted last, and looks
// again when the next comes.
func (s *Archives) note(tx *state.Tx, a *Archive) {
	i := a.index(tx.Moment())
	for ; a.noted <= i; a.noted++ {
		s.noteStep(tx, a, a.History[a.noted])
		s.tasks.Started(tx, a)
	}
	s.tasks.Finished(tx, a, task.Outcome{Code: failure(a.History[i]).ErrorCode})
	if i+1 < len(a.History) {
		a.next.Set(tx, a.History[i+1].At, func(tx *state.Tx) { s.note(tx, a) })
	}
}

func (s *Archives) noteStep(tx *state.Tx, a *Archive, at step) {
	what, ok := types[at.Status]
	if !ok {
		return
	}
	d := failure(at)
	d.UserID, d.ArchiveID = a.UserID, a.ID
	s.events.Add(tx, event.Event{Type: what, UserID: a.UserID, SourceID: a.ID, Data: d})
}

// failure is what the events of a step say of an error, nothing of any other.
func failure(at step) wire.EventData {
	if at.Status == wire.ArchiveUnsupported {
		return wire.EventData{ErrorCode: unrecognized, ErrorMessage: "The document cannot be analysed"}
	}
	return wire.EventData{ErrorCode: string(at.Code), ErrorMessage: errorMessages[at.Code]}
}

// noteUntil takes what had come by a moment for noted, of an archive that was read back.
func (s *Archives) noteUntil(tx *state.Tx, a *Archive, until time.Time) {
	if a.CreatedAt.After(until) {
		return
	}
	s.tasks.NoteUntil(tx, a, until)
	i := a.index(until)
	if a.noted = i + 1; a.noted < len(a.History) {
		tx.At(a.History[a.noted].At, func(tx *state.Tx, _ time.Time) { s.note(tx, a) })
	}
}
