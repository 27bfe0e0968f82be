package cli

import (
	"context"
	"errors"
	"fmt"

	"winkterm/api"
	"winkterm/api/webhook/post"
	"winkterm/flow/follow"
	"winkterm/flow/recording"
	"winkterm/flow/repro/script"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/suite"
	"winkterm/ui/setup"
)

// The exit codes. Scripts rely on them: a code is never given another meaning.
const (
	ExitOK        = 0
	ExitFailed    = 1 // something else went wrong; of diff, that the two differ
	ExitUsage     = 2 // the command line, the configuration, or no terminal
	ExitAssertion = 3 // what was awaited did not come, for something else did
	ExitNetwork   = 4 // the host cannot be reached or is in trouble
	ExitRefused   = 5 // the key or token is refused
	ExitTimedOut  = 6 // no answer in time, or not what was awaited

	ExitInterrupted = 130 // a run of scenarios was ended by a signal, as shells have it
)

// usageError is a mistake that the caller can mend.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// usage makes a usageError as fmt.Errorf makes an error.
func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// endedError is a run of scenarios in which not all passed.
type endedError struct {
	sum         suite.Summary
	interrupted bool
}

// ended says how a run ended, nil where all passed.
func ended(sum suite.Summary, interrupted bool) error {
	if sum.Passed() {
		return nil
	}
	return &endedError{sum, interrupted}
}

func (e *endedError) Error() string {
	passed, n := e.sum.Counts[plays.Passed], e.sum.Total
	if n == 0 {
		return "interrupted at once: no report was written"
	}
	if e.interrupted {
		return fmt.Sprintf("interrupted: %d of %d had passed", passed, n)
	}
	text := fmt.Sprintf("%d of %d did not pass", n-passed, n)
	if skipped := e.sum.Counts[plays.Skipped]; skipped > 0 {
		text += fmt.Sprintf(", %d of them not played", skipped)
	}
	return text
}

// code goes by what an expectation says first, then by what kept one from being held
// against anything: a bad step, the key, the host, the time.
func (e *endedError) code() int {
	if e.interrupted {
		return ExitInterrupted
	}
	for _, v := range []struct {
		verdict plays.Verdict
		code    int
	}{
		{plays.Failed, ExitFailed}, {plays.Invalid, ExitUsage}, {plays.Refused, ExitRefused}, {plays.Unreachable, ExitNetwork},
		{plays.TimedOut, ExitTimedOut}, {plays.Interrupted, ExitInterrupted},
	} {
		if e.sum.Counts[v.verdict] > 0 {
			return v.code
		}
	}
	return ExitTimedOut // the rest was skipped, for the time was over
}

// notMetError says that not all came out as it should: a webhook's handler answered
// otherwise, or somebody could not be invited.
type notMetError struct{ text string }

func (e *notMetError) Error() string { return e.text }

// exitCode is the one place where an error becomes an exit code.
func exitCode(err error) int {
	if err == nil {
		return ExitOK
	}
	if run := new(endedError); errors.As(err, &run) {
		if link := new(linkError); errors.As(err, &link) && run.code() == ExitFailed {
			return link.code
		}
		return run.code()
	}
	var command *commandError
	if errors.As(err, &command) {
		return command.code
	}
	if set := new(setupError); errors.As(err, &set) {
		return setupCodes[setup.Worst(set.found)]
	}
	var usage usageError
	var base *api.BaseURLError
	if errors.As(err, &usage) || errors.As(err, &base) || errors.Is(err, recording.ErrNotPlain) {
		return ExitUsage
	}
	var ruledOut *follow.RuledOutError
	var elsewhere *script.ElsewhereError
	var notMet *notMetError
	if errors.As(err, &ruledOut) || errors.As(err, &elsewhere) || errors.As(err, &notMet) {
		return ExitAssertion
	}
	if unreachable := new(post.UnreachableError); errors.As(err, &unreachable) {
		return ExitNetwork
	}
	kind, ok := api.KindOf(err) // of a time-out as well, when the host never answered
	if late := new(follow.LateError); !ok && (errors.As(err, &late) || errors.Is(err, context.DeadlineExceeded)) {
		return ExitTimedOut
	}
	if !ok {
		return ExitFailed
	}
	switch kind {
	case api.KindKeyRefused, api.KindTokenRefused, api.KindForbidden:
		return ExitRefused
	case api.KindTimeout:
		return ExitTimedOut
	case api.KindUnreachable, api.KindServerDown, api.KindCutOff, api.KindNotEnvelope, api.KindRateLimited:
		return ExitNetwork
	case api.KindMissing, api.KindInvalid, api.KindUnsupported, api.KindCancelled, api.KindCursorLoop, api.KindFile:
	}
	return ExitFailed
}
