package api

import (
	"context"
	"net/http"
	"net/url"

	"winkterm/api/wire"
)

// CreateUser makes a user and the link token of that user at once (operation
// create-user).
func (c *Client) CreateUser(ctx context.Context, body wire.UserRequest) (wire.UserCreated, error) {
	return Do[wire.UserCreated](ctx, c.transport, Call{Method: http.MethodPost, Path: []string{"users"}, Body: body})
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

// Shared are the operations that the Open API and the Link contract have in
// common. Within a session of the Link contract they see what the session may
// see: its providers, its file types and the archives of its user.
type Shared struct{ transport func() *Transport }

// NewShared makes the operations of a client that sends by what transport gives
// at each call.
func NewShared(transport func() *Transport) Shared { return Shared{transport} }

// Provider is the provider with the id (operation get-provider); KindMissing when
// there is none.
func (s Shared) Provider(ctx context.Context, id string) (wire.Provider, error) {
	return Get[wire.Provider](ctx, s.transport(), "providers", id)
}

// Archive is the archive with the id (operation get-archive); KindMissing when
// there is none.
func (s Shared) Archive(ctx context.Context, id string) (wire.Archive, error) {
	return Get[wire.Archive](ctx, s.transport(), "archives", id)
}

// CreateArchive uploads the files (operation create-archive) and gives the
// archive, STARTED: what became of the analysis shows later, in its state. Except
// for what the host turned away (KindRateLimited, KindUnreachable) the files are
// sent once, for every time makes an archive. A file that cannot be sent is of
// KindFile, with a *FileError. progress may be nil. In a session of the Link
// contract the upload's UserID may stay empty.
func (s Shared) CreateArchive(ctx context.Context, u Upload, progress Progress) (wire.Archive, error) {
	return Do[wire.Archive](ctx, s.transport(), Call{
		Method: http.MethodPost, Path: []string{"archives"}, upload: &u, progress: progress,
	})
}

// RevokeArchive removes the archive's files and all that was read off them
// (operation delete-archive). It is repeated when an answer is lost, so a
// KindMissing may mean that an earlier try succeeded.
func (s Shared) RevokeArchive(ctx context.Context, id string) error {
	return Delete(ctx, s.transport(), "archives", id)
}
