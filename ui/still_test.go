package ui

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/flow/journal"
)

// TestAStillIsDrawnAsTheAppDrewIt draws each page again in a window without a session:
// only lines in which something is masked differ.
func TestAStillIsDrawnAsTheAppDrewIt(t *testing.T) {
	t.Parallel()
	for name, lead := range pages {
		if ownState[name] {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := lead(newBench(t, native, 120, 40))
			b.records()
			again := still(t, b, 1500*time.Millisecond)
			again.Size(120, 40)
			var lines []string
			for line := range strings.SplitSeq(colours.ReplaceAllString(again.Draw(), ""), "\n") {
				lines = append(lines, strings.TrimRight(line, " "))
			}
			b.app.toast = toast{} // a word that stands for a moment
			compareScreens(t, strings.Split(b.screen(), "\n"), lines)
		})
	}
}

// still is the window at the moment that a bench is at, whose page has shown for a while.
func still(t *testing.T, b *bench, shown time.Duration) *Still {
	t.Helper()
	text, err := json.Marshal(b.host.state)
	if err != nil {
		t.Fatal(err)
	}
	kept, _ := b.app.Journal.Append(journal.State{Page: b.host.state.Page.String(), State: journal.JSON(text)}).Data.(journal.State)
	var state flow.State
	if err := json.Unmarshal([]byte(kept.State), &state); err != nil {
		t.Fatal(err)
	}
	s := NewStill(b.app.Config, b.app.Journal, b.app.Journal.Start())
	s.Show(Moment{State: state, Found: b.host.catalogue, At: b.now, Since: b.now.Add(-shown)})
	s.Feed(b.app.Journal.Since(0), true)
	return s
}

// In a window of another program the footer is that one's, and only the lanes take the
// focus.
func TestAStillIsFramed(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toLogin()
	s := still(t, b, 0)
	for _, size := range [][2]int{{0, 0}, {30, 5}} {
		if s.Size(size[0], size[1]); s.Body() != "" {
			t.Errorf("in %v there is room for a body", size)
		}
	}
	s.Size(80, 24)
	s.Under("replay", 2)
	lines := strings.Split(colours.ReplaceAllString(s.Framed(s.Body(), "one", "two"), ""), "\n")
	if len(lines) != 24 || !strings.Contains(lines[0], "replay  SANDBOX ") || !strings.HasPrefix(lines[21], "│ one") || !strings.HasPrefix(lines[22], "│ two") {
		t.Errorf("it is drawn as\n%s", strings.Join(lines, "\n"))
	}
	s.ToLanes(true)
	if !strings.Contains(s.Framed(s.Body(), "", ""), "Timeline") {
		t.Error("the lanes do not show")
	}
	s.Mouse(tea.MouseClickMsg{X: 10, Y: 8, Button: tea.MouseLeft})
	if !s.Focus() {
		t.Error("a click on the lanes leaves them")
	}
	s.ToLanes(false)
	s.Mouse(tea.MouseClickMsg{X: 10, Y: 8, Button: tea.MouseLeft})
	if s.Focus() || !strings.Contains(s.Framed("a body of its own", "", ""), "a body of its own") {
		t.Error("the page is not where the focus is")
	}
	waits := still(t, newBench(t, native, 80, 24).toConnecting(), 7*time.Second)
	waits.Size(80, 24)
	if got := waits.Draw(); !strings.Contains(got, "being asked, 7 s") {
		t.Errorf("it is drawn as\n%s", got)
	}
}
