package session

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"winkterm/api/sandbox"
	posted "winkterm/api/webhook"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/redact"
	"winkterm/flow/webhook"
)

// lateAfter is how long after it happened a webhook of a sandbox of the session's own is
// late, by the sandbox's clock.
const lateAfter = 5 * time.Second

// Webhooks says which webhooks become records of a session; the zero value receives none.
type Webhooks struct {
	// Own receives those of a sandbox of the session's own, in the process.
	Own bool
	// Addr is where those of another host are received, an address of loopback such as
	// 127.0.0.1:8090; empty for nowhere. Only those of the session's user become records.
	Addr string
	// Secret is that of the webhook at the other host; empty checks no signature.
	Secret wire.Secret
}

// postsMost is how many deliveries of another host may wait, for instance until the user
// is known; one that is refused comes again.
const postsMost = 256

// deliveries makes records of what is received. It takes no lock of the session's, so that
// a sandbox can hand over in the middle of a call.
type deliveries struct {
	journal *journal.Journal
	// over says that the host was started over, which gives ids anew.
	over    atomic.Bool
	mu      sync.Mutex
	checker webhook.Checker
	// posts are those of another host, strangers how many were of other users.
	posts     chan posted.Post
	strangers int
}

// receiveOwn has a sandbox hand over its webhooks.
func (c *Config) receiveOwn(j *journal.Journal) *deliveries {
	d := &deliveries{journal: j, checker: webhook.Checker{Secret: sandbox.ReceiveSecret, LateAfter: lateAfter, FromStart: true}}
	others := c.Sandbox.Receive
	c.Sandbox.Receive = func(p posted.Post) {
		if others != nil {
			others(p)
		}
		d.record(p, "")
	}
	return d
}

// listen receives those of another host until close is called.
func (c *Config) listen(ctx context.Context, j *journal.Journal) (d *deliveries, closing func() error, err error) {
	d = &deliveries{journal: j, checker: webhook.Checker{Secret: c.Webhooks.Secret}, posts: make(chan posted.Post, postsMost)}
	r, err := webhook.Listen(ctx, webhook.Config{Addr: c.Webhooks.Addr, Now: c.Clock.Now, Deliver: func(p posted.Post) func(context.Context) int {
		select {
		case d.posts <- p:
			return nil
		default:
			return func(context.Context) int { return http.StatusServiceUnavailable }
		}
	}})
	if err != nil {
		return nil, nil, err
	}
	j.Redactor().Learn(redact.Secret, c.Webhooks.Secret.Reveal())
	how := "signatures are checked"
	if c.Webhooks.Secret == "" {
		how = "signatures are not checked, without --webhooks-secret-env"
	}
	j.Append(journal.Note{Topic: journal.TopicWebhooks, Text: fmt.Sprintf("%s; received at http://%s/", how, r.Addr())})
	return d, r.Close, nil
}

// receive has the session record what is received; nil is nothing.
func (s *Session) receive(d *deliveries) {
	if s.received = d; d != nil && d.posts != nil {
		s.taken.Go(s.takePosted)
	}
}

// takePosted records what another host posts, once the user is known.
func (s *Session) takePosted() {
	for {
		select {
		case <-s.Done():
			return
		case p := <-s.received.posts:
			state, err := s.Wait(context.Background(), func(s flow.State) bool { return s.Session.UserID != "" })
			if err != nil {
				return
			}
			s.received.record(p, state.Session.UserID)
		}
	}
}

// record records a delivery, and of a user those alone; "" is anybody.
func (d *deliveries) record(p posted.Post, user string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c := &d.checker; d.over.Swap(false) {
		*c = webhook.Checker{Secret: c.Secret, LateAfter: c.LateAfter, FromStart: c.FromStart}
	}
	r := d.checker.Check(p)
	if whose := webhook.User(r.Event); user == "" || whose == "" || whose == user {
		d.journal.Append(WebhookRecord(r, d.checker.Secret))
		return
	}
	d.strangers++
	if strings.Trim(strconv.Itoa(d.strangers), "0") == "1" { // 1, 10, 100
		d.journal.Append(journal.Note{Topic: "other users", Text: fmt.Sprintf("webhooks of other users that came and are left out: %d so far", d.strangers)})
	}
}

// WebhookRecord is a delivery as a journal has it, once it was checked with a secret; an
// empty one says that its signature was not.
func WebhookRecord(r webhook.Received, secret wire.Secret) journal.Webhook {
	e := r.Event
	d := journal.Webhook{
		ID: e.ID, Type: string(e.Type), CreatedAt: e.CreatedAt, UserID: webhook.User(e), SubjectID: webhook.Subject(e), ErrorCode: e.Data.ErrorCode,
		Marks: r.Marks, Signature: journal.SignatureValid, Body: journal.Text(r.Body), Size: int64(len(r.Body)),
	}
	if d.SubjectID == d.UserID {
		d.SubjectID = ""
	}
	for _, m := range r.Missing {
		d.Missing = append(d.Missing, string(m))
	}
	if secret == "" {
		d.Signature = journal.SignatureUnchecked
	}
	for _, m := range r.Marks {
		switch m {
		case webhook.MarkWrongSignature:
			d.Signature = journal.SignatureWrong
		case webhook.MarkMissingSignature:
			d.Signature = journal.SignatureMissing
		}
	}
	return d
}
