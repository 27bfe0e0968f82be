package results

import (
	"fmt"
	"slices"
	"strings"

	"winkterm/flow/scenario/dwell"
	"winkterm/flow/scenario/play"
)

// group is a scenario with its attempts, as formats show it.
type group struct {
	Entry
	// Attempts are those that were played, Failed those of them that did not pass.
	Attempts int
	Failed   []Entry
	// Real is how long all of them took in real time.
	Real dwell.Millis
}

// grouped are the scenarios with their attempts, which stand behind each other.
func grouped(entries []Entry) (all []*group) {
	for i, e := range entries {
		if i == 0 || entries[i-1].key() != e.key() || entries[i-1].Attempt >= e.Attempt {
			all = append(all, &group{Entry: e})
		}
		g := all[len(all)-1]
		if e.Verdict == play.Skipped {
			continue
		}
		g.Attempts++
		g.Real += e.RealMs
		if e.Verdict != play.Passed {
			g.Failed = append(g.Failed, e)
		}
	}
	return all
}

// The lanes of scenarios, the worst first.
var lanes = []string{"failed", "skipped", "passed"}

// Lane is one of lanes: a scenario has failed where any attempt did.
func (g *group) Lane() string {
	switch {
	case len(g.Failed) > 0:
		return lanes[0]
	case g.Attempts == 0:
		return lanes[1]
	}
	return lanes[2]
}

func (g *group) flaky() bool { return len(g.Failed) > 0 && len(g.Failed) < g.Attempts }

// broken says that an attempt could not be played to its end.
func (g *group) broken() bool { return len(g.Failed) > 0 && g.Failed[0].Verdict != play.Failed }

// failures are the scenarios that failed.
func failures(r Run) []*group {
	return slices.DeleteFunc(grouped(r.Scenarios), func(g *group) bool { return len(g.Failed) == 0 })
}

// at is where the first failure is, or where the scenario begins.
func (g *group) at() Failure {
	if f := g.Failed[0].Failure; f != nil && f.Line > 0 {
		return *f
	}
	return Failure{File: g.File, Line: max(g.Line, 1), Column: 1}
}

// Sentence says in one line what failed; empty where nothing did.
func (g *group) Sentence() string {
	switch {
	case len(g.Failed) == 0:
		return ""
	case g.flaky():
		return fmt.Sprintf("flaky, %d of %d attempts: %s", len(g.Failed), g.Attempts, g.Failed[0].sentence())
	}
	return g.Failed[0].sentence()
}

func (e Entry) sentence() string {
	text := string(e.Verdict)
	if f := e.Failure; f != nil {
		for _, part := range [][2]string{{": ", f.Step}, {"; expected ", f.Wanted}, {"; got ", f.Got}} {
			if part[1] != "" {
				text += part[0] + part[1]
			}
		}
	}
	return strings.ReplaceAll(text, "\n", " ")
}

// Detail says everything about an attempt that failed, in lines.
func (e Entry) Detail() string {
	var lines []string
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, name+value)
		}
	}
	if f := e.Failure; f != nil {
		if f.Line > 0 { // what was checked stands in no file otherwise
			add("at: ", fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column))
		}
		add("step: ", f.Step)
		add("expected: ", f.Wanted)
		add("got: ", f.Got)
		add("code: ", f.Code)
		if x := f.Explanation; x != nil {
			lines = append(lines, "  "+x.Title, "  "+x.WhatHappened, "  "+x.WhoActs, "  "+x.RetryText)
		}
		if len(f.Last) > 0 {
			add("last records:\n  ", strings.Join(f.Last, "\n  "))
		}
		add("again: ", f.Command)
	}
	add("recording: ", e.Recording)
	return strings.Join(lines, "\n")
}
