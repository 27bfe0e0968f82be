package coverage

import (
	"fmt"
	"io"
	"math"
)

// WriteText writes the map for people: a line for each kind, and below it what never was
// exercised, all of it when all is set.
func (m *Map) WriteText(to io.Writer, all bool) error {
	shown := shownMax
	if all {
		shown = math.MaxInt
	}
	for _, k := range m.Kinds {
		if _, err := fmt.Fprintf(to, "%-13s %3d of %-3d %4d%%\n", k.Name, k.Covered, k.Of, k.Percent()); err != nil {
			return err
		}
		if missing := k.Missing(); len(missing) > 0 {
			if _, err := fmt.Fprintf(to, "  never: %s\n", first(missing, shown)); err != nil {
				return err
			}
		}
	}
	return nil
}
