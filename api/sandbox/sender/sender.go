package sender

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"sync"
	"time"

	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
)

const (
	// Kept is how many deliveries that are over are listed, the last ones.
	Kept = 1000
	// WaitingMost is how many deliveries wait at once, to all webhooks together.
	WaitingMost = 50_000
	// Attempts is how often a delivery is tried.
	Attempts = 3
	// AnswerTime is how long an answer is waited for, in real time.
	AnswerTime = 10 * time.Second

	// The bounds of the wait before another attempt, by the sandbox's clock and divided by
	// its speed.
	shortestWait = 20 * time.Second
	longestWait  = time.Minute
)

// Reader reads the registrations.
type Reader interface {
	Webhook(tx *state.Tx, id string) (wire.Webhook, bool)
	Webhooks(tx *state.Tx) iter.Seq[wire.Webhook]
}

// Sender posts events to webhooks. Its fields are set before anything is served.
type Sender struct {
	Reader Reader
	Faults *fault.Set
	// Body makes what is posted of an event, read by a Tx as of the event's moment; the
	// function that it returns needs none.
	Body func(tx *state.Tx, e *event.Event, payload bool) func() []byte
	// Anywhere allows addresses that are not loopback.
	Anywhere bool
	// AnswerTime is AnswerTime, or what a test has in its place.
	AnswerTime time.Duration
	// Heard says that somebody hears of events beside webhooks.
	Heard bool

	st      *state.State
	rows    *state.Table[*row]
	client  *post.Client
	running sync.WaitGroup

	// What follows is guarded by the Tx.
	round   *round
	started bool // the alarm may be set
	closed  bool
	alarm   *time.Timer
	alarmAt time.Time
}

// row is an event that a webhook has not got yet.
type row struct {
	state.Entry
	WebhookID string
	Event     *event.Event
	Tries     int                   `json:",omitempty"`
	Attempts  []wire.SandboxAttempt `json:",omitempty"`
	// NextAt is the moment before which it is not sent.
	NextAt time.Time `json:",omitzero"`
	// Aside says that those behind it need not wait for it, AfterNext that it comes at once
	// behind the next of them.
	Aside     bool `json:",omitempty"`
	AfterNext bool `json:",omitempty"`

	body func() []byte // nil before it is first sent
}

// Owners are the webhook.
func (r *row) Owners() []string { return []string{r.WebhookID} }

// round is what is remembered from one reset to the next.
type round struct {
	ctx    context.Context //nolint:containedctx // of the goroutines that send, which nobody calls
	cancel context.CancelFunc
	busy   map[string]bool        // webhooks whose rows are being sent
	done   []wire.SandboxDelivery // those that are over, the last Kept
}

func newRound() *round {
	ctx, cancel := context.WithCancel(context.Background())
	return &round{ctx: ctx, cancel: cancel, busy: map[string]bool{}}
}

// New adds the table of what waits to a state.
func New(st *state.State) *Sender {
	s := &Sender{st: st, AnswerTime: AnswerTime, round: newRound()}
	s.rows = state.NewTable(st, "deliveries", "delivery", s.revive)
	s.client = post.NewGuarded(s.checkAddress)
	return s
}

func (s *Sender) revive(tx *state.Tx, r *row) error {
	if r.Event == nil || !slices.Contains(wire.WebhookEventTypes(), r.Event.Type) {
		return fmt.Errorf("delivery %s has no event that is known", r.ID)
	}
	s.wakeAt(tx, r)
	return nil
}

var errFull = fmt.Errorf("never sent, for %d deliveries wait already", WaitingMost)

// Add has an event sent to a webhook, once the Tx is over. For an address that is refused,
// and while WaitingMost wait, it has failed already.
func (s *Sender) Add(tx *state.Tx, w wire.Webhook, e *event.Event) {
	id := "d-" + strconv.FormatUint(s.rows.Next(tx)+1, 10)
	r := &row{Entry: state.Entry{ID: id, CreatedAt: tx.Moment()}, WebhookID: w.ID, Event: e}
	full := len(s.rows.All(tx)) >= WaitingMost
	s.rows.Add(tx, r)
	err := s.checkAddress(w.URL)
	if full {
		err = errFull
	}
	if err != nil {
		r.Attempts = []wire.SandboxAttempt{{At: tx.Now, Err: err.Error()}}
		s.finish(tx, r, wire.DeliveryFailed)
		return
	}
	s.wake(w.ID)
}

// wake has what is due for a webhook sent. It is called within a Tx.
func (s *Sender) wake(webhookID string) {
	if s.closed || s.round.busy[webhookID] {
		return
	}
	s.round.busy[webhookID] = true
	s.running.Add(1)
	go s.send(s.round, webhookID)
}

// wakeAt is wake at the moment at which a row is due.
func (s *Sender) wakeAt(tx *state.Tx, r *row) {
	at := r.NextAt
	if at.IsZero() {
		at = r.CreatedAt
	}
	tx.At(at, func(*state.Tx, time.Time) { s.wake(r.WebhookID) })
}

// Reset forgets everything and gives up what is being sent. It is called within a Tx that
// empties the state.
func (s *Sender) Reset() {
	s.round.cancel()
	s.round = newRound()
}

// Close gives up what is being sent, which stays in the data file, and returns when
// nothing runs any more.
func (s *Sender) Close() {
	tx := s.st.Begin()
	s.closed = true
	s.round.cancel()
	tx.End()
	s.running.Wait()
	s.client.CloseIdle()
}

// List gives the deliveries that are wanted, newest first, size at most.
func (s *Sender) List(tx *state.Tx, size int, wanted func(wire.SandboxDelivery) bool) []wire.SandboxDelivery {
	list := []wire.SandboxDelivery{}
	for _, r := range slices.Backward(s.rows.All(tx)) {
		if len(list) == size {
			break
		}
		if d := r.show(wire.DeliveryWaiting); wanted(d) {
			if _, there := s.Reader.Webhook(tx, r.WebhookID); there {
				list = append(list, d)
			}
		}
	}
	for _, d := range s.round.done {
		if wanted(d) {
			list = append(list, d)
		}
	}
	slices.SortFunc(list, func(a, b wire.SandboxDelivery) int { return cmp.Compare(b.N, a.N) })
	return list[:min(size, len(list))]
}

func (r *row) show(of string) wire.SandboxDelivery {
	return wire.SandboxDelivery{
		N: uint64(r.Seq) + 1, At: r.CreatedAt, EventID: r.Event.ID, Type: r.Event.Type, WebhookID: r.WebhookID, //nolint:gosec // it is counted from 0
		UserID: r.Event.UserID, State: of, Attempts: append([]wire.SandboxAttempt{}, r.Attempts...), NextAt: r.NextAt,
	}
}
