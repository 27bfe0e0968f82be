package coverage

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Requirement is how much of some kinds must be exercised.
type Requirement []atLeast

// atLeast is the least of a kind: a number of items, or of hundredths of them.
type atLeast struct {
	kind    string
	n       int
	percent bool
}

// Usage says how a requirement is written.
const Usage = "kinds with a number or a share, such as codes=16,edges=100%"

// ParseRequirement reads "codes=16,edges=100%"; empty requires nothing. It fails on a kind
// that is not known, and on more than there is.
func ParseRequirement(text string) (all Requirement, err error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	m := New()
	for part := range strings.SplitSeq(text, ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		number, percent := strings.CutSuffix(value, "%")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 0 {
			return nil, fmt.Errorf("%q is no requirement: write %s", part, Usage)
		}
		if !known(name) {
			return nil, fmt.Errorf("there is no kind %q to cover; there are %s", name, strings.Join(Kinds(), ", "))
		}
		most := m.kind(name).Of
		if percent {
			most = 100
		}
		if n > most {
			return nil, fmt.Errorf("%q can never be met: there are %d %s", part, m.kind(name).Of, name)
		}
		all = append(all, atLeast{name, n, percent})
	}
	return all, nil
}

func known(name string) bool {
	for _, t := range tables {
		if t.name == name {
			return true
		}
	}
	return false
}

// shownMax is how many missing items an error names.
const shownMax = 5

// Check fails when a kind was exercised less than is required, and names what is missing.
func (m *Map) Check(required Requirement) error {
	var failed []error
	for _, r := range required {
		k := m.kind(r.kind)
		have, unit := k.Covered, ""
		if r.percent {
			have, unit = k.Percent(), "%"
		}
		if have < r.n {
			failed = append(failed, fmt.Errorf("coverage: %s are %d%s of %d, less than %d%s; never: %s",
				k.Name, have, unit, k.Of, r.n, unit, first(k.Missing(), shownMax)))
		}
	}
	return errors.Join(failed...)
}

// first are the first few of some names, and how many more there are.
func first(names []string, n int) string {
	if len(names) <= n {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:n], ", "), len(names)-n)
}
