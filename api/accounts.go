package api

import (
	"context"
	"iter"
	"net/http"
	"net/url"

	"winkterm/api/wire"
)

// AccountOptions is the query of GET /accounts; what is not set is left out.
type AccountOptions struct {
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size   int
	Cursor string
	UserID string
	// StartDate and EndDate bound the date of linking, as YYYY-MM-DD.
	StartDate, EndDate string
}

// Query gives the options as the API spells them.
func (o AccountOptions) Query() url.Values {
	q := query{}
	q.size(o.Size)
	q.text("cursor", o.Cursor)
	q.text("userId", o.UserID)
	q.text("startDate", o.StartDate)
	q.text("endDate", o.EndDate)
	return url.Values(q)
}

// AccountsPage is one page of the accounts.
func (c *Client) AccountsPage(ctx context.Context, o AccountOptions) (wire.Page[wire.Account], error) {
	return page[wire.Account](ctx, c.caller, "accounts", o.Query())
}

// Accounts goes through all accounts, page after page. It ends with the first
// error.
func (c *Client) Accounts(ctx context.Context, o AccountOptions) iter.Seq2[wire.Account, error] {
	return list[wire.Account](ctx, c.caller, "accounts", o.Query())
}

// Account is the account with the id; KindMissing when there is none.
func (c *Client) Account(ctx context.Context, id string) (wire.Account, error) {
	return Do[wire.Account](ctx, c.caller, Call{Method: http.MethodGet, Path: []string{"accounts", id}})
}

// RevokeAccount disconnects the account, and all its data is gone. It is
// repeated when an answer is lost, so a KindMissing may mean that an earlier
// try succeeded.
func (c *Client) RevokeAccount(ctx context.Context, id string) error {
	return Exec(ctx, c.caller, Call{Method: http.MethodDelete, Path: []string{"accounts", id}})
}

// DisableMonitor ends the continuous data sync of the account; its
// monitorStatus becomes CUSTOMER_DISABLED.
func (c *Client) DisableMonitor(ctx context.Context, id string) error {
	return Exec(ctx, c.caller, Call{Method: http.MethodPost, Path: []string{"accounts", id, "disableMonitor"}})
}
