package results

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"winkterm/assets"
	"winkterm/flow/journal"
	"winkterm/flow/redact"
	"winkterm/flow/scenario/coverage"
	"winkterm/flow/scenario/dwell"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// Collector makes a Run of outcomes. It keeps no records. It is not safe for concurrent
// use.
type Collector struct {
	run   Run
	suite []*spec.Scenario
	// at is where a scenario stands in the suite.
	at      map[key]int
	entries [][]Entry
	dwell   dwell.Table
}

// key is what a scenario is known by.
type key struct {
	File string
	Line int
	Name string
}

func keyOf(s *spec.Scenario) key { return key{s.Pos.File, s.Pos.Line, s.Name} }

func (e Entry) key() key { return key{e.File, e.Line, e.Name} }

// Collect begins a run of the scenarios of a suite, in the order of the suite. Version,
// Began, Seed, Shard and Target are taken from head.
func Collect(head Run, suite []*spec.Scenario) *Collector {
	head.SchemaVersion, head.Program, head.redactor = SchemaVersion, "winkterm", redact.New()
	head.Coverage = coverage.New()
	c := &Collector{run: head, suite: suite, at: map[key]int{}, entries: make([][]Entry, len(suite))}
	for i, s := range suite {
		c.at[keyOf(s)] = i
		learn(head.redactor, s)
	}
	return c
}

// learn teaches what a scenario brought along that may not leave.
func learn(r *redact.Redactor, s *spec.Scenario) {
	for _, secret := range s.Secrets {
		r.Learn(redact.Secret, string(secret))
	}
	for _, p := range s.People {
		r.Learn(redact.Secret, p.Password)
		r.Learn(redact.Code, p.Code)
		r.Learn(redact.Code, p.Code6)
		r.Learn(redact.Name, p.FullName)
		r.Learn(redact.Email, p.Email)
		r.Learn(redact.Phone, p.Mobile)
		r.Learn(redact.SSN, p.SSNumber)
		for _, answer := range p.Answers {
			r.Learn(redact.Secret, answer)
		}
	}
}

// Add takes an outcome, in any order. recording is the file with its session, empty if
// there is none; command plays it again, and without one that is winkterm run with its
// file and seed. The records are read for coverage and dwell times, and let go. An outcome of
// a scenario that is not of the suite comes behind it.
func (c *Collector) Add(o play.Outcome, recording, command string) {
	e := entryOf(o, recording, command)
	i, known := c.at[e.key()]
	if !known {
		i = len(c.entries)
		c.at[e.key()] = i
		c.entries = append(c.entries, nil)
		learn(c.run.redactor, o.Scenario)
	}
	c.entries[i] = append(c.entries[i], e)
	c.run.Coverage.Add(o)
	c.dwell.Add(o)
}

// Run gives the run so far. What was not played is Skipped.
func (c *Collector) Run(took time.Duration) Run {
	r := c.run
	r.TookMs, r.Dwell = dwell.MillisOf(took), c.dwell.Rows()
	r.Scenarios = []Entry{}
	for i, entries := range c.entries {
		if len(entries) == 0 {
			entries = []Entry{entryOf(play.Outcome{Scenario: c.suite[i], Verdict: play.Skipped}, "", "")}
		}
		entries = slices.SortedStableFunc(slices.Values(entries), func(a, b Entry) int { return cmp.Compare(a.Attempt, b.Attempt) })
		r.Scenarios = append(r.Scenarios, entries...)
	}
	r.Counts = count(r.Scenarios)
	return r.mapped(r.redactor.Text)
}

func entryOf(o play.Outcome, recording, command string) Entry {
	s := o.Scenario
	e := Entry{
		Name: s.Name, File: s.Pos.File, Line: s.Pos.Line, Tags: s.Tags, Attempt: max(o.Attempt, 1), Seed: s.Seed,
		Verdict: o.Verdict, TookMs: dwell.MillisOf(o.Took), RealMs: dwell.MillisOf(o.Real), Recording: recording,
	}
	if o.Header.Sandbox != nil {
		e.Seed = o.Header.Sandbox.Seed
	}
	if f := o.Failure; f != nil {
		if command == "" {
			command = "winkterm run " + journal.ScriptQuote(s.Pos.File) + " --seed " + strconv.FormatUint(e.Seed, 10)
		}
		e.Failure = &Failure{
			File: f.Pos.File, Line: f.Pos.Line, Column: f.Pos.Column, Step: f.Step, Wanted: f.Wanted, Got: f.Got,
			Code: f.Code, Last: f.Last, Command: command,
		}
		if known, ok := assets.Explain(f.Code); ok {
			e.Failure.Explanation = &known
		}
	}
	return e
}

// count counts scenarios by what became of them.
func count(entries []Entry) (n Counts) {
	for _, g := range grouped(entries) {
		n.Scenarios++
		n.Attempts += g.passed + len(g.failed)
		switch g.verdict() {
		case play.Passed:
			n.Passed++
		case play.Skipped:
			n.Skipped++
		case play.Invalid, play.Unreachable, play.Refused, play.TimedOut, play.Interrupted:
			n.Errors++
			fallthrough
		case play.Failed:
			n.Failed++
			if g.passed > 0 {
				n.Flaky++
			}
		}
	}
	return n
}

// group is a scenario with its attempts.
type group struct {
	Entry
	passed int
	failed []Entry
}

// verdict is that of the first attempt that failed, if one did.
func (g group) verdict() play.Verdict {
	switch {
	case len(g.failed) > 0:
		return g.failed[0].Verdict
	case g.passed > 0:
		return play.Passed
	}
	return play.Skipped
}

// grouped are the scenarios with their attempts, which stand behind each other.
func grouped(entries []Entry) (all []*group) {
	for i, e := range entries {
		if i == 0 || entries[i-1].key() != e.key() {
			all = append(all, &group{Entry: e})
		}
		g := all[len(all)-1]
		switch e.Verdict {
		case play.Skipped:
		case play.Passed:
			g.passed++
		case play.Failed, play.Invalid, play.Unreachable, play.Refused, play.TimedOut, play.Interrupted:
			g.failed = append(g.failed, e)
		}
	}
	return all
}
