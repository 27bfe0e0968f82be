package rerun

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/recording"
	"winkterm/flow/session"
)

// Player moves a session on, on a sandbox and a Clock of its own: nothing happens in it
// but by its methods, which are to be called from one goroutine. Make it with Open; its
// session's Close ends it.
type Player struct {
	ctx     context.Context //nolint:containedctx // it is that of the one call that has the player
	session *session.Session
	clock   *Clock
	begun   time.Time
	// made counts what was called up to the record seq; armed says that a fault is.
	made  made
	seq   int
	armed bool
}

// Open begins a session of its own on a sandbox as the header has it: its Sandbox, Widget,
// UserID and Production count. What else the sandbox is to be stands in
// Config.Session.Sandbox. It fails as session.Open does; ctx is for all that the player
// does afterwards.
func Open(ctx context.Context, h recording.Header, c Config) (*Player, error) {
	box := recording.Sandbox{Now: h.Started}
	if h.Sandbox != nil {
		box = *h.Sandbox
	}
	if box.Now.IsZero() {
		box.Now = h.Started
	}
	p := &Player{ctx: ctx, clock: NewClock(box.Now), begun: box.Now}
	s := c.Session
	s.Clock, s.Turns = p.clock, p.clock
	s.Sandbox.Seed, s.Sandbox.Speed, s.Sandbox.Providers = box.Seed, box.Speed, box.Providers
	s.Sandbox.Now, s.Sandbox.Freeze, s.Sandbox.Clock = box.Now, box.Freeze, p.clock
	s.Sandbox.People, s.Sandbox.Data = box.People, box.Data
	s.Options = flow.Options{UserID: h.UserID, Production: h.Production, Widget: h.Widget}
	if s.OpenFile == nil {
		s.OpenFile = OpenSample
	}
	var err error
	if p.session, err = session.Open(ctx, s); err != nil {
		return nil, err
	}
	if c.Keep != nil {
		p.session.Journal().KeepIn(c.Keep)
	}
	if c.Opened != nil {
		err = c.Opened(p.session)
	}
	if err == nil {
		err = p.Do(flow.Begin{})
	}
	if err != nil {
		return nil, errors.Join(err, p.session.Close())
	}
	return p, nil
}

// Again opens the session once more at the same sandbox, with options of its own, and
// begins it; see session.Again.
func (p *Player) Again(o flow.Options) error {
	next, err := p.session.Again(o)
	if err != nil {
		return err
	}
	p.session = next
	return p.Do(flow.Begin{})
}

// count counts the calls since it was last asked, and says whether there were any.
func (p *Player) count() bool {
	before := p.made
	for _, r := range p.session.Journal().Since(p.seq) {
		p.made.add(r.Lane, r.Kind)
		p.seq = r.Seq
	}
	return p.made != before
}

// Session is the player's session.
func (p *Player) Session() *session.Session { return p.session }

// Do gives the session an intent, and performs what it decides. Of a provider, a document
// type and a sample that is chosen the id, type and path are enough. It fails with a
// *flow.Refused where the intent does not fit the page.
func (p *Player) Do(i flow.Intent) error {
	whole, err := Complete(p.session, i)
	if err == nil {
		err = p.session.Do(whole)
	}
	if err != nil {
		return fmt.Errorf("%T on %s: %w", i, p.session.State().Page, err)
	}
	p.session.Flush()
	return nil
}

// Complete fills in what an intent names by its id, type or path alone, from what a
// session has: a provider of its list, a document type, a sample. It fails where there is
// none.
func Complete(s *session.Session, i flow.Intent) (flow.Intent, error) {
	switch i := i.(type) {
	case flow.ProviderChosen:
		known, ok := s.Catalogue().Get(i.Provider.ID)
		if !ok {
			return nil, fmt.Errorf("the list has no provider %q", i.Provider.ID)
		}
		return flow.ProviderChosen{Provider: known}, nil
	case flow.FileTypeChosen:
		for _, known := range s.State().Documents.Types {
			if known.Type == i.Type.Type {
				return flow.FileTypeChosen{Type: known}, nil
			}
		}
		return nil, fmt.Errorf("there is no document type %q", i.Type.Type)
	case flow.FileAdded:
		if !i.File.Sample {
			return i, nil
		}
		for _, known := range assets.Payslips() {
			if known.Name == i.File.Path || isMasked(i.File.Path) && known.Name == i.File.Name {
				i.File.Path, i.File.Name = known.Name, known.Name
				i.File.Size, i.File.Format = int64(len(known.Content())), wire.FileFormat(known.Format)
				return i, nil
			}
		}
		return nil, fmt.Errorf("there is no sample %q", i.File.Path)
	}
	return i, nil
}

// OpenSample opens a sample of the binary; it fails for any other file.
func OpenSample(f flow.File) (io.ReadCloser, error) {
	for _, known := range assets.Payslips() {
		if f.Sample && known.Name == f.Path {
			return io.NopCloser(bytes.NewReader(known.Content())), nil
		}
	}
	return nil, fmt.Errorf("the file %s: %w", f.Name, fs.ErrNotExist)
}

// Fault arms a fault or triggers it at once. What is triggered is looked for at once, as
// the wizard does.
func (p *Player) Fault(f wire.Fault) error {
	faults := p.session.Faults()
	if faults == nil {
		return errors.New("the host has no faults")
	}
	if _, err := faults.Set(f); err != nil {
		return err
	}
	p.session.Flush()
	p.armed = p.armed || !f.Now
	return nil
}

// step lets one thing happen at the present moment; false when nothing is under way.
// While a fault is armed it is looked for in what was called, as the wizard does.
func (p *Player) step() (bool, error) {
	more, err := p.clock.Step(p.ctx)
	if called := p.count(); err == nil && p.armed && called {
		var list wire.SandboxFaults
		if list, err = p.session.Faults().List(); err == nil {
			p.armed = len(list.Armed) > 0
		}
	}
	return more, err
}

// Quiet lets everything happen that can at the present moment.
func (p *Player) Quiet() error {
	for {
		if more, err := p.step(); !more || err != nil {
			return err
		}
	}
}

// Pass lets everything happen that does within a time, each thing at its own moment.
func (p *Player) Pass(d time.Duration) error { return p.pass(p.clock.Now().Add(d)) }

// Until lets things happen until something is so, for a time at most, and says whether it
// is. reached is asked whenever nothing can happen at the present moment.
func (p *Player) Until(limit time.Duration, reached func() bool) (bool, error) {
	end := p.clock.Now().Add(limit)
	for {
		if err := p.Quiet(); err != nil || reached() {
			return err == nil, err
		}
		next, any := p.clock.Next()
		if !any || next.After(end) {
			return false, nil
		}
		p.clock.Set(next)
	}
}

// pass lets everything happen up to a moment, each thing at its own.
func (p *Player) pass(until time.Time) error {
	for {
		if err := p.Quiet(); err != nil {
			return err
		}
		next, any := p.clock.Next()
		if !any || next.After(until) {
			p.clock.Set(until)
			return nil
		}
		p.clock.Set(next)
	}
}

// because is why a session may not go on, for an error's text.
func because(s flow.State) string {
	switch current := s.Linking.Current(); {
	case s.Page == flow.Problem:
		return ": " + s.Calls.Failed.Failure.Summary()
	case s.Notice.Text != "":
		return ": " + s.Notice.Text
	case current.ErrorCode() != "":
		return fmt.Sprintf(" with %s", current.ErrorCode())
	}
	return ""
}
