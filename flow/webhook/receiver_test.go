package webhook

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"winkterm/api/webhook"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// receives starts a receiver whose deliveries come out of a channel.
func receives(t *testing.T, b bounds, answer func(context.Context) int) (*Receiver, <-chan webhook.Post) {
	t.Helper()
	posts := make(chan webhook.Post, 100)
	r, err := listen(t.Context(), Config{Now: func() time.Time { return noon }, Deliver: func(p webhook.Post) func(context.Context) int {
		posts <- p
		return answer
	}}, b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r, posts
}

// post gives the status of an answer.
func post(t *testing.T, r *Receiver, method, path string, body io.Reader) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, "http://"+r.Addr()+path, body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set(webhook.SignatureHeader, "ab")
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	return resp.StatusCode
}

func TestReceiverTakesPostsAlone(t *testing.T) {
	t.Parallel()
	r, posts := receives(t, usual, nil)
	for _, tc := range []struct {
		method, path string
		size, want   int
	}{
		{"POST", "/", 10, 200},
		{"POST", "/any/path?x=1", BodyMost, 200},
		{"POST", "/", BodyMost + 1, 413},
		{"GET", "/", 0, 405},
		{"PUT", "/", 10, 405},
	} {
		if got := post(t, r, tc.method, tc.path, bytes.NewReader(make([]byte, tc.size))); got != tc.want {
			t.Errorf("%s %s of %d bytes: %d, want %d", tc.method, tc.path, tc.size, got, tc.want)
		}
		if tc.want == 200 {
			if p := <-posts; len(p.Body) != tc.size || p.Signature != "ab" || !p.At.Equal(noon) {
				t.Errorf("%d bytes, %q at %s", len(p.Body), p.Signature, p.At)
			}
		}
	}
	if len(posts) > 0 {
		t.Error("what was refused was handed on")
	}
}

func TestReceiverAnswersWhatItIsTold(t *testing.T) {
	t.Parallel()
	r, _ := receives(t, usual, func(context.Context) int { return 418 })
	if got := post(t, r, "POST", "/", strings.NewReader("{}")); got != 418 {
		t.Errorf("answered %d", got)
	}
	short := usual
	short.answer = time.Millisecond
	r, _ = receives(t, short, func(ctx context.Context) int { <-ctx.Done(); return 504 })
	if got := post(t, r, "POST", "/", strings.NewReader("{}")); got != 504 {
		t.Errorf("it waited for ever, and answered %d", got)
	}
}

// TestHangingSenders are given up, and hold nobody else up.
func TestHangingSenders(t *testing.T) {
	t.Parallel()
	b := usual
	b.connections, b.read = 1, 50*time.Millisecond
	r, posts := receives(t, b, nil)
	for _, begin := range []string{"POST / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf"} {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", r.Addr())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		if _, err := io.WriteString(conn, begin); err != nil {
			t.Fatal(err)
		}
	}
	if got := post(t, r, "POST", "/", strings.NewReader("{}")); got != 200 {
		t.Errorf("answered %d", got)
	}
	if p := <-posts; string(p.Body) != "{}" || len(posts) > 0 {
		t.Errorf("%q, and %d more", p.Body, len(posts))
	}
}

// TestSoManyAtOnce has senders wait for a third one to be served at once, which never is.
func TestSoManyAtOnce(t *testing.T) {
	t.Parallel()
	b := usual
	b.connections, b.answer = 2, 100*time.Millisecond
	var now atomic.Int32
	r, _ := receives(t, b, func(ctx context.Context) int {
		defer now.Add(-1)
		if now.Add(1) > 2 {
			t.Error("a third is served")
		}
		<-ctx.Done()
		return 504
	})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { post(t, r, "POST", "/", strings.NewReader("{}")) })
	}
	all.Wait()
}

func TestReceiverKeepsToThisMachine(t *testing.T) {
	t.Parallel()
	if _, err := Listen(t.Context(), Config{Addr: "0.0.0.0:0"}); !errors.Is(err, ErrExposed) {
		t.Errorf("it listens to everybody: %v", err)
	}
	if _, err := Listen(t.Context(), Config{Addr: "127.0.0.1:99999"}); err == nil {
		t.Error("it listens at no port")
	}
}

// TestOneAtATime has many senders, and nothing handed on after Close.
func TestOneAtATime(t *testing.T) {
	t.Parallel()
	var n int // the race detector sees two at once
	r, err := Listen(t.Context(), Config{Now: func() time.Time { return noon }, Deliver: func(webhook.Post) func(context.Context) int { n++; return nil }})
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() { post(t, r, "POST", "/", strings.NewReader("{}")) })
	}
	all.Wait()
	if err := r.Close(); err != nil || n != 50 {
		t.Errorf("%d came, %v", n, err)
	}
	if _, ok := r.hand(webhook.Post{}); ok {
		t.Error("it hands on when it is closed")
	}
}

// TestWebPagesPostNothing from any origin, also where their name leads to this machine.
func TestWebPagesPostNothing(t *testing.T) {
	t.Parallel()
	r, posts := receives(t, usual, nil)
	for _, header := range []http.Header{
		{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-origin"}, "Origin": {"http://rebound.test"}}, {"Origin": {"null"}},
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+r.Addr()+"/", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		req.Header = header
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusForbidden || len(posts) > 0 {
			t.Errorf("%v: %d, %d handed on", header, resp.StatusCode, len(posts))
		}
	}
}
