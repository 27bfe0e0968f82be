package inspector_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Where there is room, what is chosen shows beside the rows, or below them, and goes with
// the cursor.
func TestWhatIsChosenShowsBesideTheRows(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{116, 30}, {91, 46}} {
		m := fed(story()...)
		look := func() string { return ansi.Strip(m.View(size[0], size[1], true)) }
		if got := look(); !strings.Contains(got, "text    dropped GET /accounts") || m.Open() {
			t.Errorf("at %v there is\n%s", size, got)
		}
		press(m, "home", "down", "down")
		got := look()
		if !strings.Contains(got, "http  POST /accounts") || !strings.Contains(got, "requestId  req-2") || !strings.Contains(got, "› 00:03.412") {
			t.Errorf("at %v the call does not show:\n%s", size, got)
		}
		press(m, "enter", "pgdown")
		if scrolled := look(); !m.Open() || scrolled == got || !strings.Contains(scrolled, "› 00:03.412") {
			t.Errorf("at %v it does not scroll beside the rows:\n%s", size, scrolled)
		}
		press(m, "esc")
		if look(); m.Open() {
			t.Errorf("at %v esc leaves it open", size)
		}
		m.Update(tea.MouseClickMsg{X: size[0] - 4, Y: size[1] - 4, Button: tea.MouseLeft})
		if look(); !m.Open() {
			t.Errorf("at %v a click on it does not open it", size)
		}
		m.Update(tea.MouseClickMsg{X: 5, Y: 2, Button: tea.MouseLeft})
		if got := look(); m.Open() || !strings.Contains(got, "› 00:01.200") {
			t.Errorf("at %v a click on a row does not choose it:\n%s", size, got)
		}
	}
}

// In a block of its own a record is in a box over the rows, which a click beside it closes.
func TestARecordIsInABox(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	m.View(80, 20, true)
	press(m, "enter")
	if got := ansi.Strip(m.View(80, 20, true)); !strings.Contains(got, "╭ Record ─") || !m.Boxed() {
		t.Fatalf("there is no box:\n%s", got)
	}
	m.Update(tea.MouseClickMsg{X: 9, Y: 9, Button: tea.MouseLeft})
	if !m.Open() {
		t.Error("a click on it closes it")
	}
	m.Update(tea.MouseClickMsg{X: 0, Y: 9, Button: tea.MouseLeft})
	if m.Open() {
		t.Error("a click beside it leaves it open")
	}
	m.View(60, 12, true)
	press(m, "enter")
	if m.View(60, 12, true); m.Boxed() || !m.Open() {
		t.Error("in a small block there is a box")
	}
}

// A lane without records says what will be in it.
func TestAnEmptyLaneSaysWhatWillBeThere(t *testing.T) {
	t.Parallel()
	m := empty()
	for _, want := range []string{"Pages, calls, callbacks", "No callback yet", "No call yet"} {
		wantSeen(t, m, want, true)
		press(m, "right")
	}
}
