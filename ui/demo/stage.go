package demo

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/session"
	"winkterm/ui"
)

// pause is a time that the show takes for who looks on. At a step and at the end one may
// stop.
type pause struct {
	length    time.Duration
	step, end bool
}

// stage is where a scenario is played by keys. What takes time is handed to yield, which
// comes back when it is over, or false when nobody looks any more.
type stage struct {
	config   Config
	scenario *spec.Scenario
	yield    func(pause) bool
	left     bool

	player *rerun.Player
	clock  *rerun.Clock
	app    *ui.Stepped
	// window is what a new app needs to know of the terminal.
	window window
	// free says that the user has taken over.
	free bool

	strip  strip
	jitter *rand.Rand
	// views is the state's count when the page came, arrived when.
	views   int
	arrived time.Time
	// given is what the last key gave beside what was wanted.
	given   []flow.Intent
	outcome play.Outcome
}

// errLeft says that nobody looks any more.
var errLeft = errors.New("the demo was left")

// lifeMost is how long a demo may be paused.
const lifeMost = 30 * 24 * time.Hour

// run plays the scenario to its end, and then stands still.
func (s *stage) run(ctx context.Context) func(yield func(pause) bool) {
	return func(yield func(pause) bool) {
		s.yield = yield
		played := *s.scenario
		played.Steps = append(played.Steps[:len(played.Steps):len(played.Steps)], spec.Step{})
		s.outcome = play.Run(ctx, &played, play.Config{
			Stage: s.open, Step: s.begin, File: s.config.File, OpenFile: s.config.OpenFile, Timeout: lifeMost,
		})
	}
}

// begin shows a step once its page does, and gives the speaker time. Behind the last one
// it is the end. What goes wrong here ends the step as well.
func (s *stage) begin(step spec.Step) {
	if s.strip.at > 0 {
		_ = s.Pass(afterTime)
	}
	if pages := step.Pages(); len(pages) > 0 {
		_, _ = s.Until(play.WaitDefault, func() bool {
			now := s.Session().State()
			return slices.Contains(pages, spec.Page(now.Page.String())) && !now.Calls.Busy()
		})
	}
	s.strip.begin(step, len(s.scenario.Steps))
	if s.strip.ended() {
		_ = s.rest(pause{length: endTime, end: true})
		return
	}
	_ = s.rest(pause{step: true})
	note := noteTime
	if !s.config.Silent {
		note += time.Duration(len(step.Note)) * noteLetter
	}
	if !s.left {
		_ = s.Pass(min(note, noteMost))
	}
}

// rest hands a pause to who looks on.
func (s *stage) rest(p pause) error {
	if s.left || !s.yield(p) {
		s.left = true
		return errLeft
	}
	return nil
}

func (s *stage) Session() *session.Session { return s.player.Session() }
func (s *stage) Now() time.Time            { return s.clock.Now() }

// Until is that of play.Stage, with what happens drawn.
func (s *stage) Until(limit time.Duration, reached func() bool) (bool, error) {
	began := s.Now()
	for {
		if err := s.quiet(); err != nil || reached() {
			return err == nil, err
		}
		next, any := s.clock.Next()
		if !any || next.After(began.Add(limit)) {
			return false, nil
		}
		if err := s.advance(began, next); err != nil {
			return false, err
		}
	}
}

// Pass is that of play.Stage, with what happens drawn.
func (s *stage) Pass(d time.Duration) error {
	began := s.Now()
	for end := began.Add(d); s.Now().Before(end); {
		if err := s.quiet(); err != nil {
			return err
		}
		next, any := s.clock.Next()
		if !any || next.After(end) {
			next = end
		}
		if err := s.advance(began, next); err != nil {
			return err
		}
	}
	return s.quiet()
}

// quiet lets everything happen that can at the present moment, and shows it.
func (s *stage) quiet() error {
	if s.left {
		return errLeft
	}
	err := s.player.Quiet()
	s.app.Perform(s.app.Refresh())
	if now := s.Session().State(); now.ViewCount != s.views {
		s.views, s.arrived = now.ViewCount, s.Now()
	}
	return err
}

// advance moves the clock on in a wait that began at a moment, and has drawn what goes out
// of date meanwhile.
func (s *stage) advance(began, to time.Time) error {
	for now := s.Now(); now.Before(to); now = s.Now() {
		next := to
		if stale := s.app.StaleIn(); stale > 0 && now.Sub(began) < time.Minute && now.Add(stale).Before(to) {
			next = now.Add(stale)
		}
		if err := s.rest(pause{length: shown(next.Sub(began)) - shown(now.Sub(began))}); err != nil {
			return err
		}
		if s.clock.Set(next); next.Before(to) {
			s.app.Perform(s.app.Refresh())
		}
	}
	return nil
}

// Fault arms or triggers a fault, which the header shows.
func (s *stage) Fault(f wire.Fault) error {
	err := s.player.Fault(f)
	if err == nil && s.strip.at > 0 {
		s.app.Perform(s.app.Faults())
		err = s.Pass(actTime)
	}
	return err
}

// Again opens the session once more, in a new app.
func (s *stage) Again(o flow.Options) error {
	err := s.player.Again(o)
	if err == nil {
		s.newApp()
		err = s.Pass(actTime)
	}
	return err
}
