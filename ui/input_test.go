package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/flow/journal"
)

// lineOf gives the line of the screen that has the text, -1 for none.
func (b *bench) lineOf(text string) int {
	for y, line := range strings.Split(b.screen(), "\n") {
		if strings.Contains(line, text) {
			return y
		}
	}
	return -1
}

// A click on a page that was scrolled hits what is seen there.
func TestClickOnAScrolledPage(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 60, 12).toConsent()
	for range 20 {
		b.send(tea.MouseWheelMsg{X: 5, Y: 5, Button: tea.MouseWheelDown})
	}
	if b.lineOf("Decline") < 0 || b.app.page.scroll.Offset() == 0 {
		t.Fatalf("the page is not scrolled:\n%s", b.screen())
	}
	for range 20 {
		b.send(tea.MouseWheelMsg{X: 5, Y: 5, Button: tea.MouseWheelUp})
	}
	if b.app.page.scroll.Offset() != 0 {
		t.Errorf("the wheel does not go up:\n%s", b.screen())
	}
	for range 20 {
		b.send(tea.MouseWheelMsg{X: 5, Y: 5, Button: tea.MouseWheelDown})
	}
	b.send(tea.MouseClickMsg{X: 10, Y: b.lineOf("Decline"), Button: tea.MouseLeft})
	b.on(flow.Closed)
}

// The wheel scrolls the half that it is over, wherever the focus is.
func TestWheelOverTheLanes(t *testing.T) {
	t.Parallel()
	for _, width := range []int{120, 60} {
		b := newBench(t, native, width, 40).toConsent()
		x := width - 5
		if width == 60 { // one half at a time
			b.app.focus = records
		}
		for i := range 100 {
			b.app.Journal.Append(journal.Note{Topic: "n", Text: fmt.Sprintf("number %d.", i)})
		}
		b.send(changedMsg{})
		b.shows("", "number 99.")
		b.send(tea.MouseWheelMsg{X: x, Y: 10, Button: tea.MouseWheelUp})
		if b.lineOf("number 99.") >= 0 || b.lineOf("number 96.") < 0 {
			t.Errorf("%d: the wheel over the lanes does not scroll them by three:\n%s", width, b.screen())
		}
		if width == 120 {
			b.send(tea.MouseWheelMsg{X: 5, Y: 10, Button: tea.MouseWheelUp})
			if b.lineOf("number 96.") < 0 {
				t.Errorf("the wheel over the page scrolls the lanes:\n%s", b.screen())
			}
		}
		b.send(tea.MouseWheelMsg{X: x, Y: 10, Button: tea.MouseWheelDown})
		b.shows("", "number 99.")
		b.send(tea.MouseClickMsg{X: x, Y: b.lineOf("number 98."), Button: tea.MouseLeft})
		if y := b.lineOf("number 98."); !strings.Contains(strings.Split(b.screen(), "\n")[y], "›") || b.app.focus != records {
			t.Errorf("%d: the row that was clicked is not chosen:\n%s", width, b.screen())
		}
	}
}
