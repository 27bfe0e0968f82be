package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"winkterm/api/wire"
)

// Transport sends requests to one base URL with one Auth. It never changes and is
// safe for concurrent use.
type Transport struct {
	base    string
	name    string
	auth    Auth
	http    *http.Client
	clock   Clock
	observe func(Exchange)
	timeout time.Duration
	tries   int
	steady  bool
	// hostClock is shared with the copies that have another signature.
	hostClock *hostClock
}

// NewTransport checks the base URL and fills in what is not set. It fails with a
// *BaseURLError and sends nothing.
func NewTransport(c Config, auth Auth) (*Transport, error) {
	base, err := parseBase(c.BaseURL, c.BaseURLName)
	if err != nil {
		return nil, err
	}
	if c.HTTP == nil {
		if err := checkProxy(base); err != nil {
			return nil, err
		}
	}
	t := &Transport{
		base: base, name: hostName(c.BaseURLName), auth: auth, http: withoutRedirects(c.HTTP),
		clock: c.Clock, observe: c.Observe, timeout: c.Timeout, tries: MaxTries, steady: c.Steady, hostClock: new(hostClock),
	}
	if t.clock == nil {
		t.clock = SystemClock()
	}
	if t.timeout <= 0 {
		t.timeout = Timeout
	}
	return t, nil
}

// WithAuth is the same transport with another signature.
func (t *Transport) WithAuth(auth Auth) *Transport {
	other := *t
	other.auth = auth
	return &other
}

// withoutRedirects copies the client and stops it from following redirects.
func withoutRedirects(given *http.Client) *http.Client {
	client := http.Client{Transport: shared()}
	if given != nil {
		client = *given
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client
}

// Call is one request, without what the Transport adds.
type Call struct {
	Method string
	// Path is the path under the base URL in its segments, not escaped. An
	// empty segment fails: it would call something else.
	Path []string
	// Query is the query; a nil one is fine.
	Query url.Values
	// Body is marshalled to JSON; nil sends none.
	Body any
	// Hide are secrets in Body, which the server may quote in its message.
	Hide []wire.Secret

	// upload is sent in Body's place, as a stream.
	upload   *Upload
	progress Progress
}

// op is how errors name the call.
func (c Call) op() string { return c.Method + " /" + clip(strings.Join(c.Path, "/"), opMax) }

// Do makes a call whose answer has data, and gives that data. Every error is an
// *Error.
func Do[T any](ctx context.Context, t *Transport, call Call) (T, error) {
	var data T
	if err := t.roundTrips(ctx, call, &data); err != nil {
		var none T
		return none, err
	}
	return data, nil
}

// Exec makes a call whose answer has no data that matters. Every error is an
// *Error.
func Exec(ctx context.Context, t *Transport, call Call) error {
	return t.roundTrips(ctx, call, nil)
}

// Get fetches what is at a path, given in its segments.
func Get[T any](ctx context.Context, t *Transport, path ...string) (T, error) {
	return Do[T](ctx, t, Call{Method: http.MethodGet, Path: path})
}

// Delete deletes what is at a path, given in its segments.
func Delete(ctx context.Context, t *Transport, path ...string) error {
	return Exec(ctx, t, Call{Method: http.MethodDelete, Path: path})
}

// request is a Call ready to be sent, as often as need be.
type request struct {
	op, method string
	// path is relative to the base URL, escaped, with the query.
	path string
	// body is what is sent; of an upload it is what an observer is shown, and
	// content is sent.
	body    []byte
	content *content
	// size is how many bytes the body has on the wire.
	size int64
	hide func(string) string
}

func (t *Transport) prepare(call Call) (request, *Error) {
	r := request{op: call.op(), method: call.Method, hide: hider(typedMin, call.Hide...)}
	fail := func(kind Kind, cause error) (request, *Error) {
		return r, &Error{Kind: kind, Op: r.op, host: t.name, cause: cause}
	}
	if t.auth.missing != "" {
		return fail(t.auth.refused, errors.New(t.auth.missing))
	}
	for _, segment := range call.Path {
		if segment == "" || segment == "." || segment == ".." {
			return fail(KindInvalid, fmt.Errorf("%q is no id", segment))
		}
		r.path += "/" + url.PathEscape(segment)
	}
	if len(call.Query) > 0 {
		r.path += "?" + call.Query.Encode()
	}
	var err error
	if call.upload != nil {
		r.content, err = newContent(*call.upload, call.progress)
	} else if call.Body != nil {
		r.body, err = json.Marshal(call.Body)
	}
	var file *FileError
	switch {
	case errors.As(err, &file):
		return fail(KindFile, err)
	case err != nil:
		return fail(KindInvalid, err)
	}
	r.size = int64(len(r.body))
	if r.content != nil {
		r.body, r.size = r.content.shown(), r.content.size
	}
	return r, nil
}

// newRequest makes the request of one attempt; an upload's body comes from body.
func (t *Transport) newRequest(ctx context.Context, r request, body *uploadBody) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, r.method, t.base+r.path, bytes.NewReader(r.body))
	if err != nil {
		return nil, err
	}
	if body != nil {
		req.ContentLength, req.GetBody = r.size, body.reader
		if req.Body, err = body.reader(); err != nil {
			return nil, err
		}
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "winkterm")
	if r.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	t.auth.sign(req.Header)
	return req, nil
}
