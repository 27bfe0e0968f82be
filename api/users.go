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
	Size   int    `url:"size,omitempty"`
	Cursor string `url:"cursor,omitempty"`
	// StartDate and EndDate bound the creation date, as YYYY-MM-DD.
	StartDate string `url:"startDate,omitempty"`
	EndDate   string `url:"endDate,omitempty"`
}

// CreateUser makes a user and the link token of that user at once (operation
// create-user).
func (c *Client) CreateUser(ctx context.Context, body wire.UserRequest) (wire.UserCreated, error) {
	return Do[wire.UserCreated](ctx, c.transport, Call{Method: http.MethodPost, Path: []string{"users"}, Body: body})
}

// UsersPage is one page of the users (operation list-users).
func (c *Client) UsersPage(ctx context.Context, o UserOptions) (wire.Page[wire.User], error) {
	return page[wire.User](ctx, c.transport, "users", queryOf(o))
}

// Users goes through all users (operation list-users), page after page. It ends
// with the first error.
func (c *Client) Users(ctx context.Context, o UserOptions) iter.Seq2[wire.User, error] {
	return list[wire.User](ctx, c.transport, "users", o)
}

// User is the user with the id (operation get-user); KindMissing when there is
// none.
func (c *Client) User(ctx context.Context, id string) (wire.User, error) {
	return Get[wire.User](ctx, c.transport, "users", id)
}

// RefreshToken gives a known user a fresh link token, good for one use (operation
// create-token).
func (c *Client) RefreshToken(ctx context.Context, userID string) (wire.Token, error) {
	return Do[wire.Token](ctx, c.transport, Call{
		Method: http.MethodPost, Path: []string{"tokens"}, Query: url.Values{"userId": {userID}},
	})
}
