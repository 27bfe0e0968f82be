package api_test

import (
	"net/http"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/link"
	"winkterm/api/wire"
)

// A host that is far ahead or behind says so by the Date of its answers, and means
// its own clock when it asks to be left alone until a date.
func TestTheHostsClock(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		header, value string
		want          time.Duration
	}{
		"ahead":              {"Date", start.Add(60 * 24 * time.Hour).Format(http.TimeFormat), 60 * 24 * time.Hour},
		"behind":             {"Date", start.Add(-90 * time.Second).Format(http.TimeFormat), -90 * time.Second},
		"as good as no time": {"Date", start.Add(time.Second).Format(http.TimeFormat), 0},
		"no date":            {"Date", "soon", 0},
		"a stored answer":    {"Age", "7200", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := timed(t, step{"GET /v1/users/u", with(tc.header, tc.value, envelope(200, "OK", oneUser))})
			if c.HostAhead() != 0 {
				t.Error("a host that never answered has a clock")
			}
			if _, err := c.User(t.Context(), "u"); err != nil {
				t.Error(err)
			}
			if got := c.HostAhead(); got != tc.want {
				t.Errorf("the host is %s ahead, want %s", got, tc.want)
			}
		})
	}
}

func TestRetryAfterGoesByTheHostsClock(t *testing.T) {
	t.Parallel()
	ahead := start.Add(60 * 24 * time.Hour)
	limited := with("Date", ahead.Format(http.TimeFormat), with("Retry-After", ahead.Add(40*time.Second).Format(http.TimeFormat),
		envelope(429, "REQUEST_LIMIT_EXCEEDED", "null")))
	c, _ := timed(t, step{"GET /v1/users/u", limited})
	_, err := c.User(t.Context(), "u")
	if e := checkError(t, err, api.KindRateLimited); e.RetryAfter != 40*time.Second {
		t.Errorf("RetryAfter is %s", e.RetryAfter)
	}
}

// The clock that a link client read stays when a session replaces its signature.
func TestTheHostsClockOutlivesTheSignature(t *testing.T) {
	t.Parallel()
	server := stub(t, step{"POST /v1/sessions", with("Date", start.Add(time.Hour).Format(http.TimeFormat),
		envelope(201, "CREATED", `{"sessionKey":"k-123456789","userId":"u","expiresAt":"2026-01-02T05:00:00Z"}`))})
	c, err := link.New(link.Config{BaseURL: server.URL + "/v1", HTTP: server.Client(), Clock: newFakeClock()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.OpenSession(t.Context(), "token-123", wire.WidgetOptions{}); err != nil {
		t.Error(err)
	}
	if got := c.HostAhead(); got != time.Hour {
		t.Errorf("the host is %s ahead", got)
	}
}
