package cli

import (
	"strings"
	"testing"

	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
	"winkterm/ui/widget"
)

func lasted(v plays.Verdict, lines ...string) suite.Event {
	return suite.Event{
		Scenario: &spec.Scenario{Name: "it's long", Pos: spec.Pos{File: "a.yaml", Line: 1, Column: 1}},
		Outcome:  &plays.Outcome{Verdict: v, Failure: &plays.Failure{Got: "something", Last: lines}},
	}
}

// Records are in the width of a terminal whole, and one line each elsewhere.
func TestTheLastRecordsFitATerminal(t *testing.T) {
	t.Parallel()
	record := "   2.375s  callback  onAccountConnected {" + strings.Repeat("0123456789", 20) + "}"
	e := lasted(plays.Failed, "   1.000s  screen    Login", record)
	if rows := (&runner{}).lastRows(e, 60); len(rows) != 2 || rows[1] != record {
		t.Errorf("where a program reads it: %q", rows)
	}
	rows, all := (&runner{Streams: Streams{Terminal: true}}).lastRows(e, 60), ""
	for i, row := range rows {
		if widget.Width(row) > 60 || i > 1 && !strings.HasPrefix(row, strings.Repeat(" ", setIn)) {
			t.Errorf("row %d is %q", i, row)
		}
		all += strings.TrimSpace(row)
	}
	words := lasted(plays.Failed, "   1.000s  http      "+strings.Repeat("word ", 14))
	for _, row := range (&runner{Streams: Streams{Terminal: true}}).lastRows(words, 60) {
		if widget.Width(row) > 60 {
			t.Errorf("%q is too wide", row)
		}
	}
	if !strings.HasSuffix(all, strings.Repeat("0123456789", 20)+"}") {
		t.Errorf("something is lost in %q", rows)
	}
}

// Of what was interrupted the last record says where, and nothing else is of interest.
func TestTheLastRecordOfWhatWasInterrupted(t *testing.T) {
	t.Parallel()
	if rows := (&runner{}).lastRows(lasted(plays.Interrupted, "one", "two"), 60); len(rows) != 1 || rows[0] != "two" {
		t.Errorf("%q", rows)
	}
	if rows := (&runner{}).lastRows(lasted(plays.Interrupted), 60); len(rows) != 0 {
		t.Errorf("%q", rows)
	}
}

// What failed at a host is played again there.
func TestAgainIsAtTheSameHost(t *testing.T) {
	t.Parallel()
	const want = `winkterm run a.yaml --from 'it'\''s long' --to 'it'\''s long' --seed 3`
	if got := again(lasted(plays.Failed), "", 3, embedded); got != want+" --record ." {
		t.Errorf("%s", got)
	}
	if got := again(lasted(plays.Failed), "", 3, "https://a.test/v1"); got != want+" --target https://a.test/v1 --record ." {
		t.Errorf("%s", got)
	}
}

func TestWhatWasNotPlayedDidNotFail(t *testing.T) {
	t.Parallel()
	sum := suite.Summary{Total: 9, Counts: map[plays.Verdict]int{plays.Passed: 2, plays.Failed: 1, plays.Skipped: 6}}
	if got := ended(sum, false).Error(); got != "7 of 9 did not pass, 6 of them not played" {
		t.Error(got)
	}
}
