package driver_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api"
	"winkterm/api/control"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

const tokenLife = 5 * time.Hour

// control is a client of the sandbox's control.
func (w *walk) control() *control.Client {
	w.t.Helper()
	transport := &http.Transport{}
	w.t.Cleanup(transport.CloseIdleConnections)
	client, err := control.New(api.Config{
		BaseURL: w.host.Control(), Clock: w.clock, HTTP: &http.Client{Transport: transport},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return client
}

// expire lets the token's time pass. The timer may have been set a little late,
// for others move the clock as well.
func (w *walk) expire() {
	w.t.Helper()
	at := w.State().Session.ExpiresAt
	w.clock.await(w.t, at)
	w.clock.pass(at.Sub(w.clock.Now()) + time.Minute)
}

func renewed(s flow.State) bool { return strings.Contains(s.Notice.Text, "refreshed") }

// TestTokenTimedOut refreshes when the clock says so, on the page where the user
// is.
func TestTokenTimedOut(t *testing.T) {
	t.Parallel()
	for name, browser := range map[string]bool{"native": false, "browser": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, plan{browser: browser, sandbox: trueToLife()})
			w.reach(flow.Consent)
			w.Apply(flow.ConsentGiven{})
			first := w.State().Session.ExpiresAt
			for range 2 {
				w.expire()
				w.until("a new token", renewed)
				w.Apply(flow.Typed{}) // does nothing
				w.until("an idle session", func(s flow.State) bool { return s.Calls.Slots[flow.SlotList].Attempt == 0 })
				w.forgetNotice()
			}
			s := w.State()
			if s.Page != flow.ProviderList || s.Session.ExpiresAt.Sub(first) < 2*tokenLife {
				t.Errorf("page %s, expires at %s, first at %s", s.Page, s.Session.ExpiresAt, first)
			}
			if got := w.callbacks(); len(got) != 2 || !slices.Contains(got, "onTokenExpired null") || got[0] != got[1] {
				t.Errorf("callbacks: %q", got)
			}
			if n := countCalls(w, "POST /tokens"); n != 2 {
				t.Errorf("%d tokens fetched", n)
			}
			w.keepsSecrets()
		})
	}
}

// forgetNotice takes the notice away by opening the list anew.
func (w *walk) forgetNotice() {
	w.t.Helper()
	w.Apply(flow.Back{})
	w.reach(flow.Consent)
	w.Apply(flow.ConsentGiven{})
	w.reach(flow.ProviderList)
}

// TestTokenRefusedByHost has a host whose clock is ahead of ours: it says first
// that the session is over.
func TestTokenRefusedByHost(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	w.openLogin("sss_ph", "ssNumber")
	w.until("an idle session", func(s flow.State) bool { return s.Calls.Slots[flow.SlotList].Attempt == 0 })
	if _, err := w.control().Advance(t.Context(), tokenLife); err != nil {
		t.Fatal(err)
	}
	w.Apply(flow.Typed{Values: map[string]wire.Secret{"ssNumber": "3300000008", "password": "123456"}})
	w.Apply(flow.Submitted{})
	s := w.reach(flow.MFA)
	w.code("1234")
	w.reach(flow.ConnectSuccess)
	if n := count(w.callbacks(), "onTokenExpired"); n != 1 || len(s.Linking.Accounts) != 1 {
		t.Errorf("onTokenExpired fired %d times, %d accounts", n, len(s.Linking.Accounts))
	}
	// The timer of the token before must not fire for the new one.
	w.clock.pass(tokenLife - time.Hour)
	w.Apply(flow.AccountWanted{})
	w.until("an idle page", func(s flow.State) bool { return !s.Calls.Polling() })
	if n := count(w.callbacks(), "onTokenExpired"); n != 1 {
		t.Errorf("onTokenExpired fired %d times", n)
	}
	w.keepsSecrets("123456", "1234")
}

