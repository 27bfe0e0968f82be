package dwell

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
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

// part is one of a budget: what, perhaps a measure, and how long.
var part = regexp.MustCompile(`^"?(connected|analyzed|[A-Z]+ /[^"=]*?)"?(?:\.(p50|p95|p99|max))?=([^=]+)$`)

// ParseBudget reads connected=8s,analyzed=20s,"POST /accounts"=300ms; empty limits
// nothing.
func ParseBudget(text string) (all Budget, err error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	for text := range strings.SplitSeq(text, ",") {
		found := part.FindStringSubmatch(strings.TrimSpace(text))
		if found == nil {
			return nil, fmt.Errorf("%q is no budget: write %s", text, Usage)
		}
		most, err := spec.ParseDuration(found[3])
		if err != nil {
			return nil, fmt.Errorf("%q is no budget: %w", text, err)
		}
		all = append(all, limit{found[1], cmp.Or(found[2], "p95"), time.Duration(most)})
	}
	return all, nil
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
				failed = append(failed, fmt.Errorf("budget: %s%s took %s (%s of %d), more than %s", r.What, where(r), got, l.measure, r.Count, l.most))
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
