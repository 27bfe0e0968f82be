package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// MaxBody is the longest body that is read, in bytes: 32 MiB.
const MaxBody = 32 << 20

var errTooLarge = fmt.Errorf("the answer is larger than %d MiB", MaxBody>>20)

// response is what one attempt brought back, not classified yet.
type response struct {
	status int
	header http.Header
	body   []byte
	// err is a failure to send or to read; connected says whether a connection
	// stood, so that something may have reached the host.
	err       error
	connected bool
	// partial says that the host cannot have the whole body: an upload broke off
	// with so many percent of it sent.
	partial bool
	percent int
}

// attempt sends the request once, interprets the answer and reports it to the observer.
func (t *Transport) attempt(ctx context.Context, r request, n int, into any) *Error {
	limited, body, cancel := t.limit(ctx, r)
	defer cancel()
	started := t.clock.Now()
	sent, a := t.send(limited, r, body)
	body.end(limited, &a)
	res := t.interpret(ctx, limited, r, a, into)
	t.record(r, sent, n, started, a, res)
	return res.err
}

func (t *Transport) send(ctx context.Context, r request, body *uploadBody) (http.Header, response) {
	var connected atomic.Bool
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	req, err := t.newRequest(traced, r, body)
	if err != nil {
		return nil, response{err: err}
	}
	sent := req.Header
	resp, err := t.http.Do(req)
	if err != nil {
		return sent, response{err: err, connected: connected.Load()}
	}
	t.hostClock.read(resp.Header, t.clock.Now())
	defer func() { _ = resp.Body.Close() }()
	answer, err := readBody(resp)
	return sent, response{status: resp.StatusCode, header: resp.Header, body: answer, err: err, connected: true}
}

func readBody(resp *http.Response) ([]byte, error) {
	if resp.ContentLength > MaxBody {
		return nil, errTooLarge
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, resp.Body, MaxBody))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		err = errTooLarge
	}
	return body, err
}
