package session

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"winkterm/api"
	"winkterm/api/control"
	"winkterm/api/link"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
	"winkterm/flow/redact"
)

// How long the control of a sandbox may take to answer, and a sandbox of the
// session's own to end.
const (
	controlTimeout = 5 * time.Second
	closeTimeout   = 2 * time.Second
)

// Host is where the APIs are. Link is empty where logins belong to the widget in a
// browser, Control where the host cannot be a sandbox.
type Host struct {
	OpenAPI, Link, Control string
	Key, Secret            wire.Secret
	// OpenAPIName and LinkName are what the addresses are set by, for advice such as
	// "check the spelling in OPEN_API_HOST".
	OpenAPIName, LinkName string
}

// Config is what a session is made of. The zero value is good: a sandbox of its own
// and a new user.
type Config struct {
	// Host names the APIs; without its OpenAPI the session runs a sandbox of its own,
	// as Sandbox says.
	Host    Host
	Sandbox sandbox.Config
	// Options are the flow's; Native follows from the host.
	Options flow.Options
	// Widget makes what opens the widget in a browser, for the host that is used; nil
	// where there is none.
	Widget func(Host) (driver.Widget, error)
	// OpenFile gives the content of a file that is uploaded; nil where nothing is.
	OpenFile func(flow.File) (io.ReadCloser, error)
	// Clock is the session's, the system's by default.
	Clock api.Clock
	// HTTP makes the calls; the clients' own by default.
	HTTP *http.Client
	// Turns has the calls go on one at a time and in the same order each time, and their
	// pauses be the same; nil lets them go on at once.
	Turns driver.Turns
	// NoSnapshots leaves the snapshots of the state out of the journal: for a session that
	// nobody will see again, which goes several times as fast.
	NoSnapshots bool
	// Webhooks are received where it says so.
	Webhooks Webhooks
	// Secrets are masked in the journal from its first record on: values that the options or
	// the user's input may hold, such as those of an environment.
	Secrets []wire.Secret
	// Authority is the address of the session's own sandbox in the addresses that are
	// called, such as 127.0.0.1:8970, so that they are the same on every machine. It must be
	// one of loopback. Nobody listens there: only the session can call that sandbox.
	Authority string

	// dial leads to the sandbox of the Authority; nil dials as usual.
	dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Open gets everything ready for a session and calls nobody: Do(flow.Begin{}) sets it
// going. ctx bounds the start of the sandbox alone; Close ends the session. It fails
// when an address is none, the sandbox cannot listen, or the widget is refused.
func Open(ctx context.Context, c Config) (*Session, error) {
	if c.Clock == nil {
		c.Clock = api.SystemClock()
	}
	people, records := assets.People(), journal.New(c.Clock.Now)
	var received *deliveries
	pace, closeHost := driver.Remote, func() error { return nil }
	if c.Host.OpenAPI == "" {
		if c.Webhooks.Own {
			received = c.receiveOwn(records)
		}
		running, err := c.start(ctx)
		if err != nil {
			return nil, err
		}
		people = running.People()
		c.Host.OpenAPI, c.Host.Link, c.Host.Control = running.OpenAPI(), running.Link(), running.Control()
		c.Host.Key, c.Host.Secret = sandbox.DefaultKey, sandbox.DefaultKey
		pace, closeHost = driver.Loopback, func() error { return closeInTime(running.Close) }
	} else if c.Webhooks.Addr != "" {
		var err error
		if received, closeHost, err = c.listen(ctx, records); err != nil {
			return nil, err
		}
	}
	s, err := open(c, pace, records)
	if err != nil {
		return nil, errors.Join(err, closeHost())
	}
	s.closeHost, s.people = closeHost, people
	s.receive(received)
	for _, secret := range c.Secrets {
		s.journal.Redactor().Learn(redact.Secret, secret.Reveal())
	}
	for _, p := range c.Sandbox.People {
		s.journal.Redactor().Learn(redact.Secret, p.Password)
	}
	return s, nil
}

// Again closes the session, and opens another one at the same host, with the same journal
// and with options of its own: what an application does that opens the widget once more.
// Nothing happens in it before Do(flow.Begin{}). A sandbox of the session's own goes on.
func (s *Session) Again(o flow.Options) (*Session, error) {
	closeHost := s.closeHost
	s.closeHost = func() error { return nil }
	err := s.Close()
	c := s.config
	c.Options = o
	next, failed := open(c, s.driver.Pace, s.journal)
	if err = errors.Join(err, failed); err != nil {
		return nil, errors.Join(err, closeHost())
	}
	next.closeHost, next.people = closeHost, s.people
	next.receive(s.received)
	return next, nil
}

// Client is a client of the session's Open API whose calls are no part of the session:
// none is recorded.
func (s *Session) Client() (*api.Client, error) {
	c := s.config
	return api.New(api.Config{
		BaseURL: c.Host.OpenAPI, BaseURLName: c.Host.OpenAPIName, Key: c.Host.Key, Secret: c.Host.Secret,
		HTTP: c.HTTP, Clock: c.Clock, Steady: c.Turns != nil,
	})
}

func open(c Config, pace driver.Pace, j *journal.Journal) (*Session, error) {
	d, err := newDriver(c, j, pace)
	if err != nil {
		return nil, err
	}
	faults, err := newFaults(c, d)
	if err != nil {
		d.Close()
		return nil, err
	}
	c.Options.Native = c.Host.Link != ""
	s := New(d, j, c.Options)
	s.config, s.faults = c, faults
	return s, nil
}

// newDriver puts the clients of a host and the journal together. The journal's
// redactor knows the key before anything is sent.
func newDriver(c Config, j *journal.Journal, pace driver.Pace) (*driver.Driver, error) {
	j.Redactor().Learn(redact.Key, c.Host.Key.Reveal())
	j.Redactor().Learn(redact.Secret, c.Host.Secret.Reveal())
	d := driver.Config{Journal: j, Clock: c.Clock, Pace: pace, OpenFile: c.OpenFile, Turns: c.Turns}
	open, err := api.New(api.Config{
		BaseURL: c.Host.OpenAPI, BaseURLName: c.Host.OpenAPIName, Key: c.Host.Key, Secret: c.Host.Secret,
		HTTP: c.HTTP, Clock: c.Clock, Steady: c.Turns != nil, Observe: driver.Observe(j, "open"),
	})
	if err != nil {
		return nil, err
	}
	d.Open = open
	if c.Host.Link != "" {
		d.Link, err = link.New(link.Config{
			BaseURL: c.Host.Link, BaseURLName: c.Host.LinkName,
			HTTP: c.HTTP, Clock: c.Clock, Steady: c.Turns != nil, Observe: driver.Observe(j, "link"),
		})
		if err != nil {
			return nil, err
		}
	}
	if c.Widget != nil {
		if d.Widget, err = c.Widget(c.Host); err != nil {
			return nil, err
		}
	}
	return driver.New(d), nil
}

// newFaults gives the faults of a host that may be a sandbox, nil elsewhere. Nothing
// is asked yet. Calls of the control are no part of the session: none is recorded,
// and they have connections of their own, so that a fault can cut those of the
// session.
func newFaults(c Config, d *driver.Driver) (*driver.Faults, error) {
	if c.Host.Control == "" {
		return nil, nil //nolint:nilnil // no faults is no failure
	}
	client, err := control.New(api.Config{
		BaseURL: c.Host.Control, BaseURLName: c.Host.OpenAPIName, Clock: c.Clock, Timeout: controlTimeout,
		HTTP: &http.Client{Transport: &http.Transport{DialContext: c.dial}},
	})
	if err != nil {
		return nil, err
	}
	return driver.NewFaults(d, client), nil
}

// Host is where the session's APIs are, also of a sandbox of its own.
func (s *Session) Host() Host { return s.config.Host }

// Faults are those of a sandbox; nil where the host cannot be one.
func (s *Session) Faults() *driver.Faults { return s.faults }

// closeInTime closes a sandbox, which may take closeTimeout. A call that had to be cut
// off then is no failure: nobody is left who waits for it.
func closeInTime(closing func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if err := closing(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
