package watch

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/flow/follow"
	"winkterm/ui/widget"
)

// views are what a user may come to see.
var views = map[string]func() *bench{
	"start": func() *bench { return newBench(nil) },
	"empty": func() *bench { return newBench(nil).tell(follow.Listed{}) },
	"quiet": func() *bench {
		b := newBench(func(c *Config) { c.Newest, c.Until = 0, "CONNECTED or ANALYZED" })
		b.tell(follow.Listed{UserIDs: []string{george}, Came: []string{george}})
		return b.poll(george)
	},
	"story":      func() *bench { return story(nil) },
	"story-down": func() *bench { b := story(nil); b.press("pgdown", "tab", "up", "up"); return b },
	"halted": func() *bench {
		b := story(nil)
		return b.tell(follow.Halted{Err: errors.New("GET /accounts: too many requests (429 REQUEST_LIMIT_EXCEEDED); wait 30s and try again, more slowly"), Until: b.now.Add(30 * time.Second)})
	},
	"help":       func() *bench { b := story(nil); b.press("?"); return b },
	"production": func() *bench { return story(func(c *Config) { c.Host, c.Production = "open.smileapi.io", true }) },
	"ascii":      func() *bench { return story(func(c *Config) { c.Term = "linux" }) },
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for name, view := range views {
		for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 18}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				golden(t, fmt.Sprintf("%s_%dx%d.txt", name, size[0], size[1]), view().size(size[0], size[1]).screen())
			})
		}
	}
}

