package rerun

import (
	"context"
	"errors"
	"fmt"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/session"
)

// Masked is what somebody typed, of which a recording has no more than how long it was.
type Masked struct {
	// State is that of the new session, in which it is to be typed.
	State flow.State
	// Values are as many dots as there were characters, by field name; Suggested is what
	// a test person would have typed to the same end.
	Values, Suggested map[string]wire.Secret
}

// How late something may be in a rerun, by the session's clock: a call of the recorded
// session took its time, and was seen later than the one that is repeated. After patience
// a page that is right will do, and any for a fault; after lateMax it is another way.
const (
	patience = 5 * time.Second
	lateMax  = 2 * time.Minute
)

// To brings a fresh session, on a fresh sandbox with the seed and the clock of a
// recording, to the moment of a record, by its index, with the intents and the faults up
// to it. From then on the session goes on by itself, in real time; Close ends it.
//
// It fails with a *HostError, ErrWatch or ErrBrowser where that cannot be done, with a
// *DivergedError where the session goes another way, with what Config.Fill fails with, or
// with the context's error.
func To(ctx context.Context, f *recording.File, index int, c Config) (*session.Session, error) {
	if err := Check(f, index); err != nil {
		return nil, err
	}
	all, err := read(f, index)
	if err != nil {
		return nil, err
	}
	c.Session.Webhooks.Own = c.Session.Webhooks.Own || hasWebhooks(f)
	p, err := Open(ctx, f.Header(), c)
	if err != nil {
		return nil, err
	}
	for i, a := range all {
		if c.Progress != nil {
			c.Progress(a.Index, index)
		}
		if err := p.repeat(f, a, i == 0, c); err != nil {
			return nil, errors.Join(err, p.session.Close())
		}
	}
	p.clock.Release()
	return p.session, nil
}

// hasWebhooks says whether the recorded session received webhooks, which comes again then.
func hasWebhooks(f *recording.File) bool {
	for i := range f.Len() {
		if f.Meta(i).Lane == journal.LaneWebhook {
			return true
		}
	}
	return false
}

// repeat brings the session where an action was done, and does it. The first one, Begin,
// has been done already.
func (p *Player) repeat(f *recording.File, a Action, first bool, c Config) error {
	if _, begins := a.Intent.(flow.Begin); begins && first {
		return nil
	}
	if err := p.meet(a); err != nil {
		return err
	}
	p.made.own = 0
	switch {
	case a.Intent != nil:
		intent, err := p.unmask(f, a, c)
		if err != nil {
			return err
		}
		return p.does(intent)
	case a.Fault != nil:
		return p.repeatFault(*a.Fault)
	}
	return nil
}

// does gives an intent; that the fields hold already what is typed is no failure.
func (p *Player) does(i flow.Intent) error {
	err := p.Do(i)
	if _, types := i.(flow.Typed); types && errors.As(err, new(*flow.Refused)) {
		return nil
	}
	return err
}

func (p *Player) repeatFault(f journal.Fault) error {
	switch f.Did {
	case journal.Disarmed:
		err := p.session.Faults().Disarm(f.ID)
		p.session.Flush()
		return err
	default:
		asked := f.Fault
		asked.ID, asked.Triggered = "", 0
		return p.Fault(asked)
	}
}

// meet lets things happen until the session stands where an action was done: as many
// calls have been made, and the page and the statuses are the same. The clock is then
// where it was.
func (p *Player) meet(a Action) error {
	at := p.begun.Add(a.After)
	for {
		s := p.session.State()
		next, ready := p.next()
		late := p.clock.Now().After(at.Add(patience)) || !ready && next.After(at.Add(patience))
		near := s.Page == a.State.Page || a.Unseen || a.Fault != nil
		if (a.saw(s) && p.made.reaches(a.made) || late && near) && p.accepts(s, a.Intent) {
			p.clock.Set(at)
			return nil
		}
		if !ready && next.After(at.Add(lateMax)) {
			return &DivergedError{Seq: a.Seq, Recorded: momentOf(a.State).String(), Reached: momentOf(s).String() + because(s)}
		}
		if ready {
			if _, err := p.step(); err != nil {
				return err
			}
			continue
		}
		p.clock.Set(next)
	}
}

// saw says that a session stands where the action was done.
func (a Action) saw(s flow.State) bool {
	at := momentOf(s)
	return a.Unseen || at == momentOf(a.State) || a.Intent == nil && at == momentOf(a.then)
}

// next says whether something can happen at once, and else when the next thing does.
func (p *Player) next() (at time.Time, ready bool) {
	if p.clock.Queued() {
		return p.clock.Now(), true
	}
	if at, any := p.clock.Next(); any {
		return at, false
	}
	return p.clock.Now().Add(never), false
}

// never is further away than anything that is waited for.
const never = 1000 * 24 * time.Hour

// accepts says that the flow would take an intent as it stands; nil is none.
func (p *Player) accepts(s flow.State, i flow.Intent) bool {
	if i == nil {
		return true
	}
	whole, err := Complete(p.session, i)
	if err == nil {
		_, _, err = flow.Step(s, whole)
	}
	return err == nil
}

// unmask gives an intent with what its recording has masked.
func (p *Player) unmask(f *recording.File, a Action, c Config) (flow.Intent, error) {
	switch i := a.Intent.(type) {
	case flow.Typed:
		m := Masked{State: p.session.State(), Values: i.Values}
		m.Suggested = a.Suggest(f, m.State, p.session.People())
		if c.Fill == nil {
			return flow.Typed{Values: m.Suggested}, nil
		}
		return c.Fill(m)
	case flow.FileAdded:
		if !i.File.Sample && isMasked(i.File.Path) {
			return nil, fmt.Errorf("record %d: the file that was added there was the user's own, and the recording does not say where it is", a.Seq)
		}
	}
	return a.Intent, nil
}
