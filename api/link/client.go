package link

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
)

// Config is what a Client needs; the fields are those of api.Config. Only
// BaseURL must be set.
type Config struct {
	// BaseURL is the host's address with the contract's path, for instance
	// http://127.0.0.1:8970/link/v1.
	BaseURL string
	// BaseURLName is the variable or flag it came from, for instance
	// LINK_API_HOST.
	BaseURLName string
	HTTP        *http.Client
	Clock       api.Clock
	Observe     func(api.Exchange)
	Timeout     time.Duration
}

// Client speaks the Link contract in one session at a time. It is safe for
// concurrent use.
type Client struct {
	// bare is the caller without a signature, session the one that signs with
	// the session's key.
	bare    *api.Caller
	session atomic.Pointer[api.Caller]
}

// New makes a client without a session and sends nothing. It fails with an
// *api.BaseURLError when the base URL cannot be one.
func New(cfg Config) (*Client, error) {
	bare, err := api.NewCaller(api.Endpoint(cfg), api.Bearer(""))
	if err != nil {
		return nil, err
	}
	c := &Client{bare: bare}
	c.session.Store(bare)
	return c, nil
}

// OpenSession spends the link token for a session, whose key signs all later
// calls; before the first one they fail with KindTokenRefused. A session that
// was open is replaced, and stays when opening fails. The token is gone once
// the request has left, even if the answer is lost.
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
