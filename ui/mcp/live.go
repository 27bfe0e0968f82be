package mcp

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// The bounds of sessions that go on: how many at once, and how long nobody may use one.
const (
	livesMost = 5
	idleMost  = 15 * time.Minute
)

// live is a session that goes on, on a sandbox of its own.
type live struct {
	id     string
	number int
	play   *play.Stepped
	cancel context.CancelFunc
	// turn has a value while a call has the session; used is when the last one ended.
	turn chan struct{}
	used time.Time
	// seen is how many records an answer has had.
	seen int
}

// order are the sessions that go on, as they were begun; s.mu is held.
func (s *server) order() (lives []*live) {
	for _, l := range s.lives {
		lives = append(lives, l)
	}
	slices.SortFunc(lives, func(a, b *live) int { return cmp.Compare(a.number, b.number) })
	return lives
}

// begin begins a session, which the caller has until done. Where there are too many, the
// one that was not used for the longest time ends, of those that no call has if there are
// such. Calls begin one after another, so that none ends what another has just begun.
func (c *call) begin(sc *spec.Scenario) (l *live, done func(), err error) {
	select {
	case c.begins <- struct{}{}:
	case <-c.ctx.Done():
		return nil, nil, c.ctx.Err()
	}
	defer func() {
		if err != nil {
			<-c.begins
		}
	}()
	c.mu.Lock()
	c.begun++
	l = &live{number: c.begun, id: fmt.Sprintf("s%d", c.begun), turn: make(chan struct{}, 1)}
	oldest := ""
	if lives := c.order(); len(lives) >= livesMost {
		oldest = slices.MinFunc(lives, func(a, b *live) int { return cmp.Or(cmp.Compare(len(a.turn), len(b.turn)), a.used.Compare(b.used)) }).id
	}
	c.mu.Unlock()
	if oldest != "" {
		c.end(oldest, fmt.Sprintf("there may be %d at once, and another one was begun", livesMost))
	}
	sc.Version, sc.Name = spec.Version, "mcp"
	sc.Seed = cmp.Or(sc.Seed, uint64(l.number)) //nolint:gosec // it counts from 1
	var ctx context.Context
	ctx, l.cancel = context.WithCancel(c.server.ctx)
	if l.play, err = play.Begin(ctx, sc, play.Config{}); err != nil {
		l.cancel()
		return nil, nil, err
	}
	l.turn <- struct{}{}
	c.mu.Lock()
	defer c.mu.Unlock()
	l.used, c.lives[l.id] = c.Clock.Now(), l
	go c.endIdle(ctx, l)
	return l, func() { c.release(l); <-c.begins }, nil
}

// use gives a session that goes on, the newest for "", to one call until done.
func (c *call) use(id string) (l *live, done func(), err error) {
	c.mu.Lock()
	if lives := c.order(); id == "" && len(lives) > 0 {
		id = lives[len(lives)-1].id
	}
	l = c.lives[id]
	c.mu.Unlock()
	if l != nil {
		select {
		case l.turn <- struct{}{}:
		case <-c.ctx.Done():
			return nil, nil, c.ctx.Err()
		}
	}
	switch err := c.gone(id); {
	case err != nil:
		if l != nil { // meanwhile
			<-l.turn
		}
		return nil, nil, err
	case l == nil:
		return nil, nil, fail(kindNotFound, "sessions lists those that there are; with --sandbox, start_session and link begin one", "there is no session %q", id)
	}
	return l, func() { c.release(l) }, nil
}

// gone says why a session was ended; it is nil for others.
func (s *server) gone(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if why := s.ended[id]; why != "" {
		return fail(kindNotFound, "begin another one by start_session or link", "the session %s was ended: %s", id, why)
	}
	return nil
}

func (s *server) release(l *live) {
	s.mu.Lock()
	l.used = s.Clock.Now()
	s.mu.Unlock()
	<-l.turn
}

// end ends a session, for a reason. What is under way in it ends as well.
func (s *server) end(id, why string) {
	s.mu.Lock()
	l := s.lives[id]
	delete(s.lives, id)
	s.ended[id] = why
	s.mu.Unlock()
	if l == nil {
		return
	}
	l.cancel()
	l.turn <- struct{}{}
	_ = l.play.Close() // nothing of it is kept
	<-l.turn
}

// endIdle ends a session that nobody uses.
func (s *server) endIdle(ctx context.Context, l *live) {
	for {
		s.mu.Lock()
		left := l.used.Add(idleMost).Sub(s.Clock.Now())
		s.mu.Unlock()
		if left <= 0 && len(l.turn) == 0 {
			s.end(l.id, fmt.Sprintf("nobody used it for %s", idleMost))
			return
		}
		if s.Clock.Sleep(ctx, max(left, time.Second)) != nil {
			return
		}
	}
}
