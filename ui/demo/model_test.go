package demo

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow/scenario/spec"
)

var update = flag.Bool("update", false, "write the golden files")

// TestAScreenOfEachStep is what who looks on sees when each step begins, at three sizes.
func TestAScreenOfEachStep(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 18}} {
		name := fmt.Sprintf("login-%dx%d", size[0], size[1])
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, size[0], size[1], func(c *Config) { c.Steps = true }, login())
			var all strings.Builder
			for i := range 9 {
				b.shows(fmt.Sprintf("%d/9", i+1), "paused")
				fmt.Fprintf(&all, "step %d\n%s\n\n", i+1, b.screen())
				for b.press("n"); !b.m.paused && b.tick(); {
				}
			}
			b.shows("the end", "DISCONNECTED")
			fmt.Fprintf(&all, "the end\n%s\n", b.screen())
			golden(t, name, all.String())
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(path); err != nil || got != string(want) {
		t.Errorf("%v: %s is not as in its file, but\n%s", err, name, got)
	}
}

func TestItGoesOnByItself(t *testing.T) {
	t.Parallel()
	b := newBench(t, 100, 30, nil, login())
	b.until("social type")
	b.until("•••• type")
	if b.screen(); strings.Contains(b.screen(), "123456 type") {
		t.Error("the strip shows the password")
	}
	b.until("the end")
	if b.tick() {
		t.Error("the timer runs behind the end")
	}
	b.shows("9/9", "r start over", "t take over")
}

// A pause holds everything, the code's time too.
func TestAPauseHoldsAll(t *testing.T) {
	t.Parallel()
	b := newBench(t, 100, 30, nil, login())
	b.until("time left")
	for range 3 {
		b.tick()
	}
	b.press("space")
	b.shows("paused", "space go on")
	before := b.m.stage.Now()
	if b.tick(); b.tick() || !b.m.stage.Now().Equal(before) {
		t.Error("time passes in a pause")
	}
	b.press("space")
	b.tick()
	if b.tick(); b.m.stage.Now().Equal(before) || strings.Contains(b.screen(), "paused") {
		t.Error("it does not go on")
	}
}

func TestOneKeyGoesToTheNextStep(t *testing.T) {
	t.Parallel()
	b := newBench(t, 100, 30, nil, login())
	b.shows("1/9")
	b.press("n")
	for b.m.hurry > 0 && b.tick() {
	}
	b.shows("2/9")
	if b.m.paused {
		t.Error("it has stopped")
	}
}

// A key that is pressed again before the next step has come goes one further.
func TestTwoKeysGoTwoStepsOn(t *testing.T) {
	t.Parallel()
	for _, steps := range []bool{false, true} {
		b := newBench(t, 100, 30, func(c *Config) { c.Steps = steps }, login())
		b.shows("1/9")
		b.press("n", "n")
		for b.m.hurry > 0 && b.tick() {
		}
		b.shows("3/9")
		if b.m.paused != steps {
			t.Errorf("paused is %t where it stops before each step is %t", b.m.paused, steps)
		}
	}
}

// Notes and keys can be read in a small window as well; a note that is too long shows it.
func TestASmallWindowHasTheNoteAndTheKeys(t *testing.T) {
	t.Parallel()
	s := login()
	s.Steps[0].Note = "A borrower applies for a loan. Before anything else happens the user is asked for consent, and reads for whom."
	b := newBench(t, 60, 18, nil, s)
	b.shows("│ whom. ", "space pause", "q end")
	s.Steps[0].Note = strings.Repeat("More than there is room for. ", 20)
	b = newBench(t, 60, 18, nil, s)
	b.shows("…", "q end")
	if strings.Count(b.screen(), "\n") != 17 {
		t.Errorf("the window is\n%s", b.screen())
	}
}

func TestOneKeyStartsOver(t *testing.T) {
	t.Parallel()
	b := newBench(t, 100, 30, nil, login())
	first := b.screen()
	b.until("time left")
	b.press("r")
	if b.screen() != first {
		t.Errorf("the first screen is\n%s", b.screen())
	}
	b.until("time left")
}

