package flow

import (
	"maps"
	"slices"
)

// A State is never changed in place, so what is written goes into a copy.

// with gives a copy of a map with a value in it.
func with[K comparable, V any](m map[K]V, key K, value V) map[K]V {
	out := maps.Clone(m)
	if out == nil {
		out = map[K]V{}
	}
	out[key] = value
	return out
}

// find gives the first item that fits.
func find[T any](all []T, fits func(T) bool) (item T, ok bool) {
	if i := slices.IndexFunc(all, fits); i >= 0 {
		return all[i], true
	}
	return item, false
}

// replaced gives a copy of accounts or archives with one put in place of its earlier
// self.
func replaced[T any](all []T, now T, id func(T) string) []T {
	out := slices.Clone(all)
	if i := slices.IndexFunc(out, func(old T) bool { return id(old) == id(now) }); i >= 0 {
		out[i] = now
		return out
	}
	return append(out, now)
}
