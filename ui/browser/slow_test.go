package browser

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// dialed is a connection on which something was said.
func dialed(t *testing.T, p *Page, said string) net.Conn {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", hostOf(p))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetDeadline(systemNow().Add(patience)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, said); err != nil {
		t.Fatal(err)
	}
	return conn
}

func hostOf(p *Page) string { return strings.Split(p.URL(), "/")[2] }

// Who says nothing, or not all, or takes nothing, is cut off by the bound that is
// for it; all others last.
func TestSlowClientsAreCutOff(t *testing.T) {
	t.Parallel()
	const soon = 50 * time.Millisecond
	head := func(p *Page) string { return "GET " + p.base + " HTTP/1.1\r\nHost: " + hostOf(p) + "\r\n" }
	for name, c := range map[string]struct {
		bound func(*bounds) *time.Duration
		says  func(p *Page) string
	}{
		"nothing":     {func(b *bounds) *time.Duration { return &b.header }, func(*Page) string { return "" }},
		"half a head": {func(b *bounds) *time.Duration { return &b.header }, head},
		"half a body": {func(b *bounds) *time.Duration { return &b.read }, func(p *Page) string {
			origin := "http://" + hostOf(p)
			return "POST " + p.base + "claim HTTP/1.1\r\nHost: " + hostOf(p) + "\r\nOrigin: " + origin +
				"\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
		}},
		"no more": {func(b *bounds) *time.Duration { return &b.idle }, func(p *Page) string { return head(p) + "\r\n" }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, _ := served(t, func(_ *Config, b *bounds) {
				b.header, b.read, b.idle = 4*patience, 4*patience, 4*patience
				*c.bound(b) = soon
			}, nil)
			if _, err := io.Copy(io.Discard, dialed(t, p, c.says(p))); err != nil && strings.Contains(err.Error(), "timeout") {
				t.Error("it is still connected")
			}
		})
	}
}

// A connection too many waits until another ends.
func TestConnectionsAreBounded(t *testing.T) {
	t.Parallel()
	var second atomic.Bool
	p, _ := served(t, func(_ *Config, b *bounds) { b.connections = 1 }, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("X-Second") != "" {
				second.Store(true)
			}
			next.ServeHTTP(w, r)
		})
	})
	get := "GET " + p.base + " HTTP/1.1\r\nHost: " + hostOf(p) + "\r\n"
	first := dialed(t, p, get+"\r\n")
	answers := bufio.NewReader(first)
	other := dialed(t, p, get+"X-Second: yes\r\n\r\n")
	for range 50 {
		resp, err := http.ReadResponse(answers, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		if _, err := io.WriteString(first, get+"\r\n"); err != nil {
			t.Fatal(err)
		}
	}
	if second.Load() {
		t.Error("both are served at once")
	}
	_ = first.Close()
	resp, err := http.ReadResponse(bufio.NewReader(other), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
}

func TestHeadersAreBounded(t *testing.T) {
	t.Parallel()
	p, _ := served(t, nil, nil)
	req, err := http.NewRequestWithContext(t.Context(), "GET", p.URL(), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X", strings.Repeat("a", 2*maxHeader))
	resp, err := client(t).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("answered %d", resp.StatusCode)
	}
}