func TestTheUserTakesOver(t *testing.T) {
	t.Parallel()
	b := newBench(t, 100, 30, nil, login())
	b.until("Log in to Social Security System")
	b.press("t")
	b.shows("the keys are yours", "f6 start over")
	before := b.m.stage.Now()
	b.press("4", "2", "n", "q")
	if !b.m.stage.Now().After(before) {
		t.Error("the time of the session is not real")
	}
	b.shows("› SS number", "│ 42nq ")
	b.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	b.shows("› SS number  42nq ", "the keys are yours")
	b.press("f6")
	b.shows("1/9", "Continue")
	b.press("q")
	if !b.quits() {
		t.Error("q does not end it")
	}
}

// The window may change at any time.
func TestItIsResized(t *testing.T) {
	t.Parallel()
	b := newBench(t, 120, 40, nil, login())
	b.until("4/9 login george")
	for _, size := range [][2]int{{60, 18}, {20, 5}, {80, 24}} {
		b.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if lines := strings.Count(b.screen(), "\n") + 1; lines != size[1] {
			t.Errorf("%d lines of %d:\n%s", lines, size[1], b.screen())
		}
	}
	b.shows("4/9 login george", "space pause")
}

func TestOneScenarioFollowsTheOther(t *testing.T) {
	t.Parallel()
	short := &spec.Scenario{Name: "short", Steps: []spec.Step{{Do: spec.Consent{}, Note: "The first."}}}
	other := &spec.Scenario{Name: "other", Steps: []spec.Step{{Do: spec.Consent{}, Note: "The second."}}}
	b := newBench(t, 80, 24, nil, short, other)
	b.until("The second.")
	b.until("the end")
	b = newBench(t, 80, 24, func(c *Config) { c.Loop = true }, short, other)
	b.until("The second.")
	b.until("The first.")
}

func TestWhatStopsItIsSaid(t *testing.T) {
	t.Parallel()
	b := newBench(t, 100, 30, nil, refused())
	b.until("stopped: expected the page ProviderList")
	b.press("t")
	if b.m.stage.free {
		t.Error("a session that is closed is handed over")
	}
	b.press("r")
	b.until("1/2 consent")
}

// What no key does happens all the same, and is said.
func TestWhatHappensWithoutAKey(t *testing.T) {
	t.Parallel()
	s := login()
	s.Steps = append(s.Steps[:3:3],
		spec.Step{Do: spec.Fault{Fault: wire.Fault{Name: "http.503", Times: 1}}, Note: "Something goes wrong."},
		spec.Step{Do: spec.Wait{For: spec.Duration(24 * 60 * 60 * 1e9)}}, spec.Step{Do: spec.Close{}})
	b := newBench(t, 120, 40, nil, s)
	b.until("4/6 fault")
	b.until("the end")
	b.shows("The widget is closed")
}

// A text that no field takes is given all the same, and what a file says is only text.
func TestTextsThatNobodyTypes(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "odd", Steps: []spec.Step{
		{Do: spec.Consent{}, Note: "\x1b]0;title\x07a \x1b[31mnote"},
		{Do: spec.Search{Text: "a\x1b[2Jb\nc"}, Note: "the second"},
	}}
	b := newBench(t, 80, 24, nil, s)
	b.until("note")
	if strings.Contains(b.m.View().Content, "\x1b]") || strings.Contains(b.m.View().Content, "\x1b[31m") {
		t.Errorf("the note acts on the terminal: %q", b.m.View().Content)
	}
	b.until("happens without a key")
	b.until("the end")
	if strings.Contains(b.m.View().Content, "\x1b[2J") {
		t.Error("the step acts on the terminal")
	}
}

func TestOneLeavesAtAnyTime(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"q", "esc", "ctrl+c"} {
		b := newBench(t, 80, 24, nil, login())
		b.press("space", key)
		if !b.quits() {
			t.Errorf("%s does not end it", key)
		}
	}
}
