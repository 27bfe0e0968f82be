package derive

import (
	"maps"
	"reflect"
	"slices"

	"winkterm/flow/scenario/spec"
)

// simpler gives the scenarios that set one thing less than this one; expecting less as
// well, where it may.
func simpler(s spec.Scenario, expecting bool) (all []spec.Scenario) {
	for _, name := range []string{"Options", "Data", "Person", "People", "Faults", "Seed", "Now", "Speed", "Providers"} {
		all = append(all, cleared(s, func(s reflect.Value) reflect.Value { return s.FieldByName(name) })...)
	}
	for i := range reflect.TypeFor[spec.Options]().NumField() {
		all = append(all, cleared(s, func(s reflect.Value) reflect.Value { return s.FieldByName("Options").Field(i) })...)
	}
	for _, kind := range slices.Sorted(maps.Keys(s.Data.Kinds)) {
		less := s
		less.Data.Kinds = maps.Clone(s.Data.Kinds)
		delete(less.Data.Kinds, kind)
		all = append(all, less)
	}
	for i := range s.Faults {
		less := s
		less.Faults = slices.Delete(slices.Clone(s.Faults), i, i+1)
		all = append(all, less)
	}
	for i := range s.Expect {
		less := s
		if less.Expect = slices.Delete(slices.Clone(s.Expect), i, i+1); expecting {
			all = append(all, less)
		}
	}
	return all
}

// cleared is the scenario without a field, nothing where that is not set.
func cleared(s spec.Scenario, find func(scenario reflect.Value) reflect.Value) []spec.Scenario {
	field := find(reflect.ValueOf(&s).Elem())
	if field.IsZero() {
		return nil
	}
	field.SetZero()
	return []spec.Scenario{s}
}
