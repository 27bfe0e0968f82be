package api

import (
	"cmp"
	"net/http"
	"time"

	"winkterm/api/wire"
)

// Timeout is how long one attempt may take, body included, unless the
// configuration says otherwise. An upload may take longer, but not stand still
// for that long; for its answer it has three times as much.
const Timeout = 30 * time.Second

// Config says where and how a client calls. Only BaseURL must be set, and for the Open
// API Key and Secret.
type Config struct {
	// BaseURL is the API's address, for instance https://sandbox.smileapi.io/v1;
	// it may carry a port and a path, and no user, query or fragment.
	BaseURL string
	// BaseURLName is the variable or flag that BaseURL came from, for instance
	// OPEN_API_HOST, so that a message about a typo can name it.
	BaseURLName string
	// Key and Secret are the tenant's API key, which works in one mode only. New signs
	// with it; the clients of other APIs don't look at it.
	Key, Secret wire.Secret
	// HTTP sends the requests; nil is a client of NewHTTPTransport.
	// Redirects are never followed: the key must not travel to another host.
	HTTP *http.Client
	// Clock is the time for retries and records; nil is SystemClock.
	Clock Clock
	// Observe is called with every attempt, on the goroutine that made the call.
	// It must be quick and safe for concurrent use. See Exchange.
	Observe func(Exchange)
	// Timeout bounds one attempt, or the standstill of an upload; 0 is the
	// constant Timeout.
	Timeout time.Duration
	// Tries is how often a call is sent at most; 0 is MaxTries.
	Tries int
	// Steady makes the waits between the tries of a call the same each time, so that what
	// is played again is the same to the byte. Otherwise they vary, as many clients at
	// once want it.
	Steady bool
}

// Client calls the Open API. It is safe for concurrent use.
type Client struct {
	Shared
	transport *Transport
}

// New makes a client and sends nothing. It fails with a *BaseURLError when the
// base URL, or the proxy that leads there, cannot be one. A missing key shows at the
// first call, as KindKeyRefused.
func New(cfg Config) (*Client, error) {
	transport, err := NewTransport(cfg, Basic(cfg.Key, cfg.Secret))
	if err != nil {
		return nil, err
	}
	transport.tries = cmp.Or(cfg.Tries, MaxTries)
	return &Client{NewShared(func() *Transport { return transport }), transport}, nil
}
