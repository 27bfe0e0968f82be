// Package post sends deliveries of webhooks over HTTP, one or in their order, and says what
// came back. No redirect is followed, and what is read of an answer is bounded.
//
// It must not sign, repeat or keep anything, and it sends no key of a tenant: a delivery
// has its body and its signature, and nothing else.
package post

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"winkterm/api/host"
	"winkterm/api/webhook"
)

// BodyMax is how many bytes of an answer's body are read.
const BodyMax = 64 << 10

// CheckAddress says what is wrong with an address for deliveries: it has to be https, or
// http on this machine, without a user name or password.
func CheckAddress(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return errors.New("that is no address; write one such as https://example.test/hook or http://localhost:8080/hook")
	case u.User != nil:
		return errors.New("a user name or password in the address would be seen by others; leave it out")
	case u.Scheme == "https" || u.Scheme == "http" && host.Loopback(address):
		return nil
	}
	return fmt.Errorf("deliveries go over https, or by http to this machine alone, not to %s://%s", u.Scheme, host.Authority(address))
}

// Answer is what came back, and how long it took until its body was read.
type Answer struct {
	Status int
	Took   time.Duration
	// Body is the body, or its first BodyMax bytes, and Cut says that there was more.
	Body []byte
	Cut  bool
}

// Class is the hundreds of the status. With nothing but 2 a delivery counts as delivered;
// with 3 it leads elsewhere, which nobody follows.
func (a Answer) Class() int { return a.Status / 100 }

// String is the status as a number and in words.
func (a Answer) String() string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", a.Status, http.StatusText(a.Status)))
}

// UnreachableError says that no answer came: check that the handler runs, and its address.
type UnreachableError struct {
	host  string
	cause error
}

// ReasonMax is how long the reason in an UnreachableError may be, in bytes.
const ReasonMax = 200

func (e *UnreachableError) Error() string { return e.host + " cannot be reached: " + e.Reason() }

// Reason is why no answer came, in a short text without what was answered, which net/http
// quotes where it is no HTTP: a handler may write back what it was sent.
func (e *UnreachableError) Reason() string {
	reason, _, _ := strings.Cut(e.cause.Error(), ` "`)
	return reason[:min(len(reason), ReasonMax)]
}

func (e *UnreachableError) Unwrap() error { return e.cause }

// lateError is a context.DeadlineExceeded.
type lateError time.Duration

func (e lateError) Error() string      { return "no answer within " + time.Duration(e).String() }
func (lateError) Is(target error) bool { return target == context.DeadlineExceeded }

// Client sends deliveries. It is safe for concurrent use.
type Client struct {
	http    *http.Client
	timeout time.Duration
	now     func() time.Time
	check   func(address string) error
}

// New makes a Client that waits for an answer until timeout is over in real time; by the
// clock of now it says how long an answer took.
func New(timeout time.Duration, now func() time.Time) *Client {
	c := newClient(&http.Transport{Proxy: http.ProxyFromEnvironment}, CheckAddress)
	c.timeout, c.now = timeout, now
	return c
}

// NewGuarded makes a Client with a rule of its own for addresses in place of CheckAddress:
// check refuses one as it is written, and as it is dialled. No proxy is used, which would be
// another address, and it does not say how long answers took. See Within.
func NewGuarded(check func(address string) error) *Client {
	dialer := &net.Dialer{Control: func(_, address string, _ syscall.RawConn) error { return check(address) }}
	c := newClient(&http.Transport{DialContext: dialer.DialContext}, check)
	c.now = func() time.Time { return time.Time{} }
	return c
}

func newClient(t *http.Transport, check func(address string) error) *Client {
	t.DisableCompression, t.MaxResponseHeaderBytes = true, BodyMax
	t.MaxIdleConns, t.MaxIdleConnsPerHost, t.IdleConnTimeout = 100, 20, 30*time.Second
	return &Client{check: check, http: &http.Client{
		Transport:     t,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Within is the client with another time-out.
func (c *Client) Within(timeout time.Duration) *Client {
	other := *c
	other.timeout = timeout
	return &other
}

// CloseIdle closes the connections that nothing is sent by.
func (c *Client) CloseIdle() { c.http.CloseIdleConnections() }

// Send posts a delivery to an address, once. It fails as the check of addresses does, with
// an *UnreachableError, with context.DeadlineExceeded when the time-out is over, or as the
// context does. The answer has its status also where its body broke off.
func (c *Client) Send(ctx context.Context, address string, p webhook.Post) (Answer, error) {
	if err := c.check(address); err != nil {
		return Answer{}, err
	}
	limited, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	began := c.now()
	a, err := c.post(limited, address, p)
	a.Took = c.now().Sub(began)
	switch at := new(url.Error); {
	case err == nil:
		return a, nil
	case ctx.Err() != nil:
		return a, context.Cause(ctx)
	case limited.Err() != nil:
		return a, lateError(c.timeout)
	case errors.As(err, &at):
		err = at.Err // the address may have more in it than is for everybody
	}
	return a, &UnreachableError{host.Authority(address), err}
}

func (c *Client) post(ctx context.Context, address string, p webhook.Post) (Answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(p.Body))
	if err != nil {
		return Answer{}, err
	}
	req.Header = http.Header{"Content-Type": {"application/json"}, "User-Agent": {""}} // an empty one is not sent
	if p.Signature != "" {
		req.Header.Set(webhook.SignatureHeader, p.Signature)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return Answer{}, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(res.Body, BodyMax+1))
	return Answer{Status: res.StatusCode, Body: body[:min(len(body), BodyMax)], Cut: len(body) > BodyMax}, err
}
