package play

import (
	"context"
	"errors"
	"time"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/session"
)

// Stage is where a scenario is played: on a simulated clock (rerun.Player), or at a host
// by the real time.
type Stage interface {
	Session() *session.Session
	Now() time.Time
	// Do gives an intent; it fails with a *flow.Refused.
	Do(flow.Intent) error
	// Until lets time pass until something is so, for a time at most, and says whether it
	// is.
	Until(limit time.Duration, reached func() bool) (bool, error)
	// Pass lets time pass.
	Pass(time.Duration) error
	// Fault arms or triggers one.
	Fault(wire.Fault) error
	// Again opens the session once more.
	Again(flow.Options) error
}

// began is when the sandbox's clock begins where the scenario does not say it, so that
// every play has the same times.
var began = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

// header is what a recording of the session says.
func header(s *spec.Scenario, at session.Host) recording.Header {
	h := recording.Header{
		Command: recording.Wizard, Started: s.Now, Native: true, UserID: s.Options.UserID, Widget: widget(s.Options),
	}
	if at.OpenAPI != "" {
		h.Host, h.Native, h.Started = host.Authority(at.OpenAPI), at.Link != "", api.SystemClock().Now()
		return h
	}
	if h.Started.IsZero() {
		h.Started = began
	}
	speed := 1.0
	if s.Speed != nil {
		speed = *s.Speed
	}
	h.Sandbox = &recording.Sandbox{
		Seed: s.Seed, Speed: speed, Providers: s.Providers, Now: h.Started, People: people(s.People),
		Data: wire.OwnData{Kinds: s.Data.Kinds, Gap: wire.Gap{Months: s.Data.Gap.Months, Ago: s.Data.Gap.Ago}},
	}
	return h
}

// people are those of the scenario as the sandbox has them.
func people(all []spec.Person) (own []wire.Person) {
	for _, p := range all {
		own = append(own, wire.Person{
			Name: p.Name, FullName: p.FullName, Email: p.Email, Mobile: p.Mobile, SSNumber: p.SSNumber, Country: p.Country,
			Password: p.Password, Code: p.Code, Code6: p.Code6, Answers: p.Answers,
		})
	}
	return own
}

// widget are the options as the widget has them.
func widget(o spec.Options) wire.WidgetOptions {
	return wire.WidgetOptions{
		TemplateID: o.TemplateID, Providers: o.Providers, TopProviders: o.TopProviders, EnableUpload: o.EnableUpload,
		EnableSearchBar: o.EnableSearchBar, EnableTypeBar: o.EnableTypeBar, EnableConsentPage: o.EnableConsentPage,
		CompanyName: o.CompanyName,
	}
}

// open opens the stage and begins the session.
func (r *run) open() (Stage, error) {
	c := session.Config{
		Host: r.config.Host, Options: flow.Options{UserID: r.scenario.Options.UserID, Widget: widget(r.scenario.Options)},
		Widget:   func(session.Host) (driver.Widget, error) { return r.hostPage, nil },
		OpenFile: r.config.OpenFile, NoSnapshots: r.config.NoSnapshots, Secrets: r.scenario.Secrets,
		Sandbox: sandbox.Config{Deliver: r.deliver},
	}
	if r.config.Host.OpenAPI != "" {
		return r.openLive(c)
	}
	c.Authority = rerun.Authority
	c.Webhooks.Own = r.config.Stage != nil // somebody looks on
	p, err := rerun.Open(r.ctx, r.outcome.Header, rerun.Config{Session: c, Keep: r.keep})
	if err != nil {
		return nil, err
	}
	if r.config.Stage != nil {
		return r.config.Stage(p), nil
	}
	return simulated{p}, nil
}

// simulated is a stage on a clock of its own.
type simulated struct{ *rerun.Player }

func (s simulated) Now() time.Time { return s.Session().Clock().Now() }

// live is a stage at a host, by the real time.
type live struct {
	ctx     context.Context //nolint:containedctx // it is that of the one call that has the run
	session *session.Session
}

func (r *run) openLive(c session.Config) (Stage, error) {
	if c.OpenFile == nil {
		c.OpenFile = rerun.OpenSample
	}
	s, err := session.Open(r.ctx, c)
	if err != nil {
		return nil, err
	}
	s.Journal().KeepIn(r.keep)
	if err := s.Do(flow.Begin{}); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return &live{r.ctx, s}, nil
}

func (l *live) Session() *session.Session { return l.session }
func (l *live) Now() time.Time            { return l.session.Clock().Now() }

func (l *live) Do(i flow.Intent) error {
	whole, err := rerun.Complete(l.session, i)
	if err == nil {
		err = l.session.Do(whole)
	}
	l.session.Flush()
	return err
}

func (l *live) Until(limit time.Duration, reached func() bool) (bool, error) {
	ctx, cancel := context.WithTimeout(l.ctx, limit)
	defer cancel()
	for {
		_, changed := l.session.Watch()
		l.session.Flush()
		if reached() {
			return true, nil
		}
		if limit > 0 && idle(l.session.State()) {
			return false, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false, l.ctx.Err()
		case <-l.session.Done():
			return false, session.ErrClosed
		}
	}
}

// idle says that nothing changes before the user does something.
func idle(s flow.State) bool {
	waits := s.Page == flow.Problem || s.Page == flow.Closed
	return waits && !s.Calls.Busy() && !s.Calls.Polling()
}

func (l *live) Pass(d time.Duration) error { return l.session.Clock().Sleep(l.ctx, d) }

func (l *live) Fault(f wire.Fault) error {
	faults := l.session.Faults()
	if faults == nil {
		return errNoFaults
	}
	_, err := faults.Set(f)
	return err
}

func (l *live) Again(o flow.Options) error {
	next, err := l.session.Again(o)
	if err != nil {
		return err
	}
	l.session = next
	return next.Do(flow.Begin{})
}
