package task

import (
	"net/http"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// Routes are the Open API's operations on tasks.
func (ts *Tasks) Routes(key func(*web.Call) error) []web.Route {
	return []web.Route{
		{Method: "GET", Path: "/v1/tasks", Guard: key, Status: http.StatusOK, Do: ts.list},
		{Method: "GET", Path: "/v1/tasks/{id}", Guard: key, Status: http.StatusOK, Do: ts.get},
	}
}

// list serves list-tasks.
func (ts *Tasks) list(c *web.Call) (any, error) {
	q, err := web.ReadQuery(c.R, "userId", "sourceId", "startDate", "endDate")
	if err != nil {
		return nil, err
	}
	tx := ts.st.Begin()
	defer tx.End()
	return web.Newest(ts.of(tx, q.Get("userId"), q.Get("sourceId")), q, nil, func(t *Task) wire.Task { return t.show(tx.Now) })
}

// of returns the tasks of a user, a source, or both; empty is any. A source
// belongs to one user, so its first task speaks for all.
func (ts *Tasks) of(tx *state.Tx, userID, sourceID string) []*Task {
	switch {
	case sourceID != "":
		list := ts.Rows.Owned(tx, sourceID)
		if userID != "" && len(list) > 0 && list[0].UserID != userID {
			return nil
		}
		return list
	case userID != "":
		return ts.Rows.Owned(tx, userID)
	}
	return ts.Rows.All(tx)
}

// get serves get-task.
func (ts *Tasks) get(c *web.Call) (any, error) {
	tx := ts.st.Begin()
	defer tx.End()
	t, ok := ts.Rows.Get(tx, c.ID())
	if !ok {
		return nil, web.Missing("there is no task of this id")
	}
	return t.show(tx.Now), nil
}
