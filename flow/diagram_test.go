package flow_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/flow"
)

const (
	diagramBegin = "<!-- flow:begin -->"
	diagramEnd   = "<!-- flow:end -->"
)

// TestTheGuideHasTheDiagram keeps the guide's diagram what the table says.
func TestTheGuideHasTheDiagram(t *testing.T) {
	t.Parallel()
	file := filepath.Join("..", "docs", "guide.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("the guide with the flow's diagram is wanted: %v", err)
	}
	before, rest, begun := strings.Cut(string(text), diagramBegin)
	got, after, ended := strings.Cut(rest, diagramEnd)
	if !begun || !ended {
		t.Fatalf("docs/guide.md has no block between %s and %s for the flow's diagram", diagramBegin, diagramEnd)
	}
	want := "\n```mermaid\n" + diagram() + "```\n"
	switch {
	case got == want:
	case *update:
		text := before + diagramBegin + want + diagramEnd + after
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil { //nolint:gosec // a guide is for everybody
			t.Fatal(err)
		}
	default:
		t.Errorf("docs/guide.md draws another flow than the table has (go test ./flow -update redraws it):\n%s", unlike(got, want))
	}
}

// TestDiagramDrawsEveryPage checks that no page and no way is left out.
func TestDiagramDrawsEveryPage(t *testing.T) {
	t.Parallel()
	drawn := diagram()
	for _, page := range flow.Pages() {
		if !strings.Contains(drawn, page.String()) {
			t.Errorf("%s is not drawn", page)
		}
		for _, next := range page.Next() {
			if way := page.String() + " --> " + next.String() + "\n"; !strings.Contains(drawn, way) {
				t.Errorf("%q is not drawn", way)
			}
		}
	}
}

// diagram draws the table of pages as a Mermaid state diagram, without a fence
// around it: one arrow for each of Page.Leads, and what holds on every page as a
// note. The guide carries it, and a test keeps the two the same.
func diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    [*] --> Start\n")
	for _, from := range flow.Pages() {
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