// Every size gets exactly its cells, in every state, whatever the network sends.
func TestViewIsExact(t *testing.T) {
	t.Parallel()
	all := map[string]func() *bench{"nasty": nasty}
	for name, view := range views {
		all[name] = view
	}
	for name, view := range all {
		b := view()
		for width := 1; width < 140; width += 3 {
			for height := 1; height < 44; height += 4 {
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

// nasty is what a host must not do to a terminal.
func nasty() *bench {
	const bad = "\x1b]0;owned\a\x1b[2J\u202e日本語" + "\nline\t"
	long := bad + strings.Repeat("é日", 300)
	b := newBench(func(c *Config) { c.Host = long })
	b.tell(follow.Listed{UserIDs: []string{long, "x"}}, follow.Halted{Err: errors.New(long), Until: noon})
	item := follow.Item{Subject: follow.Account, ID: long, ProviderID: long, Type: long, Status: long, ErrorCode: long, At: noon}
	b.poll(long, item)
	item.Status = bad
	work := item
	work.Subject, work.SourceID = follow.Task, long
	b.poll(long, item, work, follow.Item{Subject: follow.Task, ID: "t", SourceID: "elsewhere", Status: "Started"})
	return b.poll(long)
}

func TestKeys(t *testing.T) {
	t.Parallel()
	first, last := "AWAITING_MFA", "UPDATE_ACCOUNT"
	for name, c := range map[string]struct {
		keys        []string
		ends        bool
		shows, not  string
		ofTheBottom bool
	}{
		"q quits":                   {keys: []string{"q"}, ends: true},
		"ctrl+c quits":              {keys: []string{"ctrl+c"}, ends: true},
		"also the help":             {keys: []string{"?", "q"}, ends: true},
		"esc does nothing":          {keys: []string{"esc"}, shows: "Transitions"},
		"? helps":                   {keys: []string{"?"}, shows: "other half", not: "Transitions"},
		"any key leaves the help":   {keys: []string{"f1", "x"}, shows: "Transitions"},
		"the newest shows":          {shows: last, not: first, ofTheBottom: true},
		"up leaves it":              {keys: []string{"tab", "up", "up", "up"}, shows: "end: newest"},
		"home is the first":         {keys: []string{"tab", "home"}, shows: first, not: last, ofTheBottom: true},
		"and end the newest again":  {keys: []string{"tab", "home", "G"}, shows: last, ofTheBottom: true},
		"tab twice is the upper":    {keys: []string{"tab", "tab", "home"}, shows: last, ofTheBottom: true},
		"down in the upper half":    {keys: []string{"pgdown", "pgdown"}, shows: nobody},
		"up again":                  {keys: []string{"pgdown", "pgup"}, shows: george, not: nobody},
		"the end of the upper half": {keys: []string{"end"}, shows: nobody, not: george},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := story(nil).size(60, 18)
			if ends := b.press(c.keys...); ends != c.ends {
				t.Fatalf("ended: %t", ends)
			}
			shown := b.screen()
			if c.ofTheBottom {
				_, shown, _ = strings.Cut(shown, "Transitions")
			}
			if !strings.Contains(shown, c.shows) || c.not != "" && strings.Contains(shown, c.not) {
				t.Errorf("%q and not %q in\n%s", c.shows, c.not, shown)
			}
		})
	}
}

// The transitions stay where the user reads while new ones come, and go along
// where the newest one is read.
func TestNewTransitionsDoNotMoveWhatIsRead(t *testing.T) {
	t.Parallel()
	b := story(nil).size(60, 18)
	more := func() { b.poll(ryan, account(7, "grab", "CONNECTED", "", b.now)); b.poll(ryan) }
	more()
	if !strings.Contains(b.screen(), "gone") {
		t.Errorf("the newest does not show:\n%s", b.screen())
	}
	b.press("tab", "home")
	_, before, _ := strings.Cut(b.screen(), "end: newest")
	more()
	if _, after, _ := strings.Cut(b.screen(), "end: newest"); after != before || after == "" {
		t.Errorf("what was read has moved:\n%s", b.screen())
	}
}

func TestTheWheelMovesTheHalfBelowThePointer(t *testing.T) {
	t.Parallel()
	b := story(nil).size(60, 18)
	wheel := func(button tea.MouseButton, y int) string {
		b.Update(tea.MouseWheelMsg{Button: button, Y: y})
		return b.screen()
	}
	if s := wheel(tea.MouseWheelDown, 3); strings.Contains(s, george) {
		t.Errorf("the upper half did not move:\n%s", s)
	}
	if s := wheel(tea.MouseWheelUp, 3); !strings.Contains(s, george) || strings.Contains(s, "end: newest") {
		t.Errorf("the upper half did not move back, or the lower one did:\n%s", s)
	}
	if s := wheel(tea.MouseWheelUp, 13); !strings.Contains(s, "end: newest") {
		t.Errorf("the lower half did not move:\n%s", s)
	}
}

// A clock ticks only while something is on its way to another status: once a
// second in its first minute, and once a minute after that.
func TestTheClockTicksOnlyWhileSomethingIsOpen(t *testing.T) {
	t.Parallel()
	b := newBench(nil)
	at := func(after time.Duration) time.Duration { return b.staleIn(b.now.Add(after)) }
	b.tell(follow.Listed{UserIDs: []string{george}})
	b.poll(george)
	if d := at(time.Second); d != 0 {
		t.Errorf("with nothing it ticks after %s", d)
	}
	b.poll(george, account(1, "grab", "PENDING", "", b.now))
	for after, want := range map[time.Duration]time.Duration{
		0: time.Second, 1300 * time.Millisecond: 700 * time.Millisecond, 90 * time.Second: 30 * time.Second, 61 * time.Minute: 59 * time.Minute,
	} {
		if d := at(after); d != want {
			t.Errorf("after %s it ticks after %s, want %s", after, d, want)
		}
	}
	over, live := b.tick.Pending()
	if !live {
		t.Error("no tick was set")
	}
	if b.nextTick() != nil {
		t.Error("a second tick was set")
	}
	b.poll(george, account(1, "grab", "CONNECTED", "", b.now))
	b.Update(over)
	if _, live := b.tick.Pending(); live {
		t.Error("it ticks on with nothing open")
	}
}

// The clock of a sandbox may be hours ahead.
func TestAgesGoByTheClockOfThisMachine(t *testing.T) {
	t.Parallel()
	b := newBench(nil)
	b.tell(follow.Listed{UserIDs: []string{george}})
	b.poll(george)
	b.poll(george, account(1, "grab", "PENDING", "", b.now.Add(5*time.Hour)))
	b.now = b.now.Add(7 * time.Second)
	if s := b.screen(); !strings.Contains(s, "PENDING      7 s") {
		t.Errorf("seven seconds are missing in\n%s", s)
	}
}

func TestTheScreenEndsWithTheEvents(t *testing.T) {
	t.Parallel()
	b := newBench(nil)
	close(b.events)
	if _, cmd := b.Update(b.wait()); !quits(cmd) {
		t.Error("it goes on")
	}
}

func TestWhoIsGoneIsForgotten(t *testing.T) {
	t.Parallel()
	b := story(nil)
	b.tell(follow.Listed{UserIDs: []string{nobody}})
	if s := b.screen(); strings.Contains(s, "upwork") || !strings.Contains(s, "Users 1") || len(b.history.last) != 1 || len(b.history.since) != 0 {
		t.Errorf("%d looks, %d times, and\n%s", len(b.history.last), len(b.history.since), s)
	}
}

// Of the tasks of an account those that run show, and the last one that was
// finished.
func TestOnlyTheLastFinishedTaskShows(t *testing.T) {
	t.Parallel()
	b := newBench(nil)
	b.tell(follow.Listed{UserIDs: []string{george}})
	b.poll(george, account(1, "sss_ph", "CONNECTED", "", noon),
		task(4, 1, "FOURTH", "Started", 0, noon), task(3, 1, "THIRD", "Finished", 1, noon),
		task(2, 1, "SECOND", "Started", 0, noon), task(1, 1, "FIRST", "Finished", 1, noon))
	s, _, _ := strings.Cut(b.screen(), "Transitions")
	for kind, shows := range map[string]bool{"FOURTH": true, "THIRD": true, "SECOND": true, "FIRST": false} {
		if strings.Contains(s, kind) != shows {
			t.Errorf("%s shows: %t, in\n%s", kind, !shows, s)
		}
	}
}

func TestOnlyTheLastTransitionsAreKept(t *testing.T) {
	t.Parallel()
	b := newBench(nil).tell(follow.Listed{UserIDs: []string{george}})
	b.poll(george)
	for range newsMax {
		b.poll(george, account(1, "grab", "PENDING", "", b.now))
		b.poll(george)
	}
	if s := b.screen(); len(b.history.news) != newsMax || !strings.Contains(s, "Transitions 2000, the last 1000") {
		t.Errorf("%d are kept, and\n%s", len(b.history.news), s)
	}
}

// BenchmarkDraw is one frame with a thousand users.
func BenchmarkDraw(b *testing.B) {
	w := newBench(nil)
	var ids []string
	for n := range 1000 {
		ids = append(ids, fmt.Sprint("tenant-", n))
	}
	w.tell(follow.Listed{UserIDs: ids})
	for _, id := range ids {
		w.poll(id, account(1, "grab", "CONNECTED", "", noon), task(1, 1, "LINK_ACCOUNT", "Finished", 5, noon))
	}
	w.size(120, 40)
	for b.Loop() {
		w.draw()
	}
}

// A user about whom calls fail is marked with the reason, and so is a list of users
// that fails, until they are answered again.
func TestWhoFailsIsMarked(t *testing.T) {
	t.Parallel()
	b := story(nil)
	b.tell(follow.Failing{UserID: ryan, Err: errors.New("data.items[0].createdAt is no time\x1b[2J")}, follow.Failing{Err: errors.New("GET /users: not found")})
	s := b.size(80, 24).screen()
	for _, want := range []string{ryan + "  ", "! data.items[0].createdAt is no time", "The list of users fails. GET /users"} {
		if !strings.Contains(s, want) {
			t.Errorf("%q is not seen in\n%s", want, s)
		}
	}
	b.tell(follow.Failing{UserID: nobody, Err: errors.New(strings.Repeat("the answer has another shape ", 4) + "at its end")})
	if s := b.size(60, 40).screen(); !strings.Contains(s, "at its end") {
		t.Errorf("the reason is cut:\n%s", s)
	}
	b.tell(follow.Failing{UserID: ryan}, follow.Failing{}, follow.Failing{UserID: nobody})
	if s := b.screen(); strings.Contains(s, "createdAt") || strings.Contains(s, "fails") || strings.Contains(s, "at its end") {
		t.Errorf("it is marked still:\n%s", s)
	}
}
