package task

import (
	"time"

	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
)

// Outcome is how work on a source goes.
type Outcome struct {
	// Code is the error code that the source is in, if any.
	Code string
	// Monitor is the source's continuous sync.
	Monitor wire.MonitorStatus
}

// Started adds TASK_STARTED for the tasks of a source that have none yet.
func (ts *Tasks) Started(tx *state.Tx, of Source) {
	for _, t := range ts.Rows.Owned(tx, of.Meta().ID) {
		if !t.begun {
			t.begun = true
			ts.add(tx, "TASK_STARTED", t, wire.EventData{TaskType: t.Work})
		}
	}
}

// Finished adds TASK_FINISHED for those that are by the Tx's Moment, and behind that of
// a monthly sync ACCOUNT_SYNC_TASK_FINISHED.
func (ts *Tasks) Finished(tx *state.Tx, of Source, out Outcome) {
	for _, t := range ts.Rows.Owned(tx, of.Meta().ID) {
		_, saved, done := t.done(tx.Moment())
		if !done || t.ended {
			continue
		}
		t.ended = true
		d := wire.EventData{TaskType: t.Work, Status: wire.TaskSucceeded, Datapoints: append([]wire.Datapoint{}, saved...)}
		if len(saved) == 0 && out.Code != "" {
			d.Status, d.ErrorCode = wire.TaskFailed, out.Code
		}
		ts.add(tx, "TASK_FINISHED", t, d)
		if t.Work == wire.TaskUpdateAccount {
			d.TaskType, d.ErrorCode, d.MonitorStatus = "", "", out.Monitor
			ts.add(tx, "ACCOUNT_SYNC_TASK_FINISHED", t, d)
		}
	}
}

func (ts *Tasks) add(tx *state.Tx, what wire.WebhookEventType, t *Task, d wire.EventData) {
	d.UserID, d.SourceID, d.SourceType, d.Providers = t.UserID, t.SourceID, t.SourceType, []string{t.ProviderID}
	ts.events.Add(tx, event.Event{Type: what, UserID: t.UserID, SourceID: t.SourceID, Data: d})
}

// NoteUntil takes what had come of a source's tasks by a moment for added, of one that was
// read back.
func (ts *Tasks) NoteUntil(tx *state.Tx, of Source, until time.Time) {
	for _, t := range ts.Rows.Owned(tx, of.Meta().ID) {
		_, _, t.ended = t.done(until)
		t.begun = !t.CreatedAt.After(until)
	}
}
