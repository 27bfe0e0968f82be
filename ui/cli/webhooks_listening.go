package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	posted "winkterm/api/webhook"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
	"winkterm/flow/follow"
	"winkterm/flow/journal"
	"winkterm/flow/session"
	"winkterm/flow/webhook"
	"winkterm/ui/widget"
)

// What is kept to be sent again or shown in full: the last deliveries, up to so many bytes.
const (
	keptMost      = 1000
	keptBytesMost = 64 << 20
)

// linesMost is how many lines may wait for whoever reads the output; then senders wait.
const linesMost = 64

// errMet ends what listens once what is awaited has come.
var errMet = errors.New("what was awaited has come")

// listening is what becomes of deliveries.
type listening struct {
	f         listenFlags
	journal   *journal.Journal
	forwarder *post.Forwarder // nil where nothing is forwarded
	cancel    context.CancelCauseFunc
	ended     <-chan struct{} // once it is over
	// lines get what is to be printed; nil for a screen.
	lines chan received

	mu      sync.Mutex
	checker webhook.Checker
	met     received
	// kept are deliveries by the Seq of their records, whose order is that of seqs.
	kept  map[int]posted.Post
	seqs  []int
	bytes int
}

// received is a record of a delivery with what became of it when it was forwarded, nil
// where it was not.
type received struct {
	journal.Record
	outcome *post.Outcome
}

func newListening(f listenFlags, secret wire.Secret, j *journal.Journal, cancel context.CancelCauseFunc) *listening {
	return &listening{f: f, journal: j, cancel: cancel, checker: webhook.Checker{Secret: secret}, kept: map[int]posted.Post{}}
}

// deliver takes a delivery, one at a time.
func (l *listening) deliver(p posted.Post) func(context.Context) int {
	l.mu.Lock()
	r := l.checker.Check(p)
	if !l.wants(r.Event) {
		l.mu.Unlock()
		return l.forward(p, func(post.Outcome) {})
	}
	rec := received{Record: l.journal.Append(session.WebhookRecord(r, l.checker.Secret))}
	l.keep(rec.Seq, p)
	l.mu.Unlock()
	if l.forwarder == nil {
		l.done(rec, r)
		return nil
	}
	return l.forward(p, func(o post.Outcome) {
		l.record(string(r.Event.Type), p, o)
		rec.outcome = &o
		l.done(rec, r)
	})
}

// wants says whether --type and --user let an event through.
func (l *listening) wants(e wire.Event) bool {
	return (len(l.f.types) == 0 || slices.Contains(l.f.types, string(e.Type))) &&
		(len(l.f.users) == 0 || slices.Contains(l.f.users, webhook.User(e)))
}

// done prints a delivery that nothing more becomes of, and ends everything with the one
// that is awaited, or with a failure that rules it out.
func (l *listening) done(rec received, r webhook.Received) {
	if l.lines != nil {
		select {
		case l.lines <- rec:
		case <-l.ended:
		}
	}
	refused := slices.Contains(r.Marks, webhook.MarkWrongSignature) || slices.Contains(r.Marks, webhook.MarkMissingSignature)
	t, failed := string(r.Event.Type), strings.HasSuffix(string(r.Event.Type), "_FAILED")
	subject, _, _ := strings.Cut(t, "_")
	switch {
	case refused:
	case slices.Contains(l.f.until, t):
		l.mu.Lock()
		l.met = rec
		l.mu.Unlock()
		l.cancel(errMet)
	case failed && slices.ContainsFunc(l.f.until, func(awaited string) bool { return ruledOut(awaited, subject) }):
		l.cancel(&follow.RuledOutError{Awaited: l.f.awaited(), Transition: follow.Transition{
			To: "ERROR", Item: follow.Item{Subject: follow.Subject(strings.ToLower(subject)), ID: webhook.Subject(r.Event), UserID: webhook.User(r.Event), ErrorCode: r.Event.Data.ErrorCode},
		}})
	}
}

// ruledOut says whether the failure of an account or archive rules out that an event comes:
// what only comes of a success of the same, as far as one knows.
func ruledOut(awaited, subject string) bool {
	if subject == "ARCHIVE" {
		return awaited == "ARCHIVE_ANALYZED"
	}
	return awaited == "ACCOUNT_CONNECTED" || strings.HasSuffix(awaited, "_ADDED") || strings.HasSuffix(awaited, "_UPDATED")
}

// forward forwards a delivery, if there is somewhere to, and gives what answers its sender.
func (l *listening) forward(p posted.Post, done func(post.Outcome)) func(context.Context) int {
	if l.forwarder == nil {
		return nil
	}
	outcome := make(chan post.Outcome, 1)
	l.forwarder.Forward(p, func(o post.Outcome) { done(o); outcome <- o })
	return func(ctx context.Context) int {
		select {
		case o := <-outcome:
			return cmp.Or(o.Status, http.StatusBadGateway)
		case <-ctx.Done():
			return http.StatusGatewayTimeout
		}
	}
}

