package sandbox

import (
	"time"

	"winkterm/api/wire"
)

// task is a piece of work on an account or archive. Its state is read off that.
type task struct {
	entry
	id   string
	work wire.TaskType
	source
}

// source is what a task works on.
type source interface {
	// origin says where the data come from; its times are left empty.
	origin() wire.ItemMetadata
	// done says when the work was finished, if it is, and what was saved.
	done(now time.Time) (at time.Time, saved []wire.Datapoint, ok bool)
}

func (t *task) show(now time.Time) wire.Task {
	out := wire.Task{
		ID: t.id, Type: t.work, StartedAt: t.createdAt, Status: wire.TaskStarted,
		Datapoints: []wire.Datapoint{}, Metadata: t.origin(),
	}
	out.Metadata.CreatedAt, out.Metadata.ItemCreatedAt = t.createdAt, t.createdAt
	if at, saved, ok := t.done(now); ok {
		out.Status, out.FinishedAt = wire.TaskFinished, new(at)
		out.Datapoints = append(out.Datapoints, saved...)
	}
	return out
}

// startTask begins the work on a source. Server.mu must be held.
func (s *Server) startTask(work wire.TaskType, now time.Time, on source) {
	st := &s.state
	t := &task{
		entry: entry{seq: st.taskSeq, createdAt: now}, id: s.seed.id("task-", uint64(st.taskSeq)), work: work, source: on,
	}
	st.taskSeq++
	st.tasks.add(t, on.origin().SourceID, on.origin().UserID)
	st.taskByID[t.id] = t
}

// dropTasks forgets the tasks of a source. Server.mu must be held.
func (s *Server) dropTasks(sourceID, userID string) {
	for _, t := range s.state.tasks.owned[sourceID] {
		delete(s.state.taskByID, t.id)
	}
	s.state.tasks.remove(sourceID, userID)
}

// listTasks serves GET /tasks.
func (s *Server) listTasks(c *call) (any, error) {
	q, err := readQuery(c.r, "userId", "sourceId", "startDate", "endDate")
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep(c.now)
	return newestFirst(s.tasksOf(q.filter.Get("userId"), q.filter.Get("sourceId")), q,
		func(t *task) wire.Task { return t.show(c.now) })
}

// tasksOf gives the tasks of a user, a source, or both; empty is any. A source
// belongs to one user, so its first task speaks for all.
func (s *Server) tasksOf(userID, sourceID string) []*task {
	switch {
	case sourceID != "":
		list := s.state.tasks.owned[sourceID]
		if userID != "" && len(list) > 0 && list[0].origin().UserID != userID {
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
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep(c.now)
	t := s.state.taskByID[c.r.PathValue("id")]
	if t == nil {
		return nil, missing("there is no task of this id")
	}
	return t.show(c.now), nil
}
