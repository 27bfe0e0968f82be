package sandbox

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// TestASandboxInMemory is called by its own Dial, at an address at which nobody listens.
// Connections are told apart, so that all but the caller's own can be cut.
func TestASandboxInMemory(t *testing.T) {
	t.Parallel()
	r, err := Start(Config{Addr: "127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := new(net.Dialer).DialContext(t.Context(), "tcp", r.Addr()); err == nil {
		t.Error("somebody listens at its address")
	}
	clients := [2]*http.Client{}
	for i := range clients {
		clients[i] = &http.Client{Transport: &http.Transport{DialContext: r.Dial}}
	}
	call := func(c *http.Client, method, url, body string) string {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		res, err := c.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = res.Body.Close() }()
		text, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%s %s: %d %s %v", method, url, res.StatusCode, text, err)
		}
		return string(text)
	}
	for _, c := range clients {
		call(c, http.MethodGet, r.Control()+"/faults", "")
	}
	call(clients[0], http.MethodPost, r.Control()+"/faults", `{"name":"connection.drop","now":true}`)
	call(clients[1], http.MethodGet, r.Control()+"/faults", "") // on another one
	if n := r.conns.cut("127.0.0.1:1"); n != 1 {
		t.Errorf("%d connections are cut beside the caller's own", n)
	}
	for range 2 {
		if err := r.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if _, err := r.Dial(t.Context(), "tcp", r.Addr()); !errors.Is(err, net.ErrClosed) {
		t.Errorf("after its end: %v", err)
	}
}

// TestACallerInMemoryDoesNotWait for ever where nobody accepts.
func TestACallerInMemoryDoesNotWait(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newMemory("127.0.0.1:1").dial(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
