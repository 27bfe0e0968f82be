package coverage

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
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

// part is one of a requirement: a kind, a number, and whether it is of hundredths.
var part = regexp.MustCompile(`^(\w+)=(\d{1,6})(%?)$`)

// ParseRequirement reads "codes=16,edges=100%"; empty requires nothing. It fails on a kind
// that is not known, and on more than there is.
func ParseRequirement(text string) (all Requirement, err error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	for text := range strings.SplitSeq(text, ",") {
		found := part.FindStringSubmatch(strings.TrimSpace(text))
		if found == nil {
			return nil, fmt.Errorf("%q is no requirement: write %s", text, Usage)
		}
		i := slices.IndexFunc(tables, func(t table) bool { return t.name == found[1] })
		if i < 0 {
			return nil, fmt.Errorf("there is no kind %q to cover; there are %s", found[1], strings.Join(Kinds(), ", "))
		}
		n, _ := strconv.Atoi(found[2]) // digits
		r, of := atLeast{found[1], n, found[3] != ""}, len(tables[i].items())
		if n > of && !r.percent || n > 100 && r.percent {
			return nil, fmt.Errorf("%q can never be met: there are %d %s", text, of, r.kind)
		}
		all = append(all, r)
	}
	return all, nil
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
