package fault

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

const (
	maxAsked  = 200 // bytes of what was asked for that are compared
	mostWrong = 3   // one letter in so many may be wrong
)

// Nearest gives the one of names, of which there has to be one, that takes the
// fewest letters to be changed, in whatever case, and how many these are. Of what
// was asked for the first 200 bytes count.
func Nearest(asked string, names []string) (name string, changes int) {
	asked = strings.ToLower(asked[:min(len(asked), maxAsked)])
	distance := func(name string) int { return levenshtein.ComputeDistance(asked, strings.ToLower(name)) }
	name = slices.MinFunc(names, func(a, b string) int { return distance(a) - distance(b) })
	return name, distance(name)
}

// suggestion names for the end of a reason what may have been meant: the nearest
// of names or, when the asked one lacks a group, of what stands behind their dots.
// It is empty when nothing is near.
func suggestion(asked string, names []string) string {
	rests := make([]string, len(names))
	for i, name := range names {
		rests[i] = name[strings.IndexByte(name, '.')+1:]
	}
	for _, list := range [][]string{names, rests} {
		if len(list) == 0 {
			continue
		}
		name, changes := Nearest(asked, list)
		if changes <= min(len(asked), maxAsked)/mostWrong {
			return ", the nearest is " + names[slices.Index(list, name)]
		}
	}
	return ""
}
