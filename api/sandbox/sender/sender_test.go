package sender

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/webhook"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// registered is the one webhook that there is.
type registered wire.Webhook

func (r registered) Webhook(_ *state.Tx, id string) (wire.Webhook, bool) {
	return wire.Webhook(r), id == r.ID
}

func (r registered) Webhooks(*state.Tx) iter.Seq[wire.Webhook] {
	return func(yield func(wire.Webhook) bool) { yield(wire.Webhook(r)) }
}

var happened = event.Event{Entry: state.Entry{ID: "et-of-the-test"}, Type: "USER_CREATED"}

// still is a clock that stands still.
func still() time.Time { return time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC) }

// newSender makes one with a webhook wh-1.
func newSender(address string) (*state.State, *Sender) {
	st := state.New(state.Clock{Real: still}, 0, 0)
	s := New(st)
	s.Reader, s.Faults = registered{ID: "wh-1", URL: address, Active: true}, fault.NewSet(0, nil)
	s.Body = func(*state.Tx, *event.Event, bool) func() []byte { return func() []byte { return []byte("{}") } }
	return st, s
}

// TestNothingIsKeptForNobody of a webhook that was deleted, of what is over, beyond the last
// of these, and of what was on its way as all began anew.
func TestNothingIsKeptForNobody(t *testing.T) {
	t.Parallel()
	st, s := newSender("")
	tx := st.Begin()
	s.Add(tx, wire.Webhook{ID: "wh-deleted", URL: "http://127.0.0.1:9"}, &happened)
	tx.End()
	s.running.Wait()
	tx = st.Begin()
	defer tx.End()
	for range Kept + 10 {
		r := &row{Entry: state.Entry{ID: "d"}, Event: &happened}
		s.rows.Add(tx, r)
		s.finish(tx, r, wire.DeliveryDelivered)
	}
	if n, rows := len(s.round.done), len(s.rows.All(tx)); n != Kept || rows != 0 {
		t.Errorf("%d are kept, %d wait", n, rows)
	}
}

// TestWhatCameBeforeAReset is not noted after it.
func TestWhatCameBeforeAReset(t *testing.T) {
	t.Parallel()
	st, s := newSender("")
	before, tx := s.round, st.Begin()
	s.Reset()
	tx.End()
	j := &job{row: &row{Event: &happened}, attempts: []wire.SandboxAttempt{{Status: http.StatusOK}}}
	if next, _ := s.next(before, "wh-1", j); next != nil || len(s.round.done) != 0 {
		t.Errorf("noted %+v", s.round.done)
	}
}

// TestWhatIsPostedIsInTheFile before it is posted, though nobody waits for the file.
func TestWhatIsPostedIsInTheFile(t *testing.T) {
	t.Parallel()
	file, found := filepath.Join(t.TempDir(), "sandbox.db"), make(chan bool, 1)
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		data, err := os.ReadFile(file)
		found <- err == nil && bytes.Contains(data, []byte("et-of-the-test"))
	}))
	t.Cleanup(server.Close)
	st, s := newSender(server.URL)
	if err := st.Open(file); err != nil {
		t.Fatal(err)
	}
	tx := st.Begin()
	s.Add(tx, wire.Webhook{ID: "wh-1", URL: server.URL}, &happened)
	tx.End()
	if !<-found {
		t.Error("it was posted first")
	}
	s.Close()
	if err := st.Close(); err != nil {
		t.Error(err)
	}
}

// TestAnAlarmThatIsEarly, as when the clock of the machine was set back, is set again.
func TestAnAlarmThatIsEarly(t *testing.T) {
	t.Parallel()
	asked, ran := atomic.Int64{}, make(chan bool)
	st := state.New(state.Clock{Real: func() time.Time {
		if asked.Add(1) > 6 {
			return still().Add(time.Hour)
		}
		return still()
	}}, 0, 0)
	s := New(st)
	s.Reader, s.Heard = registered{}, true
	st.BeforeEnd(s.Arm)
	s.Start()
	tx := st.Begin()
	tx.At(tx.Now.Add(time.Millisecond), func(*state.Tx, time.Time) { close(ran) })
	tx.End()
	<-ran
	s.Close()
}

// TestAnAddressElsewhere is refused by the rule.
func TestAnAddressElsewhere(t *testing.T) {
	t.Parallel()
	s := New(state.New(state.Clock{Real: still}, 0, 0))
	if _, err := s.postOnce(t.Context(), "http://hooks.test/", webhook.Post{}); !errors.Is(err, errElsewhere) {
		t.Errorf("%v", err)
	}
}

// TestHeadersOfAnAnswerAreBounded as its body is.
func TestHeadersOfAnAnswerAreBounded(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 2*post.BodyMax))
	}))
	t.Cleanup(server.Close)
	s := New(state.New(state.Clock{Real: still}, 0, 0))
	if _, err := s.postOnce(context.Background(), server.URL, webhook.Post{}); err == nil || !strings.Contains(err.Error(), "headers exceeded") {
		t.Errorf("%v", err)
	}
}
