package sandbox

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"winkterm/api/webhook"
	"winkterm/api/wire"
)

// live is a guest of a sandbox that listens, by the real time.
func live(t *testing.T, cfg Config) (*guest, *Running) {
	t.Helper()
	r := running(t, cfg)
	return &guest{t: t, srv: r.Server}, r
}

// hasAlarm says whether the sandbox would wake up by itself.
func (g *guest) hasAlarm() bool {
	tx := g.srv.state.Begin()
	defer tx.End()
	return g.srv.sender.Armed()
}

// TestTheClockAloneBringsEvents to webhooks and to who receives in the process, though
// nobody calls.
func TestTheClockAloneBringsEvents(t *testing.T) {
	t.Parallel()
	in, box := newInbox(t, nil), make(chan webhook.Post, 100)
	g, _ := live(t, Config{Speed: 50, Receive: func(p webhook.Post) { box <- p }})
	g.hook(in.address, "ACCOUNT_CONNECTED TASK_FINISHED", true, true)
	g.openSession(wire.WidgetOptions{})
	g.login("freelancer", "username", "George", "123456")
	if got := in.types(2); !slices.Equal(got, []string{"ACCOUNT_CONNECTED", "TASK_FINISHED"}) {
		t.Errorf("%v", got)
	}
	for {
		if p := <-box; strings.Contains(string(p.Body), "TASK_FINISHED") {
			return
		}
	}
}

// TestNothingRunsByItself where nobody hears of it, where the clock stands still, and where
// it is somebody else's.
func TestNothingRunsByItself(t *testing.T) {
	t.Parallel()
	hear := func(webhook.Post) {}
	for name, c := range map[string]struct {
		cfg  Config
		hook string // active, inactive or none
		want bool
	}{
		"received":     {Config{Speed: 1, Receive: hear}, "", true},
		"a webhook":    {Config{Speed: 1}, "active", true},
		"inactive":     {Config{Speed: 1}, "inactive", false},
		"nobody":       {Config{Speed: 1}, "", false},
		"frozen":       {Config{Speed: 1, Receive: hear, Freeze: true}, "active", false},
		"another time": {Config{Speed: 1, Receive: hear, Clock: newClock()}, "active", false},
	} {
		g, _ := live(t, c.cfg)
		id := ""
		if c.hook != "" {
			id = g.hook("http://127.0.0.1:9", "VERIFICATION_STARTED", c.hook == "active", true)
		}
		g.openSession(wire.WidgetOptions{})
		if g.login("freelancer", "username", "George", "slow_60"); g.hasAlarm() != c.want {
			t.Errorf("%s: alarm %t", name, !c.want)
		}
		if c.hook == "active" && c.cfg.Receive == nil {
			if g.open("DELETE", "/webhooks/"+id, "").want(t, 200); g.hasAlarm() {
				t.Errorf("%s: it goes on without the webhook", name)
			}
		}
		if g.send("POST", "/_sandbox/reset", "", "").want(t, 200); g.hasAlarm() {
			t.Errorf("%s: it goes on after a reset", name)
		}
	}
}

// TestCloseGivesUpWhatIsOnItsWay at once, and leaves it in the file for the next start,
// which sends it though nobody calls.
func TestCloseGivesUpWhatIsOnItsWay(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	begun := make(chan bool)
	var hangs atomic.Bool
	hangs.Store(true)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		begun <- true
		if hangs.CompareAndSwap(true, false) {
			<-r.Context().Done()
		}
	}))
	t.Cleanup(server.Close)
	r, err := Listen(t.Context(), Config{File: file, Speed: 0.001}) // another attempt would be after a day
	if err != nil {
		t.Fatal(err)
	}
	g := &guest{t: t, srv: r.Server}
	r.sender.AnswerTime = time.Hour
	g.hook(server.URL, "ALL_EVENTS", true, true)
	g.open("POST", "/users", "").want(t, 201)
	<-begun
	if err := r.Close(t.Context()); err != nil {
		t.Error(err)
	}
	live(t, Config{File: file})
	<-begun
}
