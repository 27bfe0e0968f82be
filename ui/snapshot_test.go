package ui

import (
	"encoding/json"
	"strings"
	"testing"

	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/ui/tick"
)

// ownState are the pages that show what a screen or the app keeps for itself and the
// flow does not know: an open view, a directory of the disk, how long something has
// shown, an overlay.
var ownState = map[string]bool{
	"account-production": true, "analyzed-json": true, "connecting": true, "uploading": true, "help": true, "lanes": true,
	"invite-form": true, // whom ctrl+t tries next
	"picker":      true, "picker-completed": true, "picker-picture": true, "picker-refused": true,
	"data": true, "data-full": true, "data-item": true, "data-json": true, "data-production": true,
	"picker-sides": true, "picker-unsuitable": true,
}

// TestEveryPageIsDrawnAgainFromItsSnapshot draws each page from what the journal keeps
// of its state: only lines in which something is masked differ.
func TestEveryPageIsDrawnAgainFromItsSnapshot(t *testing.T) {
	t.Parallel()
	for name, lead := range pages {
		if ownState[name] {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := lead(newBench(t, native, 120, 40))
			b.send(tick.Msg{}) // the sign of what is under way goes by the time
			text, err := json.Marshal(b.host.state)
			if err != nil {
				t.Fatal(err)
			}
			j := journal.New(b.app.Now)
			kept, _ := j.Append(journal.State{Page: b.host.state.Page.String(), State: journal.JSON(text)}).Data.(journal.State)
			again := newBench(t, native, 120, 40)
			again.now, again.host.catalogue = b.now, b.host.catalogue
			again.app.env.Index = b.app.env.Index
			var state flow.State
			if err := json.Unmarshal([]byte(kept.State), &state); err != nil {
				t.Fatal(err)
			}
			again.host.state = state
			again.send(changedMsg{})
			compareScreens(t, wizardOf(b), wizardOf(again))
		})
	}
}

// wizardOf is the half of the screen that shows the page.
func wizardOf(b *bench) []string {
	var lines []string
	for _, line := range strings.Split(b.screen(), "\n") {
		if cells := []rune(line); len(cells) > 50 {
			line = string(cells[:50])
		}
		lines = append(lines, line)
	}
	return lines
}

func compareScreens(t *testing.T, live, replayed []string) {
	t.Helper()
	if len(live) != len(replayed) {
		t.Fatalf("%d lines, and %d from the snapshot", len(live), len(replayed))
	}
	for i := range live {
		masked := strings.ContainsAny(replayed[i], "•[")
		was, is := live[i], replayed[i]
		if i+1 < len(live) && strings.ContainsAny(replayed[i+1], "•[") { // which field is in focus does not count there
			was, is = strings.Replace(was, "╭ › ", "╭── ", 1), strings.Replace(is, "╭ › ", "╭── ", 1)
		}
		if was != is && !masked {
			t.Errorf("line %d:\n%s\n%s", i, live[i], replayed[i])
		}
	}
}
