package play

import (
	"context"
	"errors"
	"slices"
	"time"

	"winkterm/flow"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/session"
)

// Stepped is a session whose steps are given one at a time, such as by somebody who looks
// at what came of the one before. Make it with Begin, and Close it. One call at a time is
// made of it.
type Stepped struct{ run *run }

// Begin opens the session of a scenario and arms its faults; steps and expectations of the
// scenario are left out. ctx is for all that is done in it, so the Config's Timeout bounds
// nothing. It fails as session.Open does, or as a fault that cannot be armed.
func Begin(ctx context.Context, s *spec.Scenario, c Config) (*Stepped, error) {
	r := newRun(ctx, s, c)
	if err := r.begin(); err != nil {
		return nil, errors.Join(err, r.end())
	}
	return &Stepped{r}, nil
}

// Step does a step as a scenario does: it waits for the step's page, and holds the step's
// expectations. Where ctx ends it is given up, and the session stays where it stands then.
// What the error means is said by Failure.
func (p *Stepped) Step(ctx context.Context, s spec.Step) error {
	p.run.call = ctx
	return p.run.perform(s)
}

// Until lets time pass until the state is as wanted, for a time at most on the session's
// clock, and says whether it is. Where ctx ends it fails with its error.
func (p *Stepped) Until(ctx context.Context, limit time.Duration, reached func(flow.State) bool) (bool, error) {
	p.run.call = ctx
	return p.run.until(limit, func() bool { return reached(p.run.state()) })
}

// Failure says in words what an error of Step means, masked.
func (p *Stepped) Failure(err error) (Verdict, *Failure) { return p.run.failure(err) }

// Session is the one that shows; a step may have opened another one.
func (p *Stepped) Session() *session.Session { return p.run.session() }

// Outcome is what there is so far: Header and Records, masked, and Events.
func (p *Stepped) Outcome() Outcome {
	out := *p.run.outcome
	out.Header = withoutSecrets(out.Header, p.run.scenario)
	out.Records, out.Events = slices.Clone(p.run.records()), slices.Clone(p.run.events())
	return out
}

// Close ends the session.
func (p *Stepped) Close() error { return p.run.end() }
