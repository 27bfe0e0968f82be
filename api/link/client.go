package link

import (
	"context"
	"net/http"
	"sync/atomic"

	"winkterm/api"
	"winkterm/api/wire"
)

// Config is what a Client needs. Only BaseURL must be set: the host's address with
// the contract's path, for instance http://127.0.0.1:8970/link/v1.
type Config = api.Config

// Client speaks the Link contract in one session at a time. It is safe for
// concurrent use.
type Client struct {
	// Shared has the operations on providers, file types and archives.
	api.Shared
	// bare is the caller without a signature, session the one that signs with
	// the session's key.
	bare    *api.Transport
	session atomic.Pointer[api.Transport]
}

// New makes a client without a session and sends nothing. It fails with an
// *api.BaseURLError when the base URL cannot be one.
func New(cfg Config) (*Client, error) {
	bare, err := api.NewTransport(cfg, api.Bearer(""))
	if err != nil {
		return nil, err
	}
	c := &Client{bare: bare}
	c.Shared = api.NewShared(c.session.Load)
	c.session.Store(bare)
	return c, nil
}

// OpenSession spends the link token for a session, whose key signs all later
// calls; before the first one they fail with KindTokenRefused (operation
// openSession). A session that was open is replaced, and stays when opening
// fails. The token is gone once the request has left, even if the answer is
// lost.
func (c *Client) OpenSession(ctx context.Context, token wire.Secret, options wire.WidgetOptions) (wire.Session, error) {
	session, err := api.Do[wire.Session](ctx, c.bare.WithAuth(api.Bearer(token)), api.Call{
		Method: http.MethodPost, Path: []string{"sessions"}, Body: wire.SessionRequest{Options: options},
	})
	if err != nil {
		return wire.Session{}, err
	}
	c.session.Store(c.bare.WithAuth(api.Bearer(session.SessionKey)))
	return session, nil
}
