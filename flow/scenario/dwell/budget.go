package dwell

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"winkterm/flow/scenario/spec"
)

// Budget is how long some things may take.
type Budget []limit

type limit struct {
	what, measure string
	most          time.Duration
}

// Usage says how a budget is written.
const Usage = `connected, analyzed or an operation with the most that it may take at each provider, such as connected=8s,"POST /accounts"=300ms; ` +
	`it is held against the p95, or what is named: connected.p99=8s (p50, p95, p99, max)`

// measures are what a limit can be held against.
var measures = map[string]func(Row) Millis{
	"p50": func(r Row) Millis { return r.P50Ms },
	"p95": func(r Row) Millis { return r.P95Ms },
	"p99": func(r Row) Millis { return r.P99Ms },
	"max": func(r Row) Millis { return r.MaxMs },
}

// ParseBudget reads connected=8s,analyzed=20s,"POST /accounts"=300ms; empty limits
// nothing.
func ParseBudget(text string) (all Budget, err error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		name, value, ok := strings.Cut(strings.ReplaceAll(strings.TrimSpace(part), `"`, ""), "=")
		if !ok {
			return nil, fmt.Errorf("%q is no budget: write %s", part, Usage)
		}
		l := limit{what: name, measure: "p95"}
		if what, measure, ok := cutLast(name, "."); ok {
			l.what, l.measure = what, measure
		}
		if measures[l.measure] == nil {
			return nil, fmt.Errorf("%q: there is no measure %q; there are p50, p95, p99 and max", part, l.measure)
		}
		if !slices.Contains([]string{Connected, Analyzed}, l.what) && !strings.Contains(l.what, " /") {
			return nil, fmt.Errorf("%q: %q is nothing that is measured: write %s", part, l.what, Usage)
		}
		most, err := spec.ParseDuration(value)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", part, err)
		}
		l.most = time.Duration(most)
		all = append(all, l)
	}
	return all, nil
}

func cutLast(text, sep string) (before, after string, found bool) {
	i := strings.LastIndex(text, sep)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(sep):], true
}

// Check fails for each row that takes longer than its budget, and for a budget of which
// nothing was measured.
func (b Budget) Check(rows []Row) error {
	var failed []error
	for _, l := range b {
		measured := false
		for _, r := range rows {
			if r.What != l.what {
				continue
			}
			measured = true
			if got := measures[l.measure](r); got > MillisOf(l.most) {
				failed = append(failed, fmt.Errorf("budget: %s%s took %s (%s of %d), more than %s", r.What, where(r), got.Duration(), l.measure, r.Count, l.most))
			}
		}
		if !measured {
			failed = append(failed, fmt.Errorf("budget: nothing was measured of %s: no scenario went through it", l.what))
		}
	}
	return errors.Join(failed...)
}

func where(r Row) string {
	if r.Provider == "" {
		return ""
	}
	return " at " + r.Provider
}
