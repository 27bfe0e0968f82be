package api_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"slices"
	"syscall"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
)

const oneUser = `{"id":"u","createdAt":"2026-01-01T00:00:00Z"}`

// timed is a client with the clock that it waits on.
func timed(t *testing.T, steps ...step) (*api.Client, *fakeClock) {
	t.Helper()
	clock := newFakeClock()
	return client(t, stub(t, steps...), func(cfg *api.Config) { cfg.Clock = clock }), clock
}

func TestReadsAreRepeated(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string]http.HandlerFunc{
		"500":         envelope(500, "SERVER_ERROR", "null"),
		"503":         envelope(503, "SERVER_UNAVAILABLE", "null"),
		"502 HTML":    reply(502, htmlPage),
		"504":         envelope(504, "TIME_LIMIT_EXCEEDED", "null"),
		"429":         envelope(429, "REQUEST_LIMIT_EXCEEDED", "null"),
		"half a body": hijack(t, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
		"JSON cut":    reply(200, `{"code":"OK","data":{"id":"stale"`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, clock := timed(t, step{"GET /v1/users/u", bad}, step{"GET /v1/users/u", envelope(200, "OK", oneUser)})
			user, err := c.User(t.Context(), "u")
			if err != nil || user.ID != "u" {
				t.Errorf("got %+v, %v", user, err)
			}
			if sleeps := clock.sleeps(); len(sleeps) != 1 || sleeps[0] <= 0 || sleeps[0] > time.Second {
				t.Errorf("slept %v, want one short wait", sleeps)
			}
		})
	}
}

func TestRevokingIsRepeated(t *testing.T) {
	t.Parallel()
	c, _ := timed(t,
		step{"DELETE /v1/accounts/a", envelope(503, "SERVER_UNAVAILABLE", "null")},
		step{"DELETE /v1/accounts/a", reply(200, `{"code":"OK","requestId":"r"}`)})
	if err := c.RevokeAccount(t.Context(), "a"); err != nil {
		t.Error(err)
	}
}

func TestWritesAreNotRepeated(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		bad  http.HandlerFunc
		kind api.Kind
	}{
		"500":         {envelope(500, "SERVER_ERROR", "null"), api.KindServerDown},
		"503":         {with("Retry-After", "1", envelope(503, "SERVER_UNAVAILABLE", "null")), api.KindServerDown},
		"504":         {envelope(504, "TIME_LIMIT_EXCEEDED", "null"), api.KindTimeout},
		"half a body": {hijack(t, "HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{"), api.KindCutOff},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, clock := timed(t, step{"POST /v1/users", tc.bad})
			_, err := c.CreateUser(t.Context(), wire.UserRequest{})
			wantKind(t, err, tc.kind)
			if sleeps := clock.sleeps(); len(sleeps) != 0 {
				t.Errorf("slept %v", sleeps)
			}
		})
	}
}

func TestGivesUpAfterThreeTries(t *testing.T) {
	t.Parallel()
	down := step{"GET /v1/users/u", envelope(503, "SERVER_UNAVAILABLE", "null")}
	c, clock := timed(t, down, down, down)
	_, err := c.User(t.Context(), "u")
	wantKind(t, err, api.KindServerDown)
	if sleeps := clock.sleeps(); len(sleeps) != 2 {
		t.Errorf("slept %v", sleeps)
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		header string
		slept  []time.Duration
		asked  time.Duration
	}{
		"seconds":        {"7", []time.Duration{7 * time.Second}, 0},
		"date":           {start.Add(9 * time.Second).Format(http.TimeFormat), []time.Duration{9 * time.Second}, 0},
		"the bound":      {"30", []time.Duration{30 * time.Second}, 0},
		"over the bound": {"31", nil, 31 * time.Second},
		"a far date":     {start.Add(time.Hour).Format(http.TimeFormat), nil, time.Hour},
		"a wild number":  {"2147483000", nil, 24 * time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			date := start.Format(http.TimeFormat)
			limited := with("Date", date, with("Retry-After", tc.header, envelope(429, "REQUEST_LIMIT_EXCEEDED", "null")))
			steps := []step{{"POST /v1/users", limited}}
			if tc.asked == 0 {
				steps = append(steps, step{"POST /v1/users", envelope(201, "CREATED", `{"user":`+oneUser+`,"token":{}}`)})
			}
			c, clock := timed(t, steps...)
			_, err := c.CreateUser(t.Context(), wire.UserRequest{})
			if tc.asked != 0 {
				if e := checkError(t, err, api.KindRateLimited); e.RetryAfter != tc.asked {
					t.Errorf("RetryAfter is %s, want %s", e.RetryAfter, tc.asked)
				}
			} else if err != nil {
				t.Error(err)
			}
			if got := clock.sleeps(); !slices.Equal(got, tc.slept) {
				t.Errorf("slept %v, want %v", got, tc.slept)
			}
		})
	}
}

