package derive

import (
	"slices"

	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/scenario/spec"
)

// ending gives what a recording says, and the names of its callbacks but those of pages.
func ending(f *recording.File) (facts *recording.Facts, callbacks []string, err error) {
	facts = recording.FactsOf(f.Header())
	for i := range f.Len() {
		m := f.Meta(i)
		if m.Lane == journal.LaneState || m.Lane == journal.LaneHTTP || m.Lane == journal.LaneIntent {
			continue
		}
		r, err := f.At(i)
		if err != nil {
			return nil, nil, err
		}
		facts.Take(r)
		if m.Lane == journal.LaneCallback && m.Kind != string(wire.OnUIEvent) {
			callbacks = append(callbacks, m.Kind)
		}
	}
	return facts, callbacks, nil
}

// expectations are what a session ended in: the page, the callbacks in their order, the
// statuses of what changed last, and its error code.
func expectations(page spec.Page, callbacks []string, last recording.Subject) []spec.Expect {
	all := []spec.Check{spec.OnPage{Page: page}}
	if len(callbacks) > 0 {
		all = append(all, spec.Callbacks{Names: callbacks})
	}
	if len(last.Statuses) > 0 {
		statuses := spec.Statuses{In: spec.Subject(last.Kind)}
		for _, s := range last.Statuses {
			if known(statuses.In, s.To) {
				statuses.Are = append(statuses.Are, s.To)
			}
		}
		statuses.Are = slices.Compact(statuses.Are) // a session that is resumed has the last one again
		all = append(all, statuses)
	}
	if code := last.Status().ErrorCode; code != "" {
		all = append(all, spec.ErrorCode{Code: code})
	}
	expect := make([]spec.Expect, len(all))
	for i, check := range all {
		expect[i].Check = check
	}
	return expect
}

// known says that a scenario can name a status: a host may have answered any other one.
func known(of spec.Subject, status string) bool {
	return slices.Contains(spec.StatusesOf(of), status)
}
