package suite

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"winkterm/flow/journal"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
	"winkterm/ui/widget"
)

var update = flag.Bool("update", false, "write the golden files anew")

// bench is a table with a clock of its own.
type bench struct {
	*model
	board *Board
	at    time.Time
	stops int
}

func newBench(total int, term string) *bench {
	b := &bench{at: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)}
	b.board = NewBoard(total, func() time.Time { return b.at })
	b.model = newModel(Config{Board: b.board, Facts: []string{"embedded", "shard 2/5"}, Term: term, Stop: func() { b.stops++ }})
	return b.size(80, 24)
}

func (b *bench) size(width, height int) *bench {
	b.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return b
}

// plays tells of scenarios that ended with a verdict.
func (b *bench) plays(n int, v play.Verdict, f *play.Failure) *bench {
	for range n {
		e := b.begins(fmt.Sprintf("Scenario %d", b.board.known.done), "")
		e.Outcome = &play.Outcome{Verdict: v, Failure: f, Records: make([]journal.Record, 9)}
		b.board.Observe(e)
	}
	b.Update(changedMsg{})
	return b
}

func (b *bench) begins(name, step string) suite.Event {
	n := b.board.known.done + len(b.board.ongoing)
	e := suite.Event{Number: n, Index: n, Attempt: 1, Scenario: &spec.Scenario{Name: name, Pos: spec.Pos{File: "a.yaml", Line: n + 1, Column: 3}}}
	b.board.Observe(e)
	b.board.Step(e.Scenario.Pos, 1, step)
	b.Update(changedMsg{})
	return e
}

var unmet = &play.Failure{Pos: spec.Pos{File: "scenarios/mfa.yaml", Line: 34, Column: 5}, Step: "code: wrong", Wanted: "page ConnectSuccess", Got: "ConnectError with ACCOUNT_LOCKED"}

// views are what a user may come to see.
var views = map[string]func() *bench{
	"start": func() *bench { return newBench(80, "") },
	"running": func() *bench {
		b := newBench(80, "").plays(40, play.Passed, nil).plays(2, play.Failed, unmet).plays(1, play.Interrupted, nil)
		b.begins("Connects with a code by SMS", "until: CONNECTED")
		b.at = b.at.Add(3 * time.Second)
		b.begins("Uploads a payslip of three pages, takes one out again, and waits until it is analyzed", "upload")
		b.at = b.at.Add(time.Minute)
		return b
	},
	"many": func() *bench {
		b := newBench(1000, "").plays(400, play.Passed, nil).plays(60, play.Failed, unmet)
		for i := range 100 {
			b.begins(fmt.Sprintf("In parallel %d", i), "login: ryan")
		}
		return b
	},
	"stopping": func() *bench {
		b := newBench(9, "").plays(4, play.Passed, nil)
		b.press(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl})
		return b.plays(1, play.Interrupted, nil).plays(3, play.Skipped, nil)
	},
	"endless": func() *bench { return newBench(0, "").plays(12345, play.Passed, nil) },
	"ascii":   func() *bench { return newBench(12, "linux").plays(5, play.Passed, nil).plays(1, play.Failed, unmet) },
	"nasty": func() *bench {
		const bad = "\x1b]0;owned\a\x1b[2J\u202e日本語\nline\t"
		b := newBench(12, "").plays(1, play.Failed, &play.Failure{Pos: spec.Pos{File: bad}, Wanted: bad, Got: strings.Repeat(bad, 50)})
		e := b.begins(bad, bad)
		e.Outcome = &play.Outcome{Verdict: play.Failed, Failure: &play.Failure{Got: bad}}
		b.board.Observe(e)
		b.begins(bad+strings.Repeat("é日", 300), strings.Repeat(bad, 9))
		return b
	},
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for name, view := range views {
		for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 18}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				golden(t, fmt.Sprintf("%s_%dx%d.txt", name, size[0], size[1]), ansi.Strip(view().size(size[0], size[1]).View().Content))
			})
		}
	}
}