func TestRetryAfterThatSaysNothing(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"soon", "-5", "", start.Add(-time.Hour).Format(http.TimeFormat)} {
		limited := step{"GET /v1/users/u", with("Retry-After", header, envelope(429, "REQUEST_LIMIT_EXCEEDED", "null"))}
		c, clock := timed(t, limited, limited, limited)
		_, err := c.User(t.Context(), "u")
		if e := checkError(t, err, api.KindRateLimited); e.RetryAfter != 0 || len(clock.sleeps()) != 2 {
			t.Errorf("%q: RetryAfter %s, slept %v", header, e.RetryAfter, clock.sleeps())
		}
	}
}

func TestWaitsAreBoundedInSum(t *testing.T) {
	t.Parallel()
	limited := step{"GET /v1/users/u", with("Retry-After", "20", envelope(429, "REQUEST_LIMIT_EXCEEDED", "null"))}
	c, clock := timed(t, limited, limited)
	_, err := c.User(t.Context(), "u")
	wantKind(t, err, api.KindRateLimited)
	if got := clock.sleeps(); !slices.Equal(got, []time.Duration{20 * time.Second}) {
		t.Errorf("slept %v", got)
	}
}

// TestRefusedConnectionIsRepeatedEvenForAWrite: nothing was sent, so nothing can
// happen twice.
func TestRefusedConnectionIsRepeatedEvenForAWrite(t *testing.T) {
	t.Parallel()
	server := stub(t, step{"POST /v1/users", envelope(201, "CREATED", `{"user":`+oneUser+`,"token":{}}`)})
	tries := 0
	transport := &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		if tries++; tries < 3 {
			return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
		}
		return new(net.Dialer).DialContext(ctx, network, addr)
	}}
	defer transport.CloseIdleConnections()
	c := client(t, server, func(cfg *api.Config) { cfg.HTTP = &http.Client{Transport: transport} })
	if _, err := c.CreateUser(t.Context(), wire.UserRequest{}); err != nil || tries != 3 {
		t.Errorf("%d tries, %v", tries, err)
	}
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	base := "http://" + listener.Addr().String()
	_ = listener.Close()
	c := client(t, stub(t), func(cfg *api.Config) { cfg.BaseURL = base })
	_, err = c.User(t.Context(), "u")
	e := checkError(t, err, api.KindUnreachable)
	if want := "nothing listens there: start the host, or check host and port in OPEN_API_HOST"; e.Advice() != want {
		t.Errorf("got %q", e.Advice())
	}
}

// cancelClock cancels the call while it waits.
type cancelClock struct {
	*fakeClock
	cancel context.CancelFunc
}

func (c cancelClock) Sleep(ctx context.Context, _ time.Duration) error {
	c.cancel()
	return ctx.Err()
}

func TestCancelledWhileWaiting(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	server := stub(t, step{"GET /v1/users/u", envelope(503, "SERVER_UNAVAILABLE", "null")})
	c := client(t, server, func(cfg *api.Config) { cfg.Clock = cancelClock{newFakeClock(), cancel} })
	_, err := c.User(ctx, "u")
	wantKind(t, err, api.KindCancelled)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v is not context.Canceled", err)
	}
}

func TestDataOfAFailedTryDoesNotStay(t *testing.T) {
	t.Parallel()
	c, _ := timed(t,
		step{"GET /v1/users/u", envelope(200, "SERVER_ERROR", `{"id":"stale","session":{"userId":"stale"}}`)},
		step{"GET /v1/users/u", envelope(200, "OK", oneUser)})
	user, err := c.User(t.Context(), "u")
	if err != nil || user.ID != "u" || user.Session != nil {
		t.Errorf("got %+v, %v", user, err)
	}
}

// TestSteadyWaitsAreTheSame waits exactly as long each time.
func TestSteadyWaitsAreTheSame(t *testing.T) {
	t.Parallel()
	clock := newFakeClock()
	down := step{"GET /v1/users/u", envelope(503, "SERVER_UNAVAILABLE", "null")}
	c := client(t, stub(t, down, down, step{"GET /v1/users/u", envelope(200, "OK", oneUser)}),
		func(cfg *api.Config) { cfg.Clock, cfg.Steady = clock, true })
	if _, err := c.User(t.Context(), "u"); err != nil {
		t.Fatal(err)
	}
	if want := []time.Duration{250 * time.Millisecond, 375 * time.Millisecond}; !slices.Equal(clock.sleeps(), want) {
		t.Errorf("slept %v, want %v", clock.sleeps(), want)
	}
}
