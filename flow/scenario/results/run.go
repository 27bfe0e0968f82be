package results

import (
	"time"

	"winkterm/assets"
	"winkterm/flow/redact"
	"winkterm/flow/scenario/coverage"
	"winkterm/flow/scenario/dwell"
	"winkterm/flow/scenario/play"
)

// SchemaVersion is that of the JSON. Fields are added under the same one; it grows when
// one goes or means something else.
const SchemaVersion = 1

// Run is a run of a suite, or of a shard of one.
type Run struct {
	SchemaVersion int `json:"schemaVersion"`
	// Program is "winkterm", Version the program's.
	Program string `json:"program"`
	Version string `json:"version"`
	// Began is when, TookMs how long it took in real time.
	Began  time.Time    `json:"began"`
	TookMs dwell.Millis `json:"tookMs"`
	// Seed is that of the whole run; each scenario has its own as well.
	Seed uint64 `json:"seed"`
	// Shard is nil of a run that is whole.
	Shard *Shard `json:"shard,omitempty"`
	// Target is "embedded", or the host's address.
	Target    string        `json:"target"`
	Counts    Counts        `json:"counts"`
	Scenarios []Entry       `json:"scenarios"`
	Coverage  *coverage.Map `json:"coverage,omitempty"`
	Dwell     []dwell.Row   `json:"dwell,omitempty"`

	// redactor knows what may not leave; nil of a run that was read.
	redactor *redact.Redactor
}

// Shard is the part Index of Of of a suite, counted from 1.
type Shard struct {
	Index int `json:"index"`
	Of    int `json:"of"`
}

// Counts count scenarios: each is counted once, whatever the number of its attempts.
type Counts struct {
	Scenarios int `json:"scenarios"`
	// Attempts is how often they were played altogether.
	Attempts int `json:"attempts"`
	// Passed passed in all attempts.
	Passed int `json:"passed"`
	// Failed did not pass in an attempt, whatever the verdict. Of them Errors could not be
	// played to their end (all verdicts but failed), and Flaky passed in another attempt.
	Failed int `json:"failed"`
	Errors int `json:"errors"`
	Flaky  int `json:"flaky"`
	// Skipped were not played at all.
	Skipped int `json:"skipped"`
}

// Entry is one attempt at a scenario.
type Entry struct {
	Name    string       `json:"name"`
	File    string       `json:"file"`
	Line    int          `json:"line"`
	Tags    []string     `json:"tags,omitempty"`
	Attempt int          `json:"attempt"`
	Seed    uint64       `json:"seed,omitempty"`
	Verdict play.Verdict `json:"verdict"`
	// TookMs is on the session's clock, RealMs in real time.
	TookMs  dwell.Millis `json:"tookMs"`
	RealMs  dwell.Millis `json:"realMs"`
	Failure *Failure     `json:"failure,omitempty"`
	// Recording is the file with its session, empty if none was written.
	Recording string `json:"recording,omitempty"`
}

// Failure is the first thing that was not as it should be.
type Failure struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	// Step is the step or expectation in words; Wanted is what should have been, Got what
	// was.
	Step   string `json:"step"`
	Wanted string `json:"wanted,omitempty"`
	Got    string `json:"got,omitempty"`
	// Code is the error code that it ended in, with what is known of it.
	Code        string              `json:"code,omitempty"`
	Explanation *assets.Explanation `json:"explanation,omitempty"`
	// Last are the last records that say something, as lines.
	Last []string `json:"last,omitempty"`
	// Command plays it again.
	Command string `json:"command,omitempty"`
}
