package results

import (
	"cmp"
	"slices"
	"time"

	"winkterm/assets"
	"winkterm/flow/recording"
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
	// at is where a *spec.Scenario, or the key of one, stands in the suite.
	at      map[any]int
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
	head.SchemaVersion, head.Program, head.redactor = SchemaVersion, "winkterm", play.Redactor(suite...)
	head.Coverage = coverage.New()
	c := &Collector{run: head, suite: suite, at: map[any]int{}, entries: make([][]Entry, len(suite))}
	for i, s := range suite {
		c.at[s], c.at[keyOf(s)] = i, i
	}
	return c
}

// Add takes an outcome, in any order. recording is the file with its session, empty if
// there is none; command plays it again. The records are read for coverage and dwell
// times, and let go. An outcome of a scenario that is not of the suite comes behind it.
func (c *Collector) Add(o play.Outcome, recording, command string) {
	e := entryOf(o, recording, command)
	i, known := c.at[o.Scenario]
	if !known {
		i, known = c.at[e.key()]
	}
	if !known {
		i = len(c.entries)
		c.at[e.key()] = i
		c.entries = append(c.entries, nil)
		play.Learn(c.run.redactor, o.Scenario)
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
	return r.masked()
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
		e.Failure = &Failure{
			File: f.Pos.File, Line: f.Pos.Line, Column: f.Pos.Column, Step: f.Step, Wanted: f.Wanted, Got: f.Got,
			Code: f.Code, Last: f.Last, Command: command,
		}
		e.Failure.Explanation = explain(o)
	}
	return e
}

// explain explains the code of a failure; one that accounts and archives have by what
// changed last.
func explain(o play.Outcome) *assets.Explanation {
	all := assets.ExplainAll(o.Failure.Code)
	last := recording.FactsOf(o.Header, o.Records...).Last("").Kind
	i := slices.IndexFunc(all, func(x assets.Explanation) bool { return string(x.Kind) == last })
	if len(all) == 0 {
		return nil
	}
	return &all[max(i, 0)]
}

// count counts scenarios by what became of them.
func count(entries []Entry) (n Counts) {
	for _, g := range grouped(entries) {
		n.Scenarios++
		n.Attempts += g.Attempts
		*map[string]*int{lanes[0]: &n.Failed, lanes[1]: &n.Skipped, lanes[2]: &n.Passed}[g.Lane()]++
		if g.broken() {
			n.Errors++
		}
		if g.flaky() {
			n.Flaky++
		}
	}
	return n
}
