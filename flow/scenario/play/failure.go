package play

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"winkterm/api"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/scenario/spec"
)

// lastMax is how many of the last records a failure has.
const lastMax = 8

// unmetError says that something is not as it should be.
type unmetError struct {
	pos         spec.Pos // that of the step where it has none
	wanted, got string
}

func (e *unmetError) Error() string { return fmt.Sprintf("expected %s, got %s", e.wanted, e.got) }

// failure says what ended a scenario.
func (r *run) failure(err error) (Verdict, *Failure) {
	f := &Failure{Pos: r.step.Pos, Step: spec.Text(r.step.Do), Got: err.Error(), Last: r.last()}
	var unmet *unmetError
	var refused *flow.Refused
	switch {
	case errors.As(err, &unmet):
		f.Wanted, f.Got = unmet.wanted, unmet.got
		if unmet.pos.Line > 0 {
			f.Pos = unmet.pos
		}
	case errors.As(err, &refused):
		f.Wanted, f.Got = "a page that takes it", onPage(r.state())+": "+refused.Why
	}
	known := Redactor(r.scenario)
	if r.stage != nil {
		f.Code, known = r.errorCode(), r.session().Journal().Redactor()
	}
	f.Step, f.Wanted, f.Got = known.Text(f.Step), known.Text(f.Wanted), known.Text(f.Got)
	switch v := r.verdict(err, unmet != nil || refused != nil); {
	case v == Interrupted:
		f.Wanted, f.Got = "", "it was interrupted here"
		return v, f
	case v == TimedOut && r.ctx.Err() != nil:
		f.Wanted, f.Got = "", "the time that it may take was over here"
		return v, f
	default:
		return v, f
	}
}

// verdict is how a scenario ended that was not passed.
func (r *run) verdict(err error, unmet bool) Verdict {
	switch {
	case errors.Is(r.ctx.Err(), context.DeadlineExceeded):
		return TimedOut
	case r.ctx.Err() != nil || errors.Is(err, context.Canceled):
		return Interrupted
	}
	if kind, ok := api.KindOf(err); ok {
		return verdictOf(kind)
	}
	if unmet && r.config.Host.OpenAPI != "" && r.state().Page == flow.Problem {
		return verdictAt(r.state().Calls.Failed.Failure)
	}
	if unmet {
		return Failed
	}
	return Invalid
}

// verdictOf is that of a call that the scenario itself made.
func verdictOf(kind api.Kind) Verdict {
	switch kind {
	case api.KindKeyRefused, api.KindTokenRefused, api.KindForbidden:
		return Refused
	case api.KindMissing, api.KindInvalid, api.KindUnsupported, api.KindCursorLoop, api.KindFile:
		return Invalid
	case api.KindTimeout:
		return TimedOut
	case api.KindUnreachable, api.KindServerDown, api.KindCutOff, api.KindNotEnvelope, api.KindRateLimited, api.KindCancelled:
	}
	return Unreachable
}

// verdictAt is that of a session which ends on the Problem page at a host.
func verdictAt(f flow.Failure) Verdict {
	switch {
	case f.Status == 401 || f.Status == 403:
		return Refused
	case f.Title == (&api.Error{Kind: api.KindTimeout}).Title():
		return TimedOut
	case f.Status == 0 || f.Status >= 500:
		return Unreachable
	}
	return Failed
}

// last are the last records that say something.
func (r *run) last() (lines []string) {
	all := r.records()
	for i := len(all) - 1; i >= 0 && len(lines) < lastMax; i-- {
		text := all[i].Line()
		if text == "" {
			continue
		}
		since := all[i].At.Sub(r.outcome.Began)
		lines = append([]string{fmt.Sprintf("%8.3fs  %-8s  %s", since.Seconds(), all[i].Lane, text)}, lines...)
	}
	return lines
}

// errorCode is that of the account or archive whose status changed last, or which was
// asked for its code again.
func (r *run) errorCode() string {
	for _, rec := range slices.Backward(r.records()) {
		if d, ok := rec.Data.(journal.Status); ok {
			return d.ErrorCode
		}
	}
	return ""
}
