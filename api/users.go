package api

import (
	"context"
	"iter"
	"net/http"
	"net/url"

	"winkterm/api/wire"
)

// UserOptions is the query of GET /users; what is not set is left out.
type UserOptions struct {
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size   int
	Cursor string
	// StartDate and EndDate bound the creation date, as YYYY-MM-DD.
	StartDate, EndDate string
}

// Query gives the options as the API spells them.
func (o UserOptions) Query() url.Values {
	q := query{}
	q.size(o.Size)
	q.text("cursor", o.Cursor)
	q.text("startDate", o.StartDate)
	q.text("endDate", o.EndDate)
	return url.Values(q)
}

// CreateUser makes a user and the link token of that user at once.
func (c *Client) CreateUser(ctx context.Context, body wire.UserRequest) (wire.UserCreated, error) {
	return Do[wire.UserCreated](ctx, c.caller, Call{
		Method: http.MethodPost, Path: []string{"users"}, Body: body,
	})
}

// UsersPage is one page of the users.
func (c *Client) UsersPage(ctx context.Context, o UserOptions) (wire.Page[wire.User], error) {
	return page[wire.User](ctx, c.caller, "users", o.Query())
}

// Users goes through all users, page after page. It ends with the first error.
func (c *Client) Users(ctx context.Context, o UserOptions) iter.Seq2[wire.User, error] {
	return list[wire.User](ctx, c.caller, "users", o.Query())
}

// User is the user with the id; KindMissing when there is none.
func (c *Client) User(ctx context.Context, id string) (wire.User, error) {
	return Do[wire.User](ctx, c.caller, Call{Method: http.MethodGet, Path: []string{"users", id}})
}

// RefreshToken gives a known user a fresh link token, good for one use.
func (c *Client) RefreshToken(ctx context.Context, userID string) (wire.Token, error) {
	return Do[wire.Token](ctx, c.caller, Call{
		Method: http.MethodPost, Path: []string{"tokens"}, Query: url.Values{"userId": {userID}},
	})
}
