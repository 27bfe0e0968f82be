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
	// Judge says what a failure of the API means.
	Judge func(error) Verdict
	// Users are the ids to follow. Without any, the Newest users are, 1 to
	// NewestMax, and whoever is new joins them.
	Users  []string
	Newest int
	// Until is what to end with; Timeout, if it is not 0, when.
	Until   Until
	Timeout time.Duration
	// Tell hears of what happens, on the goroutine of Run.
	Tell func(Event)
}

// Follower looks at users until its end. It is for one Run.
type Follower struct {
	Config
	plan plan
	// seen is the last look at each user who was looked at.
	seen map[string]Snapshot
	// order is whom it follows, as Listed tells it; began says that there has
	// been a list, so that whoever comes now came while it was watching.
	order []string
	began bool
	// fresh are those who came while it was watching.
	fresh   map[string]bool
	results chan result
	work    sync.WaitGroup
	trouble trouble
	// answered says that the host has answered any call ever.
	answered atomic.Bool
}

// result is what a look brought.
type result struct {
	of       *visit
	snapshot Snapshot
	ids      []string
	// named says that err is about a user's very existence.
	named bool
	err   error
	// era is that of the trouble when the look began.
	era int
}

// New makes a follower, which asks nothing before Run.
func New(c Config) *Follower {
	return &Follower{
		Config: c, plan: plan{pace: c.Pace}, seen: map[string]Snapshot{}, fresh: map[string]bool{},
		results: make(chan result),
	}
}

// Run follows until what is awaited was seen, and gives that transition; nil when
// nothing is awaited. It ends early with a *RuledOutError, with a *LateError when
// the time is up (nil when nothing is awaited and the host did answer), with
// ErrStopped when ctx ends (nil when nothing is awaited), or with the API's error
// where going on is of no use.
func (f *Follower) Run(ctx context.Context) (*Transition, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer f.work.Wait()
	defer cancel()
	deadline := f.Limiter.Now().Add(f.Timeout)
	f.begin()
	for {
		now := f.Limiter.Now()
		if f.Timeout > 0 && !now.Before(deadline) {
			return nil, f.late()
		}
		f.launch(ctx, now)
		wake, ok := f.wake()
		if f.Timeout > 0 && (!ok || wake.After(deadline)) {
			wake, ok = deadline, true
		}
		r, err := f.await(ctx, wake, ok)
		if err != nil {
			return nil, f.stopped()
		}
		if r == nil {
			continue
		}
		if met, err := f.take(*r); met != nil || err != nil {
			return met, err
		}
	}
}

// begin plans the first looks.
func (f *Follower) begin() {
	if len(f.Users) == 0 {
		f.plan.add(everyone, f.Limiter.Now())
		return
	}
	f.follow(f.Users)
}

// launch begins the looks that are due, as many as may be under way.
func (f *Follower) launch(ctx context.Context, now time.Time) {
	for f.busy() < f.Pace.Abreast {
		v := f.plan.next(now)
		if v == nil {
			return
		}
		_, seen := f.seen[v.id]
		r := result{of: v, era: f.trouble.era, named: len(f.Users) > 0 && !seen}
		f.work.Go(func() {
			f.ask(ctx, &r)
			select {
			case f.results <- r:
			case <-ctx.Done():
			}
		})
	}
}

// ask makes the calls of a look, on a goroutine of its own.
func (f *Follower) ask(ctx context.Context, r *result) {
	if r.of.id == everyone {
		r.ids, r.err = f.list(ctx)
		return
	}
	if r.named {
		if r.err = f.check(ctx, r.of.id); r.err != nil {
			return
		}
		r.named = false
	}
	r.snapshot, r.err = f.look(ctx, r.of.id)
}

func (f *Follower) busy() int {
	n := 0
	for _, v := range f.plan.visits {
		if v.busy {
			n++
		}
	}
	return n
}

// wake is when there is something to begin; false while only results can bring
// anything.
func (f *Follower) wake() (time.Time, bool) {
	if f.busy() >= f.Pace.Abreast {
		return time.Time{}, false
	}
	return f.plan.wake()
}

// await gives the next result, nil at the moment wake if there is one, or the
// error of a context that has ended.
func (f *Follower) await(ctx context.Context, wake time.Time, timed bool) (*result, error) {
	asleep, cancel := context.WithCancel(ctx)
	defer cancel()
	alarm := make(chan struct{})
	if timed {
		f.work.Go(func() {
			if f.Clock.Sleep(asleep, wake.Sub(f.Limiter.Now())) == nil {
				close(alarm)
			}
		})
	}
	select {
	case r := <-f.results:
		return &r, ctx.Err()
	case <-f.Limiter.Slept():
		f.halted(errAsked)
	case <-alarm:
	case <-ctx.Done():
	}
	return nil, ctx.Err()
}

// take takes what a look brought.
func (f *Follower) take(r result) (*Transition, error) {
	if r.err != nil {
		return nil, f.failed(r)
	}
	f.recovered(r)
	if r.of.id == everyone {
		f.plan.done(r.of, f.Limiter.Now(), true, false)
		f.follow(f.keepOpen(r.ids))
		return nil, nil
	}
	before, looked := f.seen[r.of.id]
	ts := Diff(before, r.snapshot)
	f.plan.done(r.of, f.Limiter.Now(), r.snapshot.Open(), len(ts) > 0)
	if f.plan.find(r.of.id) == nil {
		return nil, nil // nobody follows that user any more
	}
	f.seen[r.of.id] = r.snapshot
	if looked && len(ts) == 0 {
		return nil, nil
	}
	for i := range ts {
		ts[i].Known = !looked && !f.fresh[r.of.id]
	}
	f.Tell(Looked{Snapshot: r.snapshot, Transitions: ts})
	return f.judge(r.snapshot, ts)
}

// judge ends the follower where what is awaited was seen or ruled out.
func (f *Follower) judge(s Snapshot, ts []Transition) (*Transition, error) {
	t, met, ruled := f.Until.judge(s, ts, len(f.Users) > 0)
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
		if !slices.Contains(ids, id) && f.seen[id].Open() {
			ids = append(ids, id)
		}
	}
	return ids
}

// follow plans looks at these users and at nobody else.
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
			f.fresh[id] = !first
			f.plan.add(id, f.Limiter.Now())
		}
	}
	for _, id := range f.order {
		if !slices.Contains(ids, id) {
			f.plan.remove(id)
			delete(f.seen, id)
			delete(f.fresh, id)
		}
	}
	f.order = ids
	f.Tell(Listed{UserIDs: slices.Clone(ids), Came: came})
}
