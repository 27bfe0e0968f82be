package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/sandbox"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/recording"
	"winkterm/flow/session"
	"winkterm/ui"
	"winkterm/ui/browser"
	"winkterm/ui/clipboard"
	"winkterm/ui/files"
)

// runWizard shows the wizard until the user leaves it.
func runWizard(ctx context.Context, s Streams, f flags) (err error) {
	// The sandbox wants them in a moment; until then there is a processor to spare.
	go assets.Providers()
	c, err := settings(ctx, s, f.sandbox)
	if err != nil {
		return err
	}
	h, err := chooseHost(c, f)
	if err != nil {
		return err
	}
	hooks, err := f.webhooks(s, h)
	if err != nil {
		return err
	}
	var p page
	walk, header, err := f.open(ctx, s, session.Config{
		Host: h, Sandbox: sandbox.Config{Speed: f.speed, Seed: f.seed, Providers: f.catalogue, Now: f.now, Freeze: f.freeze},
		Options: f.options(), Clock: wizardClock(api.SystemClock(), f, h), OpenFile: files.Open,
		Webhooks: hooks,
		Widget: func(h session.Host) (widget driver.Widget, err error) {
			p, err = choosePage(c.values, f, h)
			return p.widget(), err
		},
	})
	if err != nil {
		return err
	}
	rec, failed := record(s, f.record, walk.Journal(), header)
	defer func() { err = errors.Join(err, walk.Close(), rec.Close()) }()
	if failed != nil {
		return failed
	}
	return showWizard(ctx, s, walk, rec, wizardConfig(s, walk, h, p, header), func() string { return "" })
}

// showWizard shows the wizard, or has it be plain lines, on a session that is recorded, and leaves in the terminal
// how it ended, with what is more to be said of it.
func showWizard(ctx context.Context, s Streams, walk *session.Session, rec *recorder, shown ui.Config, more func() string) error {
	go saveMemory(ctx, walk)
	shown.Notices, shown.Begun = rec.notices, walk.State().Page != flow.Start
	shown.Save = saver{walk: walk, rec: rec, dir: s.Dir, now: api.SystemClock().Now}.save
	show, last := func() error { return ui.Run(ctx, shown) }, remain
	if s.lines {
		show, last = func() error { return showLines(ctx, s, walk, shown) }, remainLines
	}
	err := show()
	file, name := rec.file()
	end := ending{state: walk.State(), records: walk.Records(), file: file, name: name}
	last(s, func(width int) string { return end.text(width) + more() })
	return err
}

// open opens the session that the wizard shows, with what a recording says of it: a new
// one, or with --resume an earlier one.
func (f *flags) open(ctx context.Context, s Streams, c session.Config) (*session.Session, recording.Header, error) {
	if f.resume != "" {
		return f.openEarlier(ctx, s, c)
	}
	started := c.Clock.Now()
	walk, err := session.Open(ctx, c)
	if err != nil {
		return nil, recording.Header{}, err
	}
	return walk, f.header(walk, c.Host, started), nil
}

// header is what a recording says of the wizard's session; its sandbox started at a moment.
func (f *flags) header(walk *session.Session, h session.Host, started time.Time) recording.Header {
	o := walk.State().Options
	header := recording.Header{Command: recording.Wizard, Native: o.Native, Production: o.Production, UserID: o.UserID, Widget: o.Widget}
	if h.OpenAPI != "" {
		header.Host = host.Authority(h.OpenAPI)
		return header
	}
	header.Sandbox = &recording.Sandbox{Seed: f.seed, Speed: f.speed, Providers: f.catalogue, Now: started.UTC(), Freeze: f.freeze}
	if !f.now.IsZero() {
		header.Sandbox.Now = f.now
	}
	return header
}

// wizardClock is the clock of a wizard: with --now, that of the sandbox in the binary,
// so that what the sandbox dates is measured by its own time.
func wizardClock(c api.Clock, f flags, h session.Host) api.Clock {
	if h.OpenAPI != "" || f.now.IsZero() {
		return c
	}
	return movedClock{c, f.now.Sub(c.Now())}
}

// movedClock is a clock that is ahead of another one.
type movedClock struct {
	api.Clock
	ahead time.Duration
}

func (c movedClock) Now() time.Time { return c.Clock.Now().Add(c.ahead) }

// wizardConfig is what the screen shows of a session. The sandbox in the binary is
// named by its seed, so that whoever reads a ticket can have the same ids.
func wizardConfig(s Streams, walk *session.Session, h session.Host, p page, header recording.Header) ui.Config {
	c := ui.Config{
		Session: walk, Journal: walk.Journal(), Now: walk.Clock().Now,
		Leak: func(text string) (string, bool) { return walk.Journal().Redactor().Proof().Text(text) },
		Mask: func(text string) string { return walk.Journal().Redactor().Proof().Mask(text) },
		Data: walk.Data(), Term: s.env("TERM"), Theme: s.look(), People: walk.People(), Forward: p.forward, Open: p.open, Copy: clipboard.Copy, In: s.In, Out: s.raw(),
	}
	if h.OpenAPI == "" {
		c.Host = fmt.Sprintf("seed %d", header.Sandbox.Seed)
	} else {
		c.Host = host.Authority(h.OpenAPI)
		c.Production = host.Production(h.OpenAPI)
	}
	if p.exposed {
		c.QR = browser.QR
	}
	if faults := walk.Faults(); faults != nil {
		c.Faults = faults
	} else {
		c.NoFaults = fmt.Sprintf("faults need a sandbox: this session talks to %s; run winkterm without a key, or against winkterm sandbox", c.Host)
	}
	return c
}
