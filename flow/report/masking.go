package report

import (
	"fmt"
	"slices"
	"strings"

	"winkterm/flow/journal"
	"winkterm/flow/redact"
)

// Masked counts what was masked of one kind.
type Masked struct {
	Kind redact.Kind `json:"kind"`
	// Values is how many different values there were, Occurrences in how many places.
	// What was cut in its middle is counted as a place alone.
	Values      int `json:"values"`
	Occurrences int `json:"occurrences"`
}

// masking is the masking report.
type masking []Masked

// maskingOf counts the placeholders in the records, by kind. Snapshots of the state,
// which say the same again and again, are not counted.
func maskingOf(records []journal.Record) masking {
	all, seen := map[redact.Kind]*Masked{}, map[string]bool{}
	for _, r := range records {
		if r.Lane == journal.LaneState {
			continue
		}
		for mark := range redact.Placeholders(string(encode(r.Data))) {
			kind, numbered := redact.KindOf(mark)
			if all[kind] == nil {
				all[kind] = &Masked{Kind: kind}
			}
			all[kind].Occurrences++
			if numbered && !seen[mark] {
				seen[mark] = true
				all[kind].Values++
			}
		}
	}
	counted := masking{}
	for _, m := range all {
		counted = append(counted, *m)
	}
	slices.SortFunc(counted, func(a, b Masked) int { return strings.Compare(string(a.Kind), string(b.Kind)) })
	return counted
}

// lines are the masking report as lines of text.
func (all masking) lines() []string {
	lines := []string{"masked: nothing"}
	if len(all) > 0 {
		lines = []string{"masked, by kind:"}
	}
	for _, m := range all {
		lines = append(lines, fmt.Sprintf("  %s: %s in %s", m.Kind, count(m.Values, "value"), count(m.Occurrences, "place")))
	}
	return lines
}

// line is the masking report in one line.
func (all masking) line() string {
	lines := all.lines()
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Replace(strings.Join(lines, "; "), ":; ", ": ", 1)
}

func count(n int, of string) string {
	if n != 1 {
		of += "s"
	}
	return fmt.Sprintf("%d %s", n, of)
}
