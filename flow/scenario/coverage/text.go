package coverage

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// WriteText writes the map for people: a line for each kind, and below it what was never
// exercised: the first few, or all of it.
func (m *Map) WriteText(to io.Writer, all bool) error {
	shown := shownMax
	if all {
		shown = math.MaxInt
	}
	var b strings.Builder
	for _, k := range m.Kinds {
		fmt.Fprintf(&b, "%-13s %3d of %-3d %4d%%\n", k.Name, k.Covered, k.Of, k.Percent())
		if missing := k.Missing(); len(missing) > 0 {
			fmt.Fprintf(&b, "  never: %s\n", first(missing, shown))
		}
		if len(k.Others) > 0 {
			fmt.Fprintf(&b, "  beside the table: %s\n", first(names(k.Others), shown))
		}
	}
	_, err := io.WriteString(to, b.String())
	return err
}
