package derive

import (
	"context"
	"fmt"
	"math/bits"
	"slices"

	"winkterm/flow/recording"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// PlaysMax is how often a scenario is played at most while it is shrunk.
const PlaysMax = 500

// Play plays a scenario.
type Play func(context.Context, *spec.Scenario) play.Outcome

// Shrink gives the shortest scenario that it finds by leaving out steps, and then what is
// set beside them, which ends as the given one: with the same verdict, where it passes in
// the same page, status and error code, with all its expectations, where it does not with
// the same failure. progress is given how often it was played and how many steps are left.
// It fails when the first play comes to no verdict, and with the context's error, beside
// the best until then.
func Shrink(ctx context.Context, s *spec.Scenario, p Play, progress func(plays, steps int)) (*spec.Scenario, error) {
	first := p(ctx, s)
	switch first.Verdict {
	case play.Passed, play.Failed, play.Invalid:
	case play.Unreachable, play.Refused, play.TimedOut, play.Interrupted, play.Skipped:
		return s, fmt.Errorf("%q cannot be shrunk, for it was not played to its end: %s", s.Name, first.Verdict)
	}
	r := &shrinking{ctx: ctx, play: p, progress: progress, best: *s, end: endOf(first), plays: 1}
	for again := true; again; {
		again = false
		for size := 1 << bits.Len(uint(len(r.best.Steps))); size > 0; size /= 2 {
			again = r.steps(size) || again
		}
		again = r.settings() || again
	}
	return &r.best, ctx.Err()
}

// shrinking is a scenario while it is shrunk.
type shrinking struct {
	ctx      context.Context //nolint:containedctx // it is that of the one call that shrinks
	play     Play
	progress func(plays, steps int)
	best     spec.Scenario
	end      end
	plays    int
}

// end is how a scenario ended.
type end struct {
	verdict                 play.Verdict
	pos                     spec.Pos
	wanted, got             string
	page, of, status, error string
}

func endOf(o play.Outcome) end {
	e := end{verdict: o.Verdict}
	if o.Failure != nil {
		e.pos, e.wanted, e.got = o.Failure.Pos, o.Failure.Wanted, o.Failure.Got
		return e
	}
	facts := recording.FactsOf(o.Header, o.Records...)
	last := facts.Last("")
	e.page, e.of, e.status, e.error = facts.Screen.Page, last.Kind, last.Status().To, last.Status().ErrorCode
	return e
}

// try plays a shorter one, which is the best if it ends in the same way.
func (r *shrinking) try(shorter spec.Scenario) bool {
	if r.plays >= PlaysMax || r.ctx.Err() != nil {
		return false
	}
	r.plays++
	same := endOf(r.play(r.ctx, &shorter)) == r.end
	if same {
		r.best = shorter
	}
	r.progress(r.plays, Length(&r.best))
	return same
}

// steps leaves out so many steps in a row at a time, from the last to the first, and says
// whether any could be.
func (r *shrinking) steps(size int) (any bool) {
	for to := len(r.best.Steps); to > 0; to -= max(size/2, 1) {
		from, shorter := max(to-size, 0), r.best
		shorter.Steps = slices.Concat(r.best.Steps[:from], r.kept(r.best.Steps[from:to]), r.best.Steps[to:])
		if Length(&shorter) < Length(&r.best) && r.try(shorter) {
			any, to = true, from+max(size/2, 1)
		}
	}
	return any
}

// Length is how many steps do something.
func Length(s *spec.Scenario) (n int) {
	for _, step := range s.Steps {
		if step.Do != nil {
			n++
		}
	}
	return n
}

// kept are the expectations of steps that are left out: all of a scenario that passes.
func (r *shrinking) kept(steps []spec.Step) []spec.Step {
	only := spec.Step{}
	for _, s := range steps {
		if r.end.verdict == play.Passed && len(s.Expect) > 0 {
			only.Pos, only.Expect = s.Pos, slices.Concat(only.Expect, s.Expect)
		}
	}
	if only.Expect == nil {
		return nil
	}
	return []spec.Step{only}
}

// settings leaves out what is set beside the steps, and says whether any could be.
func (r *shrinking) settings() (any bool) {
	for again := true; again; any = any || again {
		again = slices.ContainsFunc(simpler(r.best, r.end.verdict != play.Passed), r.try)
	}
	return any
}
