package cli

import (
	"cmp"
	"fmt"
	"strings"

	"winkterm/assets"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/suite"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// verdictWords begin the line of a scenario, where that is not the verdict itself.
var verdictWords = map[plays.Verdict]string{plays.Passed: "ok", plays.Failed: "FAIL", plays.Invalid: "INVALID"}

// runLine is a scenario that ended, as a line: how, which, and how long it took on the
// session's clock.
func runLine(e suite.Event, total int) string {
	number := fmt.Sprint(e.Number + 1)
	if total > 0 {
		number = fmt.Sprintf("%*d/%d", len(fmt.Sprint(total)), e.Number+1, total)
	}
	v := e.Outcome.Verdict
	line := fmt.Sprintf("%-11s  %s  %s", cmp.Or(verdictWords[v], string(v)), number, widget.Clean(e.Scenario.Name))
	if e.Attempt > 1 {
		line += fmt.Sprintf(" (attempt %d)", e.Attempt)
	}
	if v != plays.Skipped {
		line += "  " + format.Duration(e.Outcome.Took)
	}
	return line + "\n"
}

// failureText says what was not as it should be, and the command that plays it again, in
// lines of the width of the output. The path is that of the recording, if there is one.
func (r *runner) failureText(e suite.Event, path, command string) string {
	f := e.Outcome.Failure
	if f == nil {
		return ""
	}
	l := &labelled{width: columns(r.Streams)}
	l.add("at", strings.TrimSuffix(f.Pos.String()+": "+f.Step, ": "))
	l.add("expected", f.Wanted)
	l.add("got", cmp.Or(f.Got, "nothing"))
	label := "records"
	for _, line := range r.lastRows(e, l.width-labelWidth) {
		fmt.Fprintf(l, "  %-*s%s\n", labelWidth-2, label, line)
		label = ""
	}
	if why, ok := assets.Explain(f.Code); ok {
		l.add("code", why.Code+": "+strings.Join([]string{why.WhatHappened, why.WhoActs, why.RetryText}, " "))
	}
	if path != "" {
		fmt.Fprintf(l, "  %-*s%s\n", labelWidth-2, "recorded", widget.Clean(path))
	}
	fmt.Fprintf(l, "  %-*s%s\n", labelWidth-2, "again", command)
	return l.String()
}

// setIn is how far the rows of a record that follow its first are set in.
const setIn = 11

// lastRows are the last records, in rows of a width where a terminal would break them
// else; of what was interrupted the very last, for nothing was wrong with the others.
func (r *runner) lastRows(e suite.Event, width int) (rows []string) {
	last := e.Outcome.Failure.Last
	if e.Outcome.Verdict == plays.Interrupted {
		last = last[max(0, len(last)-1):]
	}
	for _, line := range last {
		line = widget.Clean(line)
		if !r.Terminal {
			rows = append(rows, line)
			continue
		}
		parts := widget.Lines(widget.Wrap(line, width))
		if len(parts) > 1 { // those that follow are set in, below the lane
			rest := strings.TrimSpace(strings.TrimPrefix(line, parts[0]))
			parts = append(parts[:1], widget.Lines(widget.Wrap(rest, width-setIn))...)
		}
		for i, part := range parts {
			rows = append(rows, strings.Repeat(" ", min(i, 1)*setIn)+part)
		}
	}
	return rows
}

// again is the command that replays a recording, or plays the scenario once more at the
// target, as this attempt, and records it.
func again(e suite.Event, path string, seed uint64, target string) string {
	if path != "" {
		return "winkterm replay " + shellWord(path)
	}
	name := shellWord(e.Scenario.Name)
	command := fmt.Sprintf("winkterm run %s --from %s --to %s", shellWord(e.Scenario.Pos.File), name, name)
	if seed != e.Scenario.Seed {
		command += fmt.Sprintf(" --seed %d", seed)
	}
	if target != embedded {
		command += " --target " + shellWord(target)
	}
	return command + " --record ."
}

// summaryText is how a run ended, in a line.
func summaryText(sum suite.Summary, shuffled bool) string {
	var parts []string
	for _, v := range plays.Verdicts() {
		if n := sum.Counts[v]; n > 0 || v == plays.Passed {
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	text := strings.Join(parts, ", ") + " in " + format.Duration(sum.Took)
	if shuffled {
		text += fmt.Sprintf(", in the order of --seed %d", sum.Seed)
	}
	return text + "\n"
}
