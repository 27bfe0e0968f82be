package driver

import (
	"context"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
)

// lifeMin is the least that a token must have left to be timed. One that seems
// over as it arrives means that a clock is wrong: timed, it would be replaced
// again and again.
const lifeMin = time.Minute

// keep takes a new link token, unless the call was given up meanwhile: then
// there may be a newer one.
func (c call) keep(t wire.Token) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ctx.Err() == nil {
		c.token = t
		c.limiter.SetSpacing(c.Pace.forMode(t.Mode).Spacing)
	}
}

// expire sets the clock that says when the token, or the session that it opened,
// is over, in place of the one before.
func (c call) expire(at time.Time) {
	left := at.Sub(c.Clock.Now())
	if !at.IsZero() && left < lifeMin {
		c.Journal.Append(journal.Note{
			Topic: "clock",
			Text:  "by this machine's clock the token has " + left.Round(time.Second).String() + " left as it arrives, so it is not timed: check the clock",
		})
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ctx.Err() != nil {
		return
	}
	c.unset()
	if left < lifeMin {
		return
	}
	ctx, cancel := context.WithCancel(c.Driver.ctx)
	c.unset = cancel
	c.start(func() {
		if c.Clock.Sleep(ctx, at.Sub(c.Clock.Now())) == nil {
			c.post(ctx, flow.TokenExpired{ExpiresAt: at})
		}
	})
}

// local gives a moment of a host's clock by this machine's, by which whoever counts down
// to it goes.
func local(h Host, at time.Time) time.Time {
	if at.IsZero() {
		return at
	}
	return at.Add(-h.HostAhead())
}

// localChallenge does so for what an account's provider asks for.
func (c call) localChallenge(a wire.LinkAccount, err error) (wire.LinkAccount, error) {
	if a.Challenge != nil {
		a.Challenge.ExpiresAt = local(c.Link, a.Challenge.ExpiresAt)
	}
	return a, err
}

// spend gives the link token, which is good for one session.
func (d *Driver) spend() wire.Secret {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.token.AccessToken
}

// pace is the configured one, or production's when the token is.
func (d *Driver) pace() Pace {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.Pace.forMode(d.token.Mode)
}
