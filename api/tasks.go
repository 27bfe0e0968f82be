package api

import (
	"context"
	"iter"
	"net/http"
	"net/url"

	"winkterm/api/wire"
)

// TaskOptions is the query of GET /tasks; what is not set is left out.
type TaskOptions struct {
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size   int
	Cursor string
	UserID string
	// StartDate and EndDate bound the creation date, as YYYY-MM-DD.
	StartDate, EndDate string
	// SourceID is the id of an account or archive.
	SourceID string
}

// Query gives the options as the API spells them.
func (o TaskOptions) Query() url.Values {
	q := query{}
	q.size(o.Size)
	q.text("cursor", o.Cursor)
	q.text("userId", o.UserID)
	q.text("startDate", o.StartDate)
	q.text("endDate", o.EndDate)
	q.text("sourceId", o.SourceID)
	return url.Values(q)
}

// TasksPage is one page of the tasks.
func (c *Client) TasksPage(ctx context.Context, o TaskOptions) (wire.Page[wire.Task], error) {
	return page[wire.Task](ctx, c.caller, "tasks", o.Query())
}

// Tasks goes through all tasks, page after page. It ends with the first error.
func (c *Client) Tasks(ctx context.Context, o TaskOptions) iter.Seq2[wire.Task, error] {
	return list[wire.Task](ctx, c.caller, "tasks", o.Query())
}

// Task is the task with the id; KindMissing when there is none.
func (c *Client) Task(ctx context.Context, id string) (wire.Task, error) {
	return Do[wire.Task](ctx, c.caller, Call{Method: http.MethodGet, Path: []string{"tasks", id}})
}