// TestTokenExpiresWhilePolling loses the session in the middle of a login.
func TestTokenExpiresWhilePolling(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	w.login("sss_ph", "ssNumber", "3300000008", "slow_30")
	w.reach(flow.Connecting)
	w.expire()
	w.until("the end of the login", func(s flow.State) bool { return s.Page == flow.MFA || s.Page == flow.ConnectError })
	if n := count(w.callbacks(), "onTokenExpired"); n != 1 {
		t.Errorf("onTokenExpired fired %d times: %q", n, w.callbacks())
	}
}

var expiry = regexp.MustCompile(`"expiresAt":"[^"]*"`)

// TestSessionShorterThanToken goes by the session's time where the host gives it
// another than the token's.
func TestSessionShorterThanToken(t *testing.T) {
	t.Parallel()
	var sessions atomic.Int32
	w := begin(t, plan{door: func(host http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/link/v1/sessions" || sessions.Add(1) > 1 {
				host.ServeHTTP(w, r)
				return
			}
			seen := httptest.NewRecorder()
			host.ServeHTTP(seen, r)
			w.Header().Set("Date", seen.Header().Get("Date"))
			w.WriteHeader(seen.Code)
			_, _ = w.Write(expiry.ReplaceAll(seen.Body.Bytes(), []byte(`"expiresAt":"2026-03-01T10:00:00Z"`)))
		})
	}})
	w.reach(flow.Consent)
	if left := w.State().Session.ExpiresAt.Sub(w.clock.Now()); left > time.Hour {
		t.Errorf("%s left", left)
	}
	w.expire()
	if s := w.until("a new token", renewed); s.Session.ExpiresAt.Sub(w.clock.Now()) < tokenLife-time.Hour {
		t.Errorf("the new one is good until %s", s.Session.ExpiresAt)
	}
}

// TestWrongClock has a machine whose clock is far ahead: every token seems over
// as it arrives, and must not be replaced for ever.
func TestWrongClock(t *testing.T) {
	t.Parallel()
	host := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		answer(rw, http.StatusCreated, `{"user":{"id":"u"},"token":{"mode":"SANDBOX","accessToken":"lt-1","expiresAt":"2026-03-01T14:00:00Z"},
			"items":[],"sessionKey":"ses-1"}`)
	}))
	t.Cleanup(host.Close)
	w := set(t, plan{open: host.URL, browser: true})
	w.clock.pass(24 * time.Hour)
	w.Apply(flow.Begin{})
	w.until("the list", func(s flow.State) bool { return s.Catalogue.Complete })
	w.Close()
	if n := countCalls(w, "POST /tokens"); n != 0 {
		t.Errorf("%d tokens fetched", n)
	}
	if notes := records[journal.Note](w); len(notes) != 1 || notes[0].Topic != "clock" {
		t.Errorf("notes: %+v", notes)
	}
}

// answer writes an envelope.
func answer(w http.ResponseWriter, status int, data string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header()["Date"] = nil // it does not say what time it is there
	w.WriteHeader(status)
	_, _ = w.Write([]byte(`{"code":"OK","message":"","requestId":"req-1","data":` + data + `}`))
}

// TestATokenIsTimedByTheHostsClock has a host whose clock is sixty days ahead: what
// counts is how long its token lives, and not this machine's date.
func TestATokenIsTimedByTheHostsClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const life = 5 * time.Hour
		b := newBench(&fake{
			ahead: 60 * 24 * time.Hour, life: life, call: func(context.Context, flow.Slot) error { return nil },
		}, driver.Loopback)
		begun := b.clock.Now()
		b.ask(1, flow.FetchToken{UserID: "u-1"})
		ready, _ := b.next(t).Reply.(flow.TokenReady)
		if left := ready.ExpiresAt.Sub(begun); left != life {
			t.Errorf("the token has %s left", left)
		}
		expired := <-b.Events()
		if at := b.clock.Now().Sub(begun); expired != (flow.TokenExpired{ExpiresAt: ready.ExpiresAt}) || at != life {
			t.Errorf("after %s came %+v", at, expired)
		}
		b.Close()
	})
}
