package suite

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"winkterm/flow/scenario/spec"
)

// Shard is one of Count parts of a suite; Index counts from 1. The zero value is the
// whole suite.
type Shard struct{ Index, Count int }

// ParseShard reads a shard: "2/5" is the second of five, and "1:5", which counts from 0,
// is the same one. It fails on anything else.
func ParseShard(text string) (Shard, error) {
	index, count, slash := strings.Cut(text, "/")
	from := 1
	if !slash {
		index, count, _ = strings.Cut(text, ":")
		from = 0
	}
	i, err := strconv.Atoi(index)
	n, err2 := strconv.Atoi(count)
	if err != nil || err2 != nil {
		return Shard{}, fmt.Errorf("%q is no shard: write the second of five as 2/5, or counted from 0 as 1:5", text)
	}
	if s := (Shard{i - from + 1, n}); s.Index >= 1 && s.Index <= s.Count {
		return s, nil
	}
	return Shard{}, fmt.Errorf("%q is no shard of %d: I/N counts from 1 to N; for an index from 0, such as JOB_COMPLETION_INDEX, write I:N", text, n)
}

// String is "2/5"; empty for the whole suite.
func (s Shard) String() string {
	if s.Count == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Index, s.Count)
}

// of gives the scenarios of the shard, in their order in the list. Which those are goes
// by their files and names, so that it does not matter in which order they were read.
func (s Shard) of(list []*spec.Scenario) []*spec.Scenario {
	if s.Count == 0 {
		return list
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b *spec.Scenario) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Pos.Line, b.Pos.Line))
	})
	mine := map[*spec.Scenario]bool{}
	for i := s.Index - 1; i < len(sorted); i += s.Count {
		mine[sorted[i]] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(sc *spec.Scenario) bool { return !mine[sc] })
}
