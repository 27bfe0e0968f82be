package sender

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"winkterm/api/webhook/post"
	"winkterm/api/wire"
)

// TestTheQueueIsBounded whatever happens while a handler is away; what there is no room for
// has failed, and says why.
func TestTheQueueIsBounded(t *testing.T) {
	t.Parallel()
	st, s := newSender("http://127.0.0.1:9/")
	tx := st.Begin()
	defer tx.End()
	s.round.busy["wh-1"] = true // nobody sends
	for range WaitingMost + 3 {
		s.Add(tx, wire.Webhook{ID: "wh-1", URL: "http://127.0.0.1:9/"}, &happened)
	}
	if n := len(s.rows.All(tx)); n != WaitingMost {
		t.Errorf("%d wait", n)
	}
	failed := s.List(tx, 10, func(d wire.SandboxDelivery) bool { return d.State == wire.DeliveryFailed })
	if len(failed) != 3 || !strings.Contains(failed[0].Attempts[0].Err, "wait already") {
		t.Errorf("%+v", failed)
	}
}

// TestALongQueueCostsNothing while one is noted: those behind it were never set aside.
func TestALongQueueCostsNothing(t *testing.T) {
	t.Parallel()
	st, s := newSender("http://127.0.0.1:9/")
	tx := st.Begin()
	defer tx.End()
	var all []*row
	for range 4 {
		r := &row{WebhookID: "wh-1", Event: &happened}
		s.rows.Add(tx, r)
		all = append(all, r)
	}
	all[0].Aside, all[0].AfterNext = true, true // as a fault has it
	all[3].AfterNext = true                     // which cannot be: it is not looked at
	s.note(tx, &job{row: all[1], attempts: []wire.SandboxAttempt{{Status: http.StatusOK}}})
	if all[0].AfterNext || !all[3].AfterNext {
		t.Error("the wrong ones were looked at")
	}
}

// TestTheErrorOfAnAttemptIsShort though a handler writes back what it was posted in place of
// HTTP, and has nothing of that in it.
func TestTheErrorOfAnAttemptIsShort(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`{"loginName": "jane.planted"}`, "HTTP/1.1 jane.planted OK", "HTTP/1.1 200 OK\r\njane.planted"} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = conn.Write([]byte(text + strings.Repeat("x", post.BodyMax/2) + "\r\n\r\n"))
			_ = conn.Close()
		}))
		t.Cleanup(server.Close)
		_, s := newSender(server.URL)
		j := &job{row: &row{body: func() []byte { return nil }}, url: server.URL}
		s.post(t.Context(), j)
		if got := j.attempts[0].Err; got == "" || len(got) > post.ReasonMax || strings.Contains(got, "planted") {
			t.Errorf("%d bytes: %.120s", len(got), got)
		}
	}
}

// TestANameThatLeadsElsewhere is tried once: no other attempt can go better.
func TestANameThatLeadsElsewhere(t *testing.T) {
	t.Parallel()
	st, s := newSender("")
	tx := st.Begin()
	defer tx.End()
	r := &row{WebhookID: "wh-1", Event: &happened}
	s.rows.Add(tx, r)
	s.note(tx, &job{row: r, attempts: []wire.SandboxAttempt{{Err: errElsewhere.Error()}}, final: true})
	if done := s.round.done; len(s.rows.All(tx)) != 0 || len(done) != 1 || done[0].State != wire.DeliveryFailed {
		t.Errorf("%+v", done)
	}
}
