package flow

import (
	"fmt"
	"strings"
)

// Diagram draws the table of pages as a Mermaid state diagram, without a fence
// around it: one arrow for each of Page.Leads, and what holds on every page as a
// note. The README carries it, and a test keeps the two the same.
func Diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    [*] --> Start\n")
	for _, from := range Pages() {
		for _, to := range from.Next() {
			fmt.Fprintf(&b, "    %s --> %s\n", from, to)
		}
	}
	b.WriteString("    Closed --> [*]\n")
	b.WriteString("    note right of Start : from every page, when a sandbox is started over\n")
	b.WriteString("    note right of Browser : from every page, and back to it\n")
	b.WriteString("    note right of Problem : from every page, and back to it\n")
	b.WriteString("    note right of Closed : from every page, at any time\n")
	return b.String()
}
