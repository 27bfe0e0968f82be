package follow

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"winkterm/flow/poll"
)

// NewestMax is how many of the newest users can be followed.
const NewestMax = 1000

// Config is what a Follower works with.
type Config struct {
	API API
	// Limiter is what every request passes, and the client's clock; Clock is the
	// clock below it.
	Limiter *poll.Limiter
	Clock   poll.Clock
	Pace    Pace
	// Classify says what an error of the API means.
	Classify func(error) Failure
	// Users are the ids to follow. Without any, the Newest users are, 1 to
	// NewestMax, and whoever is new joins them.
	Users  []string
	Newest int
	// Until is what to end with; Timeout, if it is not 0, when.
	Until   Until
	Timeout time.Duration
	// Report is called with what happens, on the goroutine of Run.
	Report func(Event)
}

// Follower polls users until its end. It is for one Run.
type Follower struct {
	Config
	plan plan
	// polling is how many polls are under way.
	polling int
	// order is whom it follows, as in Listed; began says that there has
	// been a list, so that whoever comes now came while it was watching.
	order    []string
	began    bool
	results  chan result
	work     sync.WaitGroup
	failures failures
	// answered says that the host has answered any call ever.
	answered atomic.Bool
}

// result is what a poll brought.
type result struct {
	of       *job
	snapshot Snapshot
	ids      []string
	// named says that err is about a user's very existence.
	named bool
	err   error
	// era is that of the failures when the poll began.
	era int
}

// New makes a follower, which asks nothing before Run.
func New(c Config) *Follower {
	return &Follower{Config: c, plan: plan{pace: c.Pace}, results: make(chan result)}
}

// Run follows until what is awaited was seen, and gives that transition; nil when
// nothing is awaited. It ends early with a *RuledOutError, with a *LateError when
// the time is up (nil when nothing is awaited and the host did answer), with
// ErrStopped when ctx ends (nil when nothing is awaited), or with the API's error
// where going on is of no use.
func (f *Follower) Run(ctx context.Context) (*Transition, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer f.work.Wait()
	defer cancel(nil)
	if f.Timeout > 0 {
		f.work.Go(func() {
			if f.Clock.Sleep(ctx, f.Timeout) == nil {
				cancel(errTimeUp)
			}
		})
	}
	f.begin()
	for {
		f.launch(ctx, f.Limiter.Now())
		r := f.await(ctx)
		if ctx.Err() != nil {
			return nil, f.ended(context.Cause(ctx))
		}
		if r == nil {
			continue
		}
		if met, err := f.handle(*r); met != nil || err != nil {
			return met, err
		}
	}
}

// begin plans the first polls.
func (f *Follower) begin() {
	if len(f.Users) > 0 {
		f.follow(f.Users)
		return
	}
	f.plan.add(job{id: everyone, due: f.Limiter.Now(), open: true})
}

// launch begins the polls that are due, as many as may be under way.
func (f *Follower) launch(ctx context.Context, now time.Time) {
	for f.polling < f.Pace.Abreast {
		j := f.plan.next(now)
		if j == nil {
			return
		}
		r := result{of: j, era: f.failures.era, named: len(f.Users) > 0 && !j.polled}
		f.polling++
		f.work.Go(func() {
			f.poll(ctx, &r)
			select {
			case f.results <- r:
			case <-ctx.Done():
			}
		})
	}
}

// poll makes the calls of a poll, on a goroutine of its own.
func (f *Follower) poll(ctx context.Context, r *result) {
	if r.of.id == everyone {
		r.ids, r.err = f.newest(ctx)
		return
	}
	if r.named {
		if r.err = f.check(ctx, r.of.id); r.err != nil {
			return
		}
		r.named = false
	}
	r.snapshot, r.err = f.user(ctx, r.of.id)
}

// await gives the next result, or nil when it is time to launch another poll or
// the context has ended.
func (f *Follower) await(ctx context.Context) *result {
	asleep, cancel := context.WithCancel(ctx)
	defer cancel()
	alarm := make(chan struct{})
	if wake, ok := f.plan.wake(); ok && f.polling < f.Pace.Abreast {
		f.work.Go(func() {
			if f.Clock.Sleep(asleep, wake.Sub(f.Clock.Now())) == nil {
				close(alarm)
			}
		})
	}
	select {
	case r := <-f.results:
		f.polling--
		return &r
	case <-f.Limiter.Slept():
		f.halted(errAsked)
	case <-alarm:
	case <-ctx.Done():
	}
	return nil
}

// handle takes in what a poll brought.
func (f *Follower) handle(r result) (*Transition, error) {
	if r.err != nil {
		return nil, f.failed(r)
	}
	f.recovered(r)
	if r.of.id == everyone {
		f.plan.done(r.of, f.Limiter.Now(), true, false)
		f.follow(f.keepOpen(r.ids))
		return nil, nil
	}
	j, first := r.of, !r.of.polled
	ts := Diff(j.last, r.snapshot)
	f.plan.done(j, f.Limiter.Now(), r.snapshot.Open(), len(ts) > 0)
	j.polled, j.last = true, r.snapshot
	if f.plan.find(j.id) != j || !first && len(ts) == 0 {
		return nil, nil // nobody follows that user any more, or nothing is new
	}
	for i := range ts {
		ts[i].Known = first && !j.fresh
	}
	f.Report(Polled{Snapshot: r.snapshot, Transitions: ts})
	t, met, ruled := f.Until.decide(r.snapshot, ts, len(f.Users) > 0)
	switch {
	case met:
		return &t, nil
	case ruled:
		return nil, &RuledOutError{Awaited: f.Until.String(), Transition: t}
	}
	return nil, nil
}

// keepOpen adds to the newest users those who are not among them any more and
// have something open: what was begun is followed to its end.
func (f *Follower) keepOpen(ids []string) []string {
	for _, id := range f.order {
		if !slices.Contains(ids, id) && f.plan.find(id).last.Open() {
			ids = append(ids, id)
		}
	}
	return ids
}

// follow plans polls of these users and of nobody else.
func (f *Follower) follow(ids []string) {
	first := !f.began
	f.began = true
	if !first && slices.Equal(ids, f.order) {
		return
	}
	var came []string
	for _, id := range ids {
		if !slices.Contains(f.order, id) {
			came = append(came, id)
			f.plan.add(job{id: id, due: f.Limiter.Now(), fresh: !first})
		}
	}
	f.plan.keep(ids)
	f.order = ids
	f.Report(Listed{UserIDs: slices.Clone(ids), Came: came})
}
