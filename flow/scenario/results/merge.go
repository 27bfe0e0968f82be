package results

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"winkterm/flow/scenario/coverage"
	"winkterm/flow/scenario/dwell"
)

// Merge puts the shards of one suite together, in the order of the shards, as one run that
// is whole. It fails when a scenario or a shard is there twice, when shards are missing,
// which are named, and when they are not of one suite.
func Merge(runs []Run) (Run, error) {
	if len(runs) == 0 {
		return Run{}, errors.New("there is nothing to merge: name the JSON of each shard")
	}
	if err := sameSuite(runs); err != nil {
		return Run{}, err
	}
	runs = slices.SortedFunc(slices.Values(runs), func(a, b Run) int { return a.Shard.Index - b.Shard.Index })
	whole := runs[0]
	whole.Shard, whole.Scenarios, whole.Coverage = nil, nil, coverage.New()
	var times dwell.Table
	shardOf := map[key]int{}
	for _, r := range runs {
		for _, e := range r.Scenarios {
			if other, ok := shardOf[e.key()]; ok && other != r.Shard.Index {
				return Run{}, fmt.Errorf("%s:%d: %q is in shard %d and in shard %d: they are not of one suite", e.File, e.Line, e.Name, other, r.Shard.Index)
			}
			shardOf[e.key()] = r.Shard.Index
		}
		whole.Scenarios = append(whole.Scenarios, r.Scenarios...)
		whole.TookMs = max(whole.TookMs, r.TookMs)
		if r.Began.Before(whole.Began) {
			whole.Began = r.Began
		}
		if r.Coverage != nil {
			whole.Coverage.Merge(*r.Coverage)
		}
		times.Merge(r.Dwell)
	}
	whole.Counts, whole.Dwell = count(whole.Scenarios), times.Rows()
	return whole, nil
}

// sameSuite says what keeps runs from being the shards of one suite.
func sameSuite(runs []Run) error {
	first := runs[0]
	have := map[int]bool{}
	for _, r := range runs {
		switch {
		case r.Shard == nil:
			return errors.New("a run that is whole is among the shards: merge only what ran with --shard")
		case r.SchemaVersion != first.SchemaVersion || r.Version != first.Version:
			return fmt.Errorf("shard %d is of winkterm %s, shard %d of %s: run all of them with one", first.Shard.Index, first.Version, r.Shard.Index, r.Version)
		case r.Shard.Of != first.Shard.Of || r.Seed != first.Seed || r.Target != first.Target:
			return fmt.Errorf("shard %d/%d and shard %d/%d are not of one suite: play all with the same number of shards, --seed and --target", first.Shard.Index, first.Shard.Of, r.Shard.Index, r.Shard.Of)
		case have[r.Shard.Index]:
			return fmt.Errorf("shard %d/%d is there twice", r.Shard.Index, r.Shard.Of)
		}
		have[r.Shard.Index] = true
	}
	var missing []string
	for i := 1; i <= first.Shard.Of; i++ {
		if !have[i] {
			missing = append(missing, fmt.Sprintf("%d/%d", i, first.Shard.Of))
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("shards are missing: %s", strings.Join(missing, ", "))
	}
	return nil
}
