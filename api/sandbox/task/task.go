package task

import (
	"fmt"
	"net/http"
	"time"

	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// DataLife is how long the data of a source are kept: of an archive from its
// upload, of an account from its connection or last sync.
const DataLife = 60 * 24 * time.Hour

// Source is what a task works on.
type Source interface {
	state.Row
	// Origin says where the data come from; its times are left empty.
	Origin() wire.ItemMetadata
	// Done says when the work was finished, if it is, and what was saved.
	Done(now time.Time) (at time.Time, saved []wire.Datapoint, ok bool)
}

// Task is a piece of work. Its status is read off what it works on.
type Task struct {
	state.Entry
	Work                         wire.TaskType
	SourceID, UserID, ProviderID string
	SourceType                   wire.SourceType
	// EndsAt is when a monthly sync is through; the end of any other task is read
	// off its source.
	EndsAt time.Time
	Saved  []wire.Datapoint // by a monthly sync

	Of Source `json:"-"`

	begun, ended bool // its events were added
}

// Owners are the source and the user.
func (t *Task) Owners() []string { return []string{t.SourceID, t.UserID} }

func (t *Task) show(now time.Time) wire.Task {
	out := wire.Task{
		ID: t.ID, Type: t.Work, StartedAt: t.CreatedAt, Status: wire.TaskStarted,
		Datapoints: []wire.Datapoint{}, Metadata: t.Of.Origin(),
	}
	out.Metadata.CreatedAt, out.Metadata.ItemCreatedAt = t.CreatedAt, t.CreatedAt
	if at, saved, ok := t.done(now); ok {
		out.Status, out.FinishedAt = wire.TaskFinished, new(at)
		out.Datapoints = append(out.Datapoints, saved...)
	}
	return out
}

// done says when the task was finished, if it is, and what was saved.
func (t *Task) done(now time.Time) (at time.Time, saved []wire.Datapoint, ok bool) {
	if t.EndsAt.IsZero() {
		return t.Of.Done(now)
	}
	return t.EndsAt, t.Saved, !now.Before(t.EndsAt)
}

// Tasks is all of them, the way to the sources, and what goes wrong with those.
type Tasks struct {
	st      *state.State
	events  *event.Log
	sources []func(*state.Tx, string) (Source, bool)
	// Rows are the tasks; the sources and the users are their owners.
	Rows *state.Table[*Task]
	// Faults are those that are armed. It is set before anything is served.
	Faults *fault.Set
}

// New adds the table of tasks to a state.
func New(st *state.State, events *event.Log) *Tasks {
	ts := &Tasks{st: st, events: events}
	ts.Rows = state.NewTable(st, "tasks", "task", ts.revive)
	return ts
}

func (ts *Tasks) revive(tx *state.Tx, t *Task) (err error) {
	var ok bool
	if t.Of, ok = ts.Source(tx, t.SourceID); !ok {
		return fmt.Errorf("task %s is of nothing that is known", t.ID)
	}
	return nil
}

// AddSources names where sources are found by their ids.
func (ts *Tasks) AddSources(find func(*state.Tx, string) (Source, bool)) {
	ts.sources = append(ts.sources, find)
}

// Source returns the account or archive of an id.
func (ts *Tasks) Source(tx *state.Tx, id string) (Source, bool) {
	for _, find := range ts.sources {
		if of, ok := find(tx, id); ok {
			return of, true
		}
	}
	return nil, false
}

// Begin makes a task of its Of at a moment.
func (ts *Tasks) Begin(tx *state.Tx, at time.Time, t *Task) {
	from := t.Of.Origin()
	t.ID, t.CreatedAt = tx.ID("task-", ts.Rows.Next(tx)), at
	t.SourceID, t.SourceType, t.UserID, t.ProviderID = from.SourceID, from.SourceType, from.UserID, from.ProviderID
	ts.Rows.Add(tx, t)
}

// Triggered returns the armed fault that a moment of a source triggers, empty when
// there is none. A moment that no request brought has no operation.
func (ts *Tasks) Triggered(at fault.At, operation string, of Source) wire.FaultName {
	from := of.Origin()
	f, _ := ts.Faults.First(fault.Moment{At: at, Operation: operation, UserID: from.UserID, ProviderID: from.ProviderID})
	return f.Name
}

// Routes are the Open API's operations on tasks.
func (ts *Tasks) Routes(key func(*web.Call) error) []web.Route {
	return []web.Route{
		{Method: "GET", Path: "/v1/tasks", Guard: key, Status: http.StatusOK, Do: web.List(ts.st, ts.list, "userId", "sourceId", "startDate", "endDate")},
		{Method: "GET", Path: "/v1/tasks/{id}", Guard: key, Status: http.StatusOK, Do: web.Show(ts.Rows, func(tx *state.Tx, t *Task) wire.Task { return t.show(tx.Now) })},
	}
}

// list serves list-tasks; the show of a Task is get-task.
func (ts *Tasks) list(tx *state.Tx, _ *web.Call, q web.Query) (any, error) {
	list, user := web.Owned(tx, ts.Rows, q), q.Get("userId")
	if id := q.Get("sourceId"); id != "" {
		list = ts.Rows.Owned(tx, id)
	}
	ofUser := func(t *Task) bool { return user == "" || t.UserID == user }
	return web.Newest(list, q, ofUser, func(t *Task) wire.Task { return t.show(tx.Now) })
}
