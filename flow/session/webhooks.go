package session

import (
	"sync"
	"sync/atomic"
	"time"

	"winkterm/api/sandbox"
	posted "winkterm/api/webhook"
	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/webhook"
)

// lateAfter is how long after it happened a webhook of a sandbox of the session's own is
// late, by the sandbox's clock.
const lateAfter = 5 * time.Second

// Webhooks says which webhooks become records of a session; the zero value receives none.
type Webhooks struct {
	// Own receives those of a sandbox of the session's own, in the process.
	Own bool
}

// deliveries makes records of what is received. It takes no lock of the session's, so that
// a sandbox can hand over in the middle of a call.
type deliveries struct {
	journal *journal.Journal
	// over says that the host was started over, which gives ids anew.
	over    atomic.Bool
	mu      sync.Mutex
	checker webhook.Checker
}

// receiveOwn has a sandbox hand over its webhooks.
func (c *Config) receiveOwn(j *journal.Journal) *deliveries {
	d := &deliveries{journal: j, checker: webhook.Checker{Secret: sandbox.ReceiveSecret, LateAfter: lateAfter, FromStart: true}}
	others := c.Sandbox.Receive
	c.Sandbox.Receive = func(p posted.Post) {
		if others != nil {
			others(p)
		}
		d.take(p)
	}
	return d
}

// take records a delivery.
func (d *deliveries) take(p posted.Post) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c := &d.checker; d.over.Swap(false) {
		*c = webhook.Checker{Secret: c.Secret, LateAfter: c.LateAfter, FromStart: c.FromStart}
	}
	d.journal.Append(record(d.checker.Check(p), d.checker.Secret))
}

// record is a delivery as the journal has it.
func record(r webhook.Received, secret wire.Secret) journal.Webhook {
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
