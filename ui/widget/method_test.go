package widget_test

import (
	"testing"

	"winkterm/ui/widget"
)

// Not parallel: how the terminal counts is one fact for all.
func TestTheTerminalSaysHowItCounts(t *testing.T) {
	const family, thai = "👩\u200d👩\u200d👧", "สำ"
	if got := widget.Width(family); got != 6 {
		t.Errorf("by characters the family takes %d cells", got)
	}
	if got := widget.Width(thai); got != 2 {
		t.Errorf("by characters the syllable takes %d cells", got)
	}
	widget.SetClustered(true)
	defer widget.SetClustered(false)
	if got := widget.Width(family); got != 2 {
		t.Errorf("by letters the family takes %d cells", got)
	}
	if pad := widget.Pad("ൎ", 5); widget.Width(pad) != 5 { // it takes the first space into its letter
		t.Errorf("%q has %d cells", pad, widget.Width(pad))
	}
	if fit := widget.Fit(family+"x", 5); widget.Width(fit) != 5 {
		t.Errorf("%q has %d cells", fit, widget.Width(fit))
	}
}
