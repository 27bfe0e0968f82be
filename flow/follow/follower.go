package follow

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/poll"
)

// NewestMax is how many of the newest users can be followed.
const NewestMax = 1000

// Config is what a Follower works with.
type Config struct {
	API API
	// Limiter is what every request passes; Clock is the clock below it.
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
	// listAgain is when the lists of everybody are tried again.
	listAgain time.Time
	// answered says that the host has answered any call ever.
	answered atomic.Bool
}

// result is what a poll brought.
type result struct {
	of       *job
	snapshot Snapshot
	users    []wire.User
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
		var users []wire.User
		for _, id := range f.Users {
			users = append(users, wire.User{ID: id})
		}
		f.follow(users)
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
		since := f.since()
		f.polling++
		f.work.Go(func() {
			f.poll(ctx, &r, since)
			select {
			case f.results <- r:
			case <-ctx.Done():
			}
		})
	}
}

// poll makes the calls of a poll, on a goroutine of its own.
func (f *Follower) poll(ctx context.Context, r *result, since time.Time) {
	switch {
	case r.of.id == everyone:
		r.users, r.err = f.newest(ctx)
		return
	case r.of.id == lists:
		r.snapshot, r.err = f.snapshot(ctx, "", since)
		return
	case r.named:
		if r.err = f.check(ctx, r.of.id); r.err != nil {
			return
		}
		r.named = false
	}
	r.snapshot, r.err = f.snapshot(ctx, r.of.id, time.Time{})
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
	now := f.Limiter.Now()
	switch r.of.busy = false; {
	case f.plan.find(r.of.id) != r.of || r.of.listed: // it was given up, or something newer is read
		return nil, nil
	case r.of.id == everyone:
		f.plan.done(r.of, now, true, false)
		f.follow(f.keepOpen(r.users))
		return nil, nil
	case r.of.id == lists:
		open, news := false, false
		for _, s := range f.byUser(r.snapshot) {
			j := f.plan.find(s.UserID)
			f.answer(j)
			ts, met, err := f.news(j, s)
			if open, news = open || s.Open(), news || len(ts) > 0; met != nil || err != nil {
				return met, err
			}
		}
		f.plan.done(r.of, now, open, news)
		return nil, nil
	}
	ts, met, err := f.news(r.of, r.snapshot)
	f.plan.done(r.of, now, r.snapshot.Open(), len(ts) > 0)
	return met, err
}

// news reports what is new of a user, and says whether that ends the follower.
func (f *Follower) news(j *job, s Snapshot) (ts []Transition, met *Transition, err error) {
	first := !j.polled
	ts = Diff(j.last, s)
	j.polled, j.last = true, s
	if !first && len(ts) == 0 {
		return nil, nil, nil
	}
	for i := range ts {
		ts[i].Known = first && !j.fresh
	}
	f.Report(Polled{Snapshot: s, Transitions: ts})
	t, isMet, ruled := f.Until.decide(s, ts, len(f.Users) > 0)
	switch {
	case isMet:
		met = &t
	case ruled:
		err = &RuledOutError{Awaited: f.Until.String(), Transition: t}
	}
	return ts, met, err
}

// keepOpen adds to the newest users those who are not among them any more and
// have something open: what was begun is followed to its end.
func (f *Follower) keepOpen(users []wire.User) []wire.User {
	for _, id := range f.order {
		j := f.plan.find(id)
		if j.last.Open() && !slices.ContainsFunc(users, func(u wire.User) bool { return u.ID == id }) {
			users = append(users, wire.User{ID: id, CreatedAt: j.created})
		}
	}
	return users
}

// follow plans polls of these users and of nobody else.
func (f *Follower) follow(users []wire.User) {
	first, now := !f.began, f.Limiter.Now()
	f.began = true
	var ids, came []string
	for _, u := range users {
		ids = append(ids, u.ID)
		if f.plan.find(u.ID) == nil {
			came = append(came, u.ID)
			f.plan.add(job{id: u.ID, due: now, fresh: !first, created: u.CreatedAt})
		}
	}
	changed := first || !slices.Equal(ids, f.order)
	f.plan.keep(ids, true)
	f.order = ids
	f.list(now)
	if changed {
		f.Report(Listed{UserIDs: slices.Clone(ids), Came: came})
	}
}
