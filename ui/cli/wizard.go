package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"winkterm/api"
	"winkterm/api/control"
	"winkterm/api/link"
	"winkterm/api/sandbox"
	"winkterm/assets"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
	"winkterm/flow/redact"
	"winkterm/ui"
	"winkterm/ui/browser"
	"winkterm/ui/files"
)

// closing is how long the sandbox may take to end.
const closing = 2 * time.Second

// runWizard shows the wizard until the user leaves it.
func runWizard(ctx context.Context, s Streams, f flags) error {
	if !s.Terminal || s.Env("TERM") == "dumb" {
		return usageError{errors.New("the wizard needs a terminal that can show a screen; without one, winkterm explain and winkterm version work")}
	}
	// The sandbox wants them in a moment; until then there is a processor to spare.
	go assets.Providers()
	values, err := settings(s)
	if err != nil {
		return err
	}
	h, err := chooseHost(values, f)
	if err != nil {
		return err
	}
	label := hostLabel(h.open)
	pace := driver.Remote
	if h.embedded() {
		running, err := sandbox.Listen(ctx, sandbox.Config{Speed: f.speed, Seed: f.seed, Providers: f.catalogue})
		if err != nil {
			return err
		}
		defer closeSandbox(running)
		h = host{
			key: sandbox.DefaultKey, secret: sandbox.DefaultKey,
			open: running.OpenAPI(), link: running.Link(), control: running.Control(),
		}
		label, pace = "embedded", driver.Loopback
	}
	clock := api.SystemClock()
	j := journal.New(clock.Now)
	page, err := choosePage(values, f, h)
	if err != nil {
		return err
	}
	d, err := newDriver(h, page, clock, j, pace)
	if err != nil {
		return err
	}
	defer d.Close()
	c := ui.Config{
		Session: driver.NewSession(d, f.options(h.link != "")), Journal: j, Now: clock.Now,
		Host: label, Term: s.Env("TERM"), People: assets.People(), Forward: browser.Forward, In: s.In, Out: s.Out,
	}
	if page.exposed {
		c.QR = browser.QR
	}
	if err := addFaults(&c, h, d, clock); err != nil {
		return err
	}
	return ui.Run(ctx, c)
}

// controlTimeout is how long a person waits for the control of a sandbox, which is
// on this machine.
const controlTimeout = 5 * time.Second

// addFaults gives the wizard the faults of a host that may be a sandbox, or says
// why there are none. Nothing is asked yet. Calls of the control are no part of
// the session: none is observed, and they have connections of their own, so that
// a fault can cut those of the session.
func addFaults(c *ui.Config, h host, d *driver.Driver, clock api.Clock) error {
	if h.control == "" {
		c.NoFaults = fmt.Sprintf("faults need a sandbox: this session talks to %s; run winkterm without a key, or against winkterm sandbox", c.Host)
		return nil
	}
	client, err := control.New(api.Endpoint{
		BaseURL: h.control, BaseURLName: envOpenHost, Clock: clock, Timeout: controlTimeout,
		HTTP: &http.Client{Transport: &http.Transport{}},
	})
	if err != nil {
		return err
	}
	c.Faults = driver.NewFaults(d, client)
	return nil
}

// newDriver puts the clients of a host and the journal together.
func newDriver(h host, p page, clock api.Clock, j *journal.Journal, pace driver.Pace) (*driver.Driver, error) {
	j.Redactor().Learn(redact.Key, h.key.Reveal())
	j.Redactor().Learn(redact.Secret, h.secret.Reveal())
	open, err := api.New(api.Config{
		BaseURL: h.open, BaseURLName: envOpenHost, Key: h.key, Secret: h.secret,
		Clock: clock, Observe: driver.Observe(j, "open"),
	})
	if err != nil {
		return nil, err
	}
	c := driver.Config{Open: open, Journal: j, Clock: clock, Pace: pace, OpenFile: files.Open, Widget: p.widget(clock.Now)}
	if h.link != "" {
		c.Link, err = link.New(link.Config{
			BaseURL: h.link, BaseURLName: envLinkHost, Clock: clock, Observe: driver.Observe(j, "link"),
		})
		if err != nil {
			return nil, err
		}
	}
	return driver.New(c), nil
}

func closeSandbox(r *sandbox.Running) {
	ctx, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	// The session is over; there is nobody left to tell that a call was cut off.
	_ = r.Close(ctx)
}
