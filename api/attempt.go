package api

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
)

// MaxBody is the longest body that is read, in bytes: 32 MiB.
const MaxBody = 32 << 20

var errTooLarge = fmt.Errorf("the answer is larger than %d MiB", MaxBody>>20)

// answer is what one attempt brought back, not judged yet.
type answer struct {
	status int
	header http.Header
	// body is valid until the attempt's buffer is handed back.
	body []byte
	// err is a failure to send or to read; connected says whether a connection
	// stood, so that something may have reached the host.
	err       error
	connected bool
	// partial says that the host cannot have the whole body: an upload broke off
	// with so many percent of it sent.
	partial bool
	percent int
}

// attempt sends the request once, judges the answer and tells the observer.
func (c *Caller) attempt(ctx context.Context, r request, n int, t target) *Error {
	limited, d, cancel := c.limit(ctx, r)
	defer cancel()
	buffer := takeBuffer()
	defer giveBuffer(buffer)

	started := c.clock.Now()
	sent, a := c.send(limited, r, d, buffer)
	d.settle(limited, &a)
	v := c.judge(ctx, limited, r, a, t)
	c.record(r, sent, n, started, a, v)
	return v.err
}

func (c *Caller) send(ctx context.Context, r request, d *delivery, into *bytes.Buffer) (http.Header, answer) {
	var connected atomic.Bool
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	req, err := c.newRequest(traced, r, d)
	if err != nil {
		return nil, answer{err: err}
	}
	sent := req.Header
	resp, err := c.http.Do(req)
	if err != nil {
		return sent, answer{err: err, connected: connected.Load()}
	}
	defer func() { _ = resp.Body.Close() }()
	err = readBody(resp, into)
	return sent, answer{
		status: resp.StatusCode, header: resp.Header, body: into.Bytes(), err: err, connected: true,
	}
}

func readBody(resp *http.Response, into *bytes.Buffer) error {
	if resp.ContentLength > MaxBody {
		return errTooLarge
	}
	n, err := into.ReadFrom(io.LimitReader(resp.Body, MaxBody+1))
	if err == nil && n > MaxBody {
		return errTooLarge
	}
	return err
}

// buffers are used again, so that reading a long list page by page leaves
// nothing behind but the items.
var buffers sync.Pool

// bufferMax keeps the rare giant out of the pool.
const bufferMax = 1 << 20

func takeBuffer() *bytes.Buffer {
	if b, ok := buffers.Get().(*bytes.Buffer); ok {
		return b
	}
	return new(bytes.Buffer)
}

func giveBuffer(b *bytes.Buffer) {
	if b.Cap() <= bufferMax {
		b.Reset()
		buffers.Put(b)
	}
}
