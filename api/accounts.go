package api

import (
	"context"
	"iter"
	"net/http"

	"winkterm/api/wire"
)

// AccountOptions is the query of GET /accounts; what is not set is left out.
type AccountOptions struct {
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size   int    `url:"size,omitempty"`
	Cursor string `url:"cursor,omitempty"`
	UserID string `url:"userId,omitempty"`
	// StartDate and EndDate bound the date of linking, as YYYY-MM-DD.
	StartDate string `url:"startDate,omitempty"`
	EndDate   string `url:"endDate,omitempty"`
}

// AccountsPage is one page of the accounts (operation list-accounts).
func (c *Client) AccountsPage(ctx context.Context, o AccountOptions) (wire.Page[wire.Account], error) {
	return page[wire.Account](ctx, c.transport, "accounts", queryOf(o))
}

// Accounts goes through all accounts (operation list-accounts), page after page.
// It ends with the first error.
func (c *Client) Accounts(ctx context.Context, o AccountOptions) iter.Seq2[wire.Account, error] {
	return list[wire.Account](ctx, c.transport, "accounts", o)
}

// Account is the account with the id (operation get-account); KindMissing when
// there is none.
func (c *Client) Account(ctx context.Context, id string) (wire.Account, error) {
	return Get[wire.Account](ctx, c.transport, "accounts", id)
}

// RevokeAccount disconnects the account, and all its data is gone (operation
// delete-account). It is repeated when an answer is lost, so a KindMissing may
// mean that an earlier try succeeded.
func (c *Client) RevokeAccount(ctx context.Context, id string) error {
	return Delete(ctx, c.transport, "accounts", id)
}

// DisableMonitor ends the continuous data sync of the account (operation
// disable-account-monitor); its monitorStatus becomes CUSTOMER_DISABLED.
func (c *Client) DisableMonitor(ctx context.Context, id string) error {
	return Exec(ctx, c.transport, Call{Method: http.MethodPost, Path: []string{"accounts", id, "disableMonitor"}})
}

// TaskOptions is the query of GET /tasks; what is not set is left out.
type TaskOptions struct {
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size   int    `url:"size,omitempty"`
	Cursor string `url:"cursor,omitempty"`
	UserID string `url:"userId,omitempty"`
	// StartDate and EndDate bound the creation date, as YYYY-MM-DD.
	StartDate string `url:"startDate,omitempty"`
	EndDate   string `url:"endDate,omitempty"`
	// SourceID is the id of an account or archive.
	SourceID string `url:"sourceId,omitempty"`
}

// TasksPage is one page of the tasks (operation list-tasks).
func (c *Client) TasksPage(ctx context.Context, o TaskOptions) (wire.Page[wire.Task], error) {
	return page[wire.Task](ctx, c.transport, "tasks", queryOf(o))
}

// Tasks goes through all tasks (operation list-tasks), page after page. It ends
// with the first error.
func (c *Client) Tasks(ctx context.Context, o TaskOptions) iter.Seq2[wire.Task, error] {
	return list[wire.Task](ctx, c.transport, "tasks", o)
}

// Task is the task with the id (operation get-task); KindMissing when there is
// none.
func (c *Client) Task(ctx context.Context, id string) (wire.Task, error) {
	return Get[wire.Task](ctx, c.transport, "tasks", id)
}
