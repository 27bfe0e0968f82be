package driver

import (
	"context"
	"io"
	"sync"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/poll"
	"winkterm/flow/userdata"
)

// waiting is how many events may wait to be read before calls pause.
const waiting = 16

// Config is what a Driver works with. Link is nil where logins belong to the
// widget in the browser; without a Pace, Remote is meant.
type Config struct {
	Open    OpenAPI
	Link    Link
	Journal *journal.Journal
	Clock   poll.Clock
	Pace    Pace
	// Widget opens the widget in a browser; nil where it cannot be.
	Widget Widget
	// OpenFile gives the content of a file that was picked: from disk, or a
	// sample. Without it nothing can be uploaded. It is called from the goroutine
	// that sends.
	OpenFile func(flow.File) (io.ReadCloser, error)
	// Data keeps the user data that are read; one of the driver's own where it is nil.
	Data *userdata.Store
	// Turns has what the driver does go on one at a time, in an order that is the same
	// each time; nil lets it go on at once. Whoever reads Events must call Taken then.
	Turns Turns
}

// Driver performs effects. Do is to be called from one goroutine; everything
// else is safe for concurrent use.
type Driver struct {
	Config
	events chan flow.Event
	taken  chan struct{}
	ctx    context.Context
	cancel context.CancelFunc
	work   sync.WaitGroup
	// limiter is what every request passes.
	limiter *poll.Limiter

	mu    sync.Mutex
	calls map[int]*underWay
	// posting is the attempt whose answer is being taken, where there are Turns.
	posting int
	token   wire.Token
	// unset stops the clock of the token before.
	unset context.CancelFunc
	since map[string]time.Time
	page  Hosted // of the widget in the browser
	// consent is the newest consent template, which is asked for once.
	consent      *wire.ConsentText
	consentAsked bool
}

// New makes a driver. Close ends it.
func New(c Config) *Driver {
	if c.Pace == (Pace{}) {
		c.Pace = Remote
	}
	if c.Data == nil {
		c.Data = &userdata.Store{}
	}
	ctx, cancel := context.WithCancel(context.Background())
	return &Driver{
		Config: c, events: make(chan flow.Event, waiting), taken: make(chan struct{}), ctx: ctx, cancel: cancel,
		calls: map[int]*underWay{}, unset: func() {}, since: map[string]time.Time{},
		limiter: poll.NewLimiter(c.Clock, c.Pace.Spacing),
	}
}

// Events gives what the calls bring, to be handed to flow.Step. It must be read
// for calls to go on; it is never closed.
func (d *Driver) Events() <-chan flow.Event { return d.events }

// Done is closed when the driver is.
func (d *Driver) Done() <-chan struct{} { return d.ctx.Done() }

// Close cancels everything and waits until it has ended. What Do is asked for
// after that is not done.
func (d *Driver) Close() {
	d.mu.Lock()
	d.cancel()
	d.mu.Unlock()
	d.dropWidget()
	d.work.Wait()
}

// Do performs effects in their order. It never blocks on a call.
func (d *Driver) Do(effects []flow.Effect) {
	for _, e := range effects {
		switch e := e.(type) {
		case flow.Ask:
			d.ask(e)
		case flow.Cancel:
			d.giveUp(e.Attempt)
		case flow.ShowPage:
			d.opened(e)
		case flow.FireCallback:
			d.callback(e.Name, e.Args)
		case flow.RecordStatus:
			d.changed(journal.Status{Subject: string(e.Subject), ID: e.ID, From: e.From, To: e.To, ErrorCode: e.ErrorCode})
		case flow.RecordWidgetCallback:
			d.Journal.Append(journal.Callback{Name: string(e.Name), Source: journal.SourceWidget, Args: journal.Text(e.Data)})
		case flow.CloseWidget:
			d.start(d.dropWidget)
		case flow.RecordNote:
			d.Journal.Append(journal.Note{Topic: e.Topic, Text: e.Text})
		}
	}
}

// ask makes a call on a goroutine of its own.
func (d *Driver) ask(a flow.Ask) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.ctx.Err() != nil {
		return
	}
	ctx, cancel := context.WithCancel(d.ctx)
	u := &underWay{cancel: cancel, ended: make(chan struct{})}
	d.calls[a.Attempt] = u
	c := call{Driver: d, ctx: ctx, attempt: a.Attempt}
	d.start(func() {
		d.mu.Lock()
		u.begun = true
		d.mu.Unlock()
		defer close(u.ended)
		defer d.forget(a.Attempt)
		c.run(a.Request)
	})
}

// underWay is a call that is under way, or waits for its turn.
type underWay struct {
	cancel context.CancelFunc
	begun  bool
	ended  chan struct{}
}

// forget cancels a call, if it is still under way, and gives it.
func (d *Driver) forget(attempt int) (u *underWay, asleep bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	u, ok := d.calls[attempt]
	if !ok {
		return nil, false
	}
	u.cancel()
	delete(d.calls, attempt)
	return u, u.begun && attempt != d.posting
}

// giveUp cancels a call. Where there are Turns it waits until one that sleeps, as all do
// but the one whose answer is being taken, has ended: what it records comes at its moment.
func (d *Driver) giveUp(attempt int) {
	if u, asleep := d.forget(attempt); d.Turns != nil && asleep {
		<-u.ended
	}
}

// post hands over an event unless nobody waits for it any more.
func (d *Driver) post(ctx context.Context, e flow.Event) {
	if ctx.Err() != nil {
		return // select would hand it over as often as not
	}
	if answer, ok := e.(flow.Answer); ok {
		defer d.posts(answer.Attempt)()
	}
	select {
	case d.events <- e:
		d.handed()
	case <-ctx.Done():
	}
}

// posts notes whose answer is being taken until what it gives is called.
func (d *Driver) posts(attempt int) (over func()) {
	set := func(attempt int) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.posting = attempt
	}
	set(attempt)
	return func() { set(0) }
}
