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

// Script is a session to be played.
type Script struct {
	// Header says what the session is: its Sandbox, Widget, UserID and Production count.
	// Without a Sandbox it is that of the zero value, whose clock begins at Started.
	Header recording.Header
	// Steps come one after the other; the first is flow.Begin, which need not be given.
	Steps []Step
}

// Step is one thing that happens: an Intent, what a Person types, a Fault, or one that is
// disarmed; one of them, or none where a script only waits for a page.
type Step struct {
	// On is the page that must show and wait for nothing: the clock moves on until it
	// does, by WaitMax at most. flow.Start waits for no page, only until nothing is under
	// way.
	On flow.Page
	// After is how long after that it happens.
	After time.Duration
	// Intent is given to the flow. Of a provider, a document type and a sample that is
	// chosen the id, type and path are enough.
	Intent flow.Intent
	// Person is the name of a test person who types into the fields, see session.Fill.
	Person string
	// Fault is armed or triggered; Disarm is the id of one that is taken back.
	Fault  *wire.Fault
	Disarm string
}

// WaitMax is how far the clock moves on for a page.
const WaitMax = time.Hour

// Config is what a rerun needs beside what is repeated. The zero value is good.
type Config struct {
	// Session is what the new session has beside its sandbox, options and clock: the
	// widget, and how files are opened. Without OpenFile the samples can be.
	Session session.Config
	// Keep is given each record as it is made. Opened is given the session before anything
	// happens in it, for instance to record it: it takes the place of Keep then.
	Keep   func(journal.Record)
	Opened func(*session.Session) error
	// Fill gives what is to be typed where the recording has only masked values; without
	// it that is what it suggests.
	Fill func(Masked) (flow.Typed, error)
	// Progress is told how many of the records of a recording are behind, now and then.
	Progress func(done, of int)
}

// Play plays a script and gives the records of it. The same script gives the same
// records, to the byte. It fails where a step does not fit the state that was reached,
// or as the context does; the records up to there are given all the same.
func Play(ctx context.Context, s Script, c Config) (*recording.File, error) {
	var records []journal.Record
	keep := c.Keep
	c.Keep = func(r journal.Record) {
		records = append(records, r)
		if keep != nil {
			keep(r)
		}
	}
	c.Session.Authority = Authority
	p, err := Open(ctx, s.Header, c)
	if err != nil {
		return nil, err
	}
	for i, step := range s.Steps {
		if _, begins := step.Intent.(flow.Begin); begins && i == 0 {
			continue
		}
		if err = p.play(step); err != nil {
			err = fmt.Errorf("step %d: %w", i+1, err)
			break
		}
	}
	if err == nil {
		err = p.Quiet()
	}
	err = errors.Join(err, p.session.Close())
	return recording.Of(s.Header, records), err
}

// Authority stands in the addresses of what is played.
const Authority = "127.0.0.1:8970"

func (p *Player) play(s Step) error {
	if err := p.reach(s.On); err != nil {
		return err
	}
	if err := p.Pass(s.After); err != nil {
		return err
	}
	switch {
	case s.Intent != nil:
		return p.Do(s.Intent)
	case s.Person != "":
		typed, err := p.session.Fill(s.Person)
		if err != nil {
			return err
		}
		return p.Do(typed)
	case s.Fault != nil:
		return p.Fault(*s.Fault)
	case s.Disarm != "":
		return p.session.Faults().Disarm(s.Disarm)
	}
	return nil
}

// reach moves the clock on until a page shows and waits for nothing.
func (p *Player) reach(page flow.Page) error {
	there, err := p.Until(WaitMax, func() bool {
		at := p.session.State()
		return page == flow.Start || at.Page == page && !at.Calls.Busy()
	})
	if at := p.session.State(); err == nil && !there {
		return fmt.Errorf("%s does not show: the session stays on %s%s", page, at.Page, because(at))
	}
	return err
}
