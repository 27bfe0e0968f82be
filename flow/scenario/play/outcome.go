package play

import (
	"cmp"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/scenario/spec"
)

// Verdict is how a scenario ended.
type Verdict string

// The verdicts. A scenario is Failed by an expectation or a wait that was not met, and
// Invalid where a step cannot happen; the host's are those of the exit codes.
const (
	Passed      Verdict = "passed"
	Failed      Verdict = "failed"
	Invalid     Verdict = "invalid"
	Unreachable Verdict = "unreachable"
	Refused     Verdict = "refused"
	TimedOut    Verdict = "timed out"
	Interrupted Verdict = "interrupted"
	Skipped     Verdict = "skipped"
)

// Verdicts are all of them, as they are listed.
func Verdicts() []Verdict {
	return []Verdict{Passed, Failed, Invalid, Unreachable, Refused, TimedOut, Interrupted, Skipped}
}

// Outcome is what became of a scenario.
type Outcome struct {
	Scenario *spec.Scenario
	Verdict  Verdict
	// Failure says what was not as it should be; nil of a scenario that passed.
	Failure *Failure
	// Header and Records are the session, masked, as a recording has it.
	Header  recording.Header
	Records []journal.Record
	// Events are what the sandbox delivered, in their order.
	Events []Event
	// Began is on the session's clock; Took is how long it took there, Real how long in
	// real time.
	Began      time.Time
	Took, Real time.Duration
	// Attempt counts from 1 where a scenario is repeated.
	Attempt int
}

// Failure is the first thing that was not as it should be.
type Failure struct {
	// Pos is the line of the step or expectation; Step says it in words.
	Pos  spec.Pos
	Step string
	// Wanted is what should have been, Got what was.
	Wanted, Got string
	// Code is the error code that it ended in, if any, for an explanation.
	Code string
	// Last are the last records that say something, as lines.
	Last []string
}

// Why says in one line what should have been and what was.
func (f *Failure) Why() string {
	got := cmp.Or(f.Got, "nothing")
	if f.Wanted == "" {
		return got
	}
	return "expected " + f.Wanted + ", got " + got
}

// Event is a webhook event that was delivered: at its own moment.
type Event struct {
	At   time.Time
	Type string
	// Body is its JSON, made when it is first asked for; it has personal data in clear.
	Body func() []byte
}
