package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/tick"
)

func TestTheMarkIsAWarningAndFits(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40)
	s := b.faulty()
	b.toLogin().does("ctrl+f", "a", "l", "enter")
	head := strings.SplitN(b.app.draw(), "\n", 2)[0]
	th := theme.New(theme.Standard, true)
	if mark := th.BadgeFault.Render(" ↯ ACCOUNT_LOCKED "); !strings.Contains(head, mark) {
		t.Errorf("the mark is no badge: %q", head)
	}
	if !strings.Contains(head, th.Muted.Render("embedded")) {
		t.Errorf("behind the mark the header has lost its role: %q", head)
	}
	b.app.Term = "vt100"
	b.shows("  ! ACCOUNT_LOCKED  embedded | ")
	b.app.Term = "xterm"
	s.list.Armed[0].Name = "archive.A_NAME_THAT_IS_FAR_TOO_LONG_FOR_SUCH_A_WINDOW"
	b.run(b.calls())
	for width, mark := range map[int]string{160: "↯ archive.A_NAME_THAT_IS_FAR_TOO_LONG_FOR_SUCH_A_WINDOW", 60: " SANDBOX   ↯ 1 armed  embedded"} {
		b.send(tea.WindowSizeMsg{Width: width, Height: 24})
		b.shows(mark)
	}
}

func TestTheHelpNamesTheKeyWhereThereIsASandbox(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40)
	b.faulty()
	b.toConsent()
	b.shows("ctrl+f faults")
	b.press("f1")
	b.shows("^F         faults", "trigger now", "disarm")
	b.press("esc")
	b.does("ctrl+f")
	b.press("f1")
	b.shows("This page", "arm")
	b.press("esc")
	b.shows("› Fault")
}

// The list is read when the palette opens, and after calls while something is
// armed: one reading at a time, and none when nothing happens.
func TestTheListIsReadNoMoreThanNeeded(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40)
	s := b.faulty()
	b.toLogin()
	reads := func(want int, why string) {
		t.Helper()
		if s.reads != want {
			t.Errorf("%s: read %d times, want %d", why, s.reads, want)
		}
	}
	b.run(b.calls())
	reads(0, "nothing was ever armed")
	b.does("ctrl+f")
	reads(1, "the palette opens")
	b.does("a", "l", "down", "up", "esc")
	reads(1, "looking")
	b.run(b.calls())
	reads(1, "nothing is armed")
	b.does("ctrl+f", "a", "l", "enter")
	reads(3, "opening and arming")
	b.app.Journal.Append(journal.Note{Topic: "fault", Text: "armed"})
	b.send(changedMsg{}, tick.Msg{}, tick.Msg{})
	reads(3, "no call was made")
	first := b.calls()
	b.calls()
	b.calls()
	b.run(first)
	reads(5, "three calls while one reading is under way are read once more")
	b.run(b.calls())
	reads(6, "one call")
}

// A choice that comes while the list is being read is made after it.
func TestAChoiceWaitsForTheReading(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40)
	s := b.faulty()
	b.toLogin().does("ctrl+f", "h", "r", "enter")
	reading := b.calls()
	b.press("ctrl+f", "a", "l", "enter")
	if len(s.set) != 1 {
		t.Fatalf("set %+v while the list is read", s.set)
	}
	b.run(reading)
	if len(s.set) != 2 || b.app.faults.open || len(b.app.faults.list.Armed) != 2 {
		t.Errorf("set %+v, open %t, armed %+v", s.set, b.app.faults.open, b.app.faults.list.Armed)
	}
}