// golden compares with a file; spaces at the end of lines are not kept in it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	lines := strings.Split(got, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	got = strings.Join(lines, "\n") + "\n"
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; go test -update writes it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not as before (-want +got); go test -update takes it over:\n%s", name, diff)
	}
}

// Every size gets exactly its cells, whatever a file says.
func TestViewIsExact(t *testing.T) {
	t.Parallel()
	for name, view := range views {
		b := view()
		for width := 1; width < 140; width += 7 {
			for height := 1; height < 44; height += 5 {
				lines := widget.Lines(b.size(width, height).draw())
				if len(lines) != height {
					t.Fatalf("%s %d×%d: %d lines", name, width, height, len(lines))
				}
				for _, line := range lines {
					if widget.Width(line) != width || strings.ContainsAny(ansi.Strip(line), "\x1b\a\u202e") {
						t.Fatalf("%s %d×%d: %q has %d cells", name, width, height, line, widget.Width(line))
					}
				}
			}
		}
	}
}

func TestCtrlCStopsAndASecondOneEnds(t *testing.T) {
	t.Parallel()
	b := newBench(9, "")
	ctrlC := tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}
	if cmd := b.press(tea.KeyPressMsg{Code: 'q', Text: "q"}); cmd != nil || b.stops != 0 {
		t.Error("another key stops")
	}
	if cmd := b.press(ctrlC); cmd != nil || b.stops != 1 {
		t.Errorf("the first: stopped %d times, ended %t", b.stops, cmd != nil)
	}
	if cmd := b.press(ctrlC); cmd == nil || b.stops != 1 {
		t.Errorf("the second: stopped %d times, ended %t", b.stops, cmd != nil)
	}
}

// TestTheTableEndsWithTheRun: and until then it waits for what comes next.
func TestTheTableEndsWithTheRun(t *testing.T) {
	t.Parallel()
	b := newBench(1, "").plays(1, play.Passed, nil)
	if _, cmd := b.Update(pausedMsg{}); cmd == nil {
		t.Error("after its pause it waits for nothing")
	}
	b.board.End()
	if msg := b.wait(); msg != (changedMsg{}) {
		t.Fatalf("%v", msg)
	}
	_, cmd := b.Update(changedMsg{})
	if _, quit := cmd().(tea.QuitMsg); !quit {
		t.Error("it does not end")
	}
}

// TestNothingIsDrawnWhenNothingHappens: no timer runs while nothing is played, and one
// change is one message, however much it was.
func TestNothingIsDrawnWhenNothingHappens(t *testing.T) {
	t.Parallel()
	b := newBench(9, "").plays(3, play.Passed, nil)
	if last, on := b.tick.Pending(); on {
		b.Update(last) // that of what was played
	}
	if _, on := b.tick.Pending(); on {
		t.Error("a timer runs")
	}
	b.begins("a", "")
	if _, on := b.tick.Pending(); !on {
		t.Error("no timer for the time of what is played")
	}
	<-b.board.changed
	select {
	case <-b.board.changed:
		t.Error("a second message is on its way")
	default:
	}
}

// A long name makes room for where it failed.
func TestALongNameLeavesThePlace(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 18}} {
		b := newBench(9, "").size(size[0], size[1])
		e := b.begins(strings.Repeat("long ", 60), "")
		e.Outcome = &play.Outcome{Verdict: play.Failed, Failure: unmet}
		b.board.Observe(e)
		b.Update(changedMsg{})
		if text := ansi.Strip(b.draw()); !strings.Contains(text, "long") || !strings.Contains(text, "…  mfa.yaml:34:5") {
			t.Errorf("%v:\n%s", size, text)
		}
	}
}

func TestTheBoardKeepsNoRecords(t *testing.T) {
	t.Parallel()
	b := newBench(9, "").plays(1, play.Failed, unmet)
	if o := b.known.failures[0].Outcome; o.Records != nil || o.Failure != unmet {
		t.Errorf("%+v", o)
	}
}
