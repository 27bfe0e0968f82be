package play

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/session"
)

// run is a scenario while it is played.
type run struct {
	ctx context.Context //nolint:containedctx // it is that of the one call that has the run
	// call ends the step that is done, and leaves the session as it is; nil where nothing does.
	call     context.Context //nolint:containedctx // it is that of the one call that does the step
	config   Config
	scenario *spec.Scenario
	stage    Stage
	outcome  *Outcome
	// step is the one that is done; from is the index of the first record since it began.
	step spec.Step
	from int
	seen history
	page *page
	// mu guards page, which a call sets, and outcome.Records and outcome.Events, to which
	// calls and the sandbox add.
	mu sync.Mutex
}

// Run plays a scenario to its end, or to what is not as it should be, and says what came
// of it. It always comes to an end: every wait has a bound.
func Run(ctx context.Context, s *spec.Scenario, c Config) Outcome {
	real := api.SystemClock()
	began := real.Now()
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(c.Timeout, DefaultTimeout))
	defer cancel()
	r := newRun(ctx, s, c)
	out := r.outcome
	if err := r.play(); err != nil {
		out.Verdict, out.Failure = r.failure(err)
	}
	out.Header = withoutSecrets(out.Header, s)
	out.Real = real.Now().Sub(began)
	return *out
}

func newRun(ctx context.Context, s *spec.Scenario, c Config) *run {
	out := Outcome{Scenario: s, Verdict: Passed, Header: header(s, c.Host), Attempt: max(c.Attempt, 1)}
	return &run{ctx: ctx, config: c, scenario: s, outcome: &out, step: spec.Step{Pos: s.Pos}, seen: history{}}
}

// begin opens the session, and arms the faults of the scenario.
func (r *run) begin() (err error) {
	if r.stage, err = r.open(); err != nil {
		return err
	}
	r.outcome.Began = r.stage.Now()
	for _, f := range r.scenario.Faults {
		if err := r.stage.Fault(f); err != nil {
			return err
		}
	}
	return nil
}

// end closes the session, if it was opened.
func (r *run) end() error {
	if r.stage == nil {
		return nil
	}
	r.outcome.Took = r.stage.Now().Sub(r.outcome.Began)
	return r.session().Close()
}

func (r *run) play() (err error) {
	defer func() { err = errors.Join(err, r.end()) }()
	if err := r.begin(); err != nil {
		return err
	}
	for _, step := range r.scenario.Steps {
		if err := r.perform(step); err != nil {
			return err
		}
	}
	r.step = spec.Step{Pos: r.scenario.Pos}
	return r.expect(r.scenario.Expect)
}

// keep takes a record.
func (r *run) keep(rec journal.Record) {
	r.mu.Lock()
	r.outcome.Records = append(r.outcome.Records, rec)
	r.mu.Unlock()
	if r.config.Keep != nil {
		r.config.Keep(rec)
	}
}

// deliver takes an event of the sandbox.
func (r *run) deliver(d sandbox.Delivery) {
	if d.WebhookID != "" {
		return // it came already, as one of all
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.outcome.Events = append(r.outcome.Events, Event{At: d.CreatedAt, Type: string(d.Type), Body: d.Body})
}

// records are those that were made so far.
func (r *run) records() []journal.Record {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.outcome.Records
}

// events are those that came so far.
func (r *run) events() []Event {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.outcome.Events
}

// perform does a step once its page shows, and holds its expectations against what came
// of it.
func (r *run) perform(s spec.Step) error {
	r.step = s
	if r.config.Step != nil {
		r.config.Step(s)
	}
	if _, stops := s.Do.(spec.StopUpload); !stops || !r.state().Calls.Sending() { // else it would have arrived by then
		if err := r.reach(s.Pages()); err != nil {
			return err
		}
	}
	r.from = len(r.records())
	if err := r.act(s.Do); err != nil {
		return err
	}
	if len(s.Expect) == 0 {
		return nil
	}
	return r.expect(s.Expect)
}

func (r *run) session() *session.Session { return r.stage.Session() }
func (r *run) state() flow.State         { return r.session().State() }
func (r *run) do(i flow.Intent) error    { return r.stage.Do(i) }

// until waits until something is so, for a time on the session's clock.
func (r *run) until(limit time.Duration, reached func() bool) (bool, error) {
	there, err := r.stage.Until(limit, func() bool {
		r.seen.observe(r.state(), r.stage.Now())
		return r.given() != nil || reached()
	})
	return there, cmp.Or(err, r.given())
}

// given is the error of a step that was given up, nil where none was.
func (r *run) given() error {
	if r.call == nil {
		return nil
	}
	return r.call.Err()
}

// pass lets time pass.
func (r *run) pass(d time.Duration) error {
	end := r.stage.Now().Add(d)
	if _, err := r.until(d, func() bool { return false }); err != nil {
		return err
	}
	return r.stage.Pass(end.Sub(r.stage.Now()))
}
