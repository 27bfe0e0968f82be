package sandbox

import (
	"time"

	"winkterm/api/wire"
)

// task is a piece of work on an account or archive. Its state is read off that.
type task struct {
	entry
	Work                         wire.TaskType
	SourceID, UserID, ProviderID string
	SourceType                   wire.SourceType
	// EndsAt is when a monthly sync is through; the end of any other task is read
	// off its source.
	EndsAt time.Time
	Saved  []wire.Datapoint // by a monthly sync
	source source
}

func (t *task) owners() []string { return []string{t.SourceID, t.UserID} }

// source is what a task works on.
type source interface {
	item
	// origin says where the data come from; its times are left empty.
	origin() wire.ItemMetadata
	// done says when the work was finished, if it is, and what was saved.
	done(now time.Time) (at time.Time, saved []wire.Datapoint, ok bool)
}

func (t *task) show(now time.Time) wire.Task {
	out := wire.Task{
		ID: t.ID, Type: t.Work, StartedAt: t.CreatedAt, Status: wire.TaskStarted,
		Datapoints: []wire.Datapoint{}, Metadata: t.source.origin(),
	}
	out.Metadata.CreatedAt, out.Metadata.ItemCreatedAt = t.CreatedAt, t.CreatedAt
	if at, saved, ok := t.done(now); ok {
		out.Status, out.FinishedAt = wire.TaskFinished, new(at)
		out.Datapoints = append(out.Datapoints, saved...)
	}
	return out
}

// done says when the task was finished, if it is, and what was saved.
func (t *task) done(now time.Time) (at time.Time, saved []wire.Datapoint, ok bool) {
	if t.EndsAt.IsZero() {
		return t.source.done(now)
	}
	return t.EndsAt, t.Saved, !now.Before(t.EndsAt)
}

// addTask begins the work on a source. Server.mu must be held.
func (s *Server) addTask(t *task) {
	from := t.source.origin()
	t.ID = s.seed.id("task-", uint64(s.state.tasks.next))
	t.SourceID, t.SourceType, t.UserID, t.ProviderID = from.SourceID, from.SourceType, from.UserID, from.ProviderID
	s.state.tasks.add(t)
}

// listTasks serves GET /tasks.
func (s *Server) listTasks(c *call) (any, error) {
	q, err := readQuery(c.r, "userId", "sourceId", "startDate", "endDate")
	if err != nil {
		return nil, err
	}
	defer s.hold(c)()
	return newestFirst(s.tasksOf(q.filter.Get("userId"), q.filter.Get("sourceId")), q, nil,
		func(t *task) wire.Task { return t.show(c.now) })
}

// tasksOf gives the tasks of a user, a source, or both; empty is any. A source
// belongs to one user, so its first task speaks for all.
func (s *Server) tasksOf(userID, sourceID string) []*task {
	switch {
	case sourceID != "":
		list := s.state.tasks.owned[sourceID]
		if userID != "" && len(list) > 0 && list[0].UserID != userID {
			return nil
		}
		return list
	case userID != "":
		return s.state.tasks.owned[userID]
	}
	return s.state.tasks.all
}

// getTask serves GET /tasks/{id}.
func (s *Server) getTask(c *call) (any, error) {
	defer s.hold(c)()
	t := s.state.tasks.byID[c.r.PathValue("id")]
	if t == nil {
		return nil, missing("there is no task of this id")
	}
	return t.show(c.now), nil
}
