package api_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
)

func TestConnectionCutInTheMiddle(t *testing.T) {
	t.Parallel()
	f := &noise{size: wire.FileLimit}
	c, seen := watched(t, step{"POST /v1/archives", func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.CopyN(io.Discard, r.Body, r.ContentLength/2); err != nil {
			t.Error(err)
		}
		hijack(t, "")(w, r)
	}})
	p := &steady{t: t}
	_, err := c.CreateArchive(t.Context(), uploadOf(f, f), p.tell)
	at, total := p.returned()
	e := checkError(t, err, api.KindCutOff)
	if !strings.Contains(err.Error(), " % of the upload") || strings.Contains(e.Advice(), "carried out") || at < total/2 || at == total {
		t.Errorf("%d of %d: %v", at, total, err)
	}
	f.wantOpens(t, f.opened)
	if x := (*seen)[0]; len(*seen) != 1 || x.RequestSize != total || x.Err == "" {
		t.Errorf("told of %+v", *seen)
	}
}

// TestConnectionCutAfterTheLastByte: the host has it all, so nobody knows.
func TestConnectionCutAfterTheLastByte(t *testing.T) {
	t.Parallel()
	f := &noise{size: 1 << 20}
	c := client(t, stub(t, step{"POST /v1/archives", takes(t, hijack(t, ""), f)}))
	_, err := c.CreateArchive(t.Context(), f.upload(), nil)
	if e := checkError(t, err, api.KindCutOff); !strings.Contains(e.Advice(), "carried out") {
		t.Errorf("got %v", err)
	}
}

// TestTurnedAwayUploadIsReadAgain, whether the host has read it to its end or not.
func TestTurnedAwayUploadIsReadAgain(t *testing.T) {
	t.Parallel()
	limited := with("Retry-After", "2", envelope(429, "REQUEST_LIMIT_EXCEEDED", "null"))
	for name, first := range map[string]func(*noise) http.HandlerFunc{
		"in the middle": func(*noise) http.HandlerFunc { return begun(t, limited) },
		"at the end":    func(f *noise) http.HandlerFunc { return takes(t, limited, f) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := &noise{size: big}
			c, clock := timed(t, step{"POST /v1/archives", first(f)},
				step{"POST /v1/archives", takes(t, envelope(200, "OK", oneArchive), f)})
			p := &steady{t: t}
			_, err := c.CreateArchive(t.Context(), f.upload(), p.tell)
			if at, total := p.returned(); err != nil || at != total || p.rounds != 2 || clock.sleeps()[0] != 2*time.Second {
				t.Errorf("%v; %d of %d after %d rounds, slept %v", err, at, total, p.rounds, clock.sleeps())
			}
			f.wantOpens(t, 2)
		})
	}
}

func TestRefusedConnectionOpensNoFile(t *testing.T) {
	t.Parallel()
	f, tries := &noise{size: 1 << 20}, 0
	server := stub(t, step{"POST /v1/archives", takes(t, envelope(200, "OK", oneArchive), f)})
	transport := &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		if tries++; tries < 3 {
			return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
		}
		return new(net.Dialer).DialContext(ctx, network, addr)
	}}
	defer transport.CloseIdleConnections()
	c := client(t, server, func(cfg *api.Config) { cfg.HTTP = &http.Client{Transport: transport} })
	if _, err := c.CreateArchive(t.Context(), f.upload(), nil); err != nil {
		t.Error(err)
	}
	f.wantOpens(t, 1)
}

// again is a transport that takes a part of the body, and then the whole anew,
// as net/http does when a kept connection turns out to be dead.
type again struct{ echoed }

func (a again) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, err := io.CopyN(io.Discard, r.Body, r.ContentLength/2); err != nil {
		return nil, err
	}
	_ = r.Body.Close()
	body, err := r.GetBody()
	if err != nil {
		return nil, err
	}
	anew := r.Clone(r.Context())
	anew.Body = body
	return a.echoed.RoundTrip(anew)
}

func TestBodyCanBeHadAnew(t *testing.T) {
	t.Parallel()
	f, body := &noise{size: 1 << 20}, ""
	c := client(t, stub(t), func(cfg *api.Config) { cfg.HTTP = &http.Client{Transport: again{echoed{32 << 10, &body}}} })
	p := &steady{t: t}
	_, err := c.CreateArchive(t.Context(), f.upload(), p.tell)
	if at, total := p.returned(); err != nil || at != total || int64(len(body)) != total || p.rounds != 2 {
		t.Errorf("%v: %d of %d, %d arrived", err, at, total, len(body))
	}
	f.wantOpens(t, 2)
}

