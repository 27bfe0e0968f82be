package sender

import (
	"fmt"
	"time"

	"winkterm/api/sandbox/delivery"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
)

// job is one row on its way.
type job struct {
	row    *row
	url    string
	secret wire.Secret
	fault  wire.FaultName // what becomes of the POST
	at     time.Time      // by the sandbox's clock

	attempts []wire.SandboxAttempt
	final    bool // no other attempt can go better
}

// send sends what is due for a webhook, one after the other, and ends when nothing is.
func (s *Sender) send(r *round, webhookID string) {
	defer s.running.Done()
	var last *job
	stored := 0
	for {
		j, rows := s.next(r, webhookID, last)
		if j == nil {
			return
		}
		if j.row.Seq >= stored { // what is not in the data file yet has not happened
			_ = s.st.Flush() // whose call caused it hears of the failure
			stored = rows
		}
		s.post(r.ctx, j)
		last = j
	}
}

// next writes down what has become of a job, and gives the next one that is due, with how
// many rows there have been; nil when there is none, or the sender is reset or closed.
func (s *Sender) next(r *round, webhookID string, last *job) (j *job, rows int) {
	tx := s.st.Begin()
	defer tx.End()
	if s.round != r {
		return nil, 0
	}
	if last != nil && (r.ctx.Err() == nil || last.delivered()) {
		s.note(tx, last)
	}
	w, there := s.Reader.Webhook(tx, webhookID)
	if !there {
		s.rows.DropOwned(tx, webhookID)
	}
	for there && r.ctx.Err() == nil {
		due := s.due(tx, webhookID)
		if due == nil {
			break
		}
		if j := s.job(tx, w, due); j != nil {
			return j, int(s.rows.Next(tx)) //nolint:gosec // it is counted
		}
	}
	delete(r.busy, webhookID)
	return nil, 0
}

// due is the first row that may be sent now.
func (s *Sender) due(tx *state.Tx, webhookID string) *row {
	for _, r := range s.rows.Owned(tx, webhookID) {
		if !r.NextAt.After(tx.Now) {
			return r
		}
		if !r.Aside {
			return nil
		}
	}
	return nil
}

// job is what is to be sent of a row, nil where a fault has it come later or never.
func (s *Sender) job(tx *state.Tx, w wire.Webhook, r *row) *job {
	var f wire.Fault
	if !r.Aside {
		f, _ = s.Faults.First(fault.Moment{At: fault.AtDelivery, UserID: r.Event.UserID})
	}
	if f.Name == fault.Missing {
		r.Attempts = append(r.Attempts, wire.SandboxAttempt{At: tx.Now, Err: fmt.Sprintf("never sent, as fault %s has it", f.ID)})
		s.finish(tx, r, wire.DeliveryFailed)
		return nil
	}
	if f.Name == fault.Late || f.Name == fault.OutOfOrder {
		r.Aside, r.AfterNext, r.NextAt = true, f.Name == fault.OutOfOrder, tx.Now.Add(fault.Delay(f))
		if r.AfterNext {
			r.NextAt = tx.Now.Add(delivery.Overdue)
		}
		s.rows.Changed(tx, r)
		s.wakeAt(tx, r)
		return nil
	}
	if r.body == nil {
		r.body = s.Body(tx.AsOf(r.Event.CreatedAt), r.Event, w.IncludePayload)
	}
	return &job{row: r, url: w.URL, secret: w.Secret, fault: f.Name, at: tx.Now}
}

// note writes down what has become of a row.
func (s *Sender) note(tx *state.Tx, j *job) {
	r := j.row
	r.Tries++
	r.Attempts, r.NextAt = append(r.Attempts, j.attempts...), time.Time{}
	switch {
	case j.delivered():
		s.finish(tx, r, wire.DeliveryDelivered)
	case j.final || r.Tries >= Attempts:
		s.finish(tx, r, wire.DeliveryFailed)
	default:
		n := uint64(r.Seq)*Attempts + uint64(r.Tries) //nolint:gosec // they are counted
		r.NextAt = tx.Now.Add(tx.Wait("delivery", n, shortestWait, longestWait))
		s.rows.Changed(tx, r)
		s.wakeAt(tx, r)
	}
	for _, other := range s.rows.Owned(tx, r.WebhookID) {
		if !other.Aside && other != r {
			break // those aside are before all that were not looked at yet
		}
		if other.AfterNext && other != r {
			other.AfterNext, other.NextAt = false, time.Time{}
			s.rows.Changed(tx, other)
		}
	}
}

// finish takes a row away that is over.
func (s *Sender) finish(tx *state.Tx, r *row, as string) {
	s.rows.Drop(tx, r)
	done := append(s.round.done, r.show(as))
	s.round.done = done[max(0, len(done)-Kept):]
}

// delivered says that the last answer was a success.
func (j *job) delivered() bool {
	n := len(j.attempts)
	return n > 0 && j.attempts[n-1].Status/100 == 2
}