// record records what came of forwarding a delivery of an event, empty for none.
func (l *listening) record(event string, p posted.Post, o post.Outcome) {
	at, _ := url.Parse(l.f.forward) // it was checked
	d := journal.HTTP{
		API: "forward", Method: http.MethodPost, URL: l.f.forward, Path: cmp.Or(at.EscapedPath(), "/") + " " + cmp.Or(event, "not an event"),
		Status: o.Status, Attempt: 1, Took: o.Took, Response: journal.Message{Size: int64(len(o.Body)), Body: journal.Text(o.Body)},
		Request: journal.Message{Size: int64(len(p.Body)), Body: journal.Text(p.Body), Header: []journal.Header{{Name: "Content-Type", Value: "application/json"}, {Name: posted.SignatureHeader, Value: p.Signature}}},
	}
	if o.Err != nil {
		d.Err = o.Err.Error()
	}
	seq := l.journal.Append(d).Seq
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keep(seq, p)
}

// keep keeps a delivery in place of the oldest ones.
func (l *listening) keep(seq int, p posted.Post) {
	l.kept[seq] = p
	l.seqs = append(l.seqs, seq)
	l.bytes += len(p.Body)
	for len(l.seqs) > keptMost || l.bytes > keptBytesMost {
		l.bytes -= len(l.kept[l.seqs[0]].Body)
		delete(l.kept, l.seqs[0])
		l.seqs = l.seqs[1:]
	}
}

// full is the delivery of a record as it came, if it is still kept.
func (l *listening) full(seq int) (posted.Post, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p, ok := l.kept[seq]
	return p, ok
}

// resend forwards the delivery of a record once more, behind those that wait. It says
// whether it is still kept.
func (l *listening) resend(seq int) bool {
	p, ok := l.full(seq)
	if ok {
		var e wire.Event
		_ = json.Unmarshal(p.Body, &e) // what cannot be read has no type
		l.forward(p, func(o post.Outcome) { l.record(string(e.Type), p, o) })
	}
	return ok
}

// print prints what comes until ctx ends or nothing can be written any more.
func (l *listening) print(ctx context.Context, s Streams) error {
	for ended := false; !ended || len(l.lines) > 0; {
		select {
		case rec := <-l.lines:
			if _, err := fmt.Fprintln(s.Out, l.line(rec)); err != nil {
				return err
			}
		case <-ctx.Done(): // what has come is printed before
			ended = true
		}
	}
	return nil
}

// listenLine is a delivery in JSON, as docs/webhooks.md documents it: masked, and with what came
// of forwarding it.
type listenLine struct {
	SchemaVersion int       `json:"schemaVersion"`
	At            time.Time `json:"at"`
	journal.Webhook
	Body    any          `json:"body"`
	Forward *forwardLine `json:"forward,omitempty"`
}

type forwardLine struct {
	Status int    `json:"status"`
	TookMS int64  `json:"tookMs"`
	Error  string `json:"error,omitempty"`
}

// line is a delivery in one line: of JSON, or of words.
func (l *listening) line(rec received) string {
	d, _ := rec.Data.(journal.Webhook)
	line := listenLine{SchemaVersion: 1, At: rec.At.UTC().Truncate(time.Millisecond), Webhook: d, Body: string(d.Body)}
	if o := rec.outcome; o != nil {
		line.Forward = &forwardLine{Status: o.Status, TookMS: o.Took.Milliseconds()}
		if o.Err != nil {
			line.Forward.Error = o.Err.Error()
		}
	}
	if l.f.asJSON {
		if raw := []byte(d.Body); json.Valid(raw) {
			line.Body = json.RawMessage(raw)
		}
		text, _ := json.Marshal(line) // of plain values
		return string(text)
	}
	const none = "-" // so that the words keep their places
	words := []string{line.At.Format(watchTime), cmp.Or(d.UserID, none), cmp.Or(d.Type, "not-an-event"), cmp.Or(d.SubjectID, none), cmp.Or(d.ID, none)}
	words = append(words, d.ErrorCode)
	if len(d.Marks) > 0 {
		words = append(words, "("+strings.Join(d.Marks, ", ")+")")
	}
	if len(d.Missing) > 0 {
		words = append(words, "(without "+strings.Join(d.Missing, ", ")+")")
	}
	if line.Forward != nil {
		words = append(words, "->", cmp.Or(line.Forward.Error, fmt.Sprint(line.Forward.Status)))
	}
	return widget.Clean(strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " "))
}