// begun answers once the upload is on its way.
func begun(t *testing.T, then http.HandlerFunc) http.HandlerFunc {
	t.Helper()
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.CopyN(io.Discard, r.Body, 1<<20); err != nil {
			t.Error(err)
		}
		then(w, r)
	}
}

// halfway wants that the host never has the whole body.
func halfway(t *testing.T) http.HandlerFunc {
	t.Helper()
	return func(_ http.ResponseWriter, r *http.Request) {
		if n, err := io.Copy(io.Discard, r.Body); err == nil || n >= r.ContentLength {
			t.Errorf("the host has %d of %d bytes, %v", n, r.ContentLength, err)
		}
	}
}

func TestCancelledInTheMiddle(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	f, returned := &noise{size: wire.FileLimit}, make(chan struct{})
	c := client(t, stub(t, step{"POST /v1/archives", func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.CopyN(io.Discard, r.Body, r.ContentLength/2); err != nil {
			t.Error(err)
		}
		cancel()
		<-returned
		halfway(t)(w, r)
	}}))
	p := &steady{t: t}
	_, err := c.CreateArchive(ctx, uploadOf(f, f), p.tell)
	at, total := p.returned()
	close(returned)
	e := checkError(t, err, api.KindCancelled)
	if !errors.Is(err, context.Canceled) || strings.Contains(e.Advice(), "carried out") || at < total/2 || at == total {
		t.Errorf("%d of %d: %v", at, total, err)
	}
}

// stuck is a file that does not answer.
type stuck struct{ reading, release, closed chan struct{} }

func (s stuck) Read([]byte) (int, error) {
	close(s.reading)
	<-s.release
	return 0, io.EOF
}

func (s stuck) Close() error { close(s.closed); return nil }

// TestCancelledWhileAFileHangs: the call returns at once, and the file is closed
// by whoever reads it.
func TestCancelledWhileAFileHangs(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s := stuck{make(chan struct{}), make(chan struct{}), make(chan struct{})}
	u := (&noise{size: 100}).upload()
	u.Files[0].Open = func() (io.ReadCloser, error) { return s, nil }
	c := client(t, neverWhole(t))
	go func() {
		<-s.reading
		cancel()
	}()
	_, err := c.CreateArchive(ctx, u, nil)
	wantKind(t, err, api.KindCancelled)
	close(s.release)
	<-s.closed
}

// TestAnswerBeforeTheEnd: a host may judge an upload without having read it.
func TestAnswerBeforeTheEnd(t *testing.T) {
	t.Parallel()
	for status, tc := range map[int]struct {
		answer http.HandlerFunc
		kind   api.Kind
	}{
		401: {envelope(401, "INVALID_TOKEN", "null"), api.KindKeyRefused},
		404: {envelope(404, "MISSING_RESOURCE", "null"), api.KindMissing},
		307: {with("Location", "https://elsewhere.example/", reply(307, "")), api.KindNotEnvelope},
		503: {envelope(503, "SERVER_UNAVAILABLE", "null"), api.KindServerDown},
	} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			f := &noise{size: big}
			p := &steady{t: t}
			_, err := client(t, stub(t, step{"POST /v1/archives", tc.answer})).CreateArchive(t.Context(), f.upload(), p.tell)
			p.returned()
			if e := checkError(t, err, tc.kind); e.HTTPStatus != status {
				t.Errorf("got %+v", e)
			}
		})
	}
}

// late is a transport that reads the body when the call has returned long ago.
type late struct {
	returned chan struct{}
	read     chan error
}

func (l late) RoundTrip(r *http.Request) (*http.Response, error) {
	go func() {
		<-l.returned
		_, err := r.Body.Read(make([]byte, 1))
		_, again := r.GetBody()
		if err != nil {
			err = again
		}
		l.read <- err
	}()
	return nil, io.ErrUnexpectedEOF
}

func TestBodyIsOverWithTheCall(t *testing.T) {
	t.Parallel()
	f, l, p := &noise{size: 1 << 20}, late{make(chan struct{}), make(chan error)}, &steady{t: t}
	c := client(t, stub(t), func(cfg *api.Config) { cfg.HTTP = &http.Client{Transport: l} })
	_, err := c.CreateArchive(t.Context(), f.upload(), p.tell)
	wantKind(t, err, api.KindUnreachable)
	p.returned()
	close(l.returned)
	if err := <-l.read; err == nil {
		t.Error("the body could be read when the call was over")
	}
	f.wantOpens(t, 0)
}
