package suite

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"winkterm/flow/scenario/spec"
)

// Choice says which scenarios of a list are played. The zero value is all of them.
type Choice struct {
	// Tags are tags, any of which a scenario has, and tags with a ! before them, none of
	// which it has.
	Tags []string
	// From and To are the first and the last one, by name or by the number in the list,
	// from 1; empty is where the list begins and ends.
	From, To string
	// Shard is the part of what is left.
	Shard Shard
}

// Of gives those of a list that were chosen, in its order. From and To count in the
// whole list, whatever the tags. It fails where From or To is not in the list, and where
// no scenario fits but for the shard, which may be an empty one.
func (c Choice) Of(list []*spec.Scenario) ([]*spec.Scenario, error) {
	if len(list) == 0 {
		return nil, errors.New("there is no scenario")
	}
	first, err := find(list, c.From, 0)
	if err != nil {
		return nil, fmt.Errorf("from: %w", err)
	}
	last, err := find(list, c.To, len(list)-1)
	if err != nil {
		return nil, fmt.Errorf("to: %w", err)
	}
	if last < first {
		return nil, fmt.Errorf("from: %q comes after %q", c.From, c.To)
	}
	var chosen []*spec.Scenario
	for _, s := range list[first : last+1] {
		if c.tagged(s) {
			chosen = append(chosen, s)
		}
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("tags: no scenario fits %s; there are %s", strings.Join(c.Tags, ","), tagsOf(list))
	}
	return c.Shard.of(chosen), nil
}

// find gives the index of a scenario by its name, or else by its number.
func find(list []*spec.Scenario, which string, none int) (int, error) {
	if which == "" {
		return none, nil
	}
	if i := slices.IndexFunc(list, func(s *spec.Scenario) bool { return s.Name == which }); i >= 0 {
		return i, nil
	}
	if n, err := strconv.Atoi(which); err == nil && n >= 1 && n <= len(list) {
		return n - 1, nil
	}
	return 0, fmt.Errorf("no scenario is named %q, and the numbers go from 1 to %d", which, len(list))
}

// tagged says whether a scenario has one of the plain tags and none of the negated.
func (c Choice) tagged(s *spec.Scenario) bool {
	wanted, has := false, false
	for _, tag := range c.Tags {
		if not, negated := strings.CutPrefix(tag, "!"); negated {
			if slices.Contains(s.Tags, not) {
				return false
			}
			continue
		}
		wanted, has = true, has || slices.Contains(s.Tags, tag)
	}
	return has || !wanted
}

// tagsOf lists the tags that there are.
func tagsOf(list []*spec.Scenario) string {
	var all []string
	for _, s := range list {
		all = append(all, s.Tags...)
	}
	slices.Sort(all)
	return cmp.Or(strings.Join(slices.Compact(all), ", "), "no tags at all")
}
