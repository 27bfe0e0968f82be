package replay

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/ui/widget"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

// views are what a user may come to see.
var views = map[string]func(testing.TB) *bench{
	"first": func(t testing.TB) *bench { return newBench(t, locked(t).file(), nil) },
	"providers": func(t testing.TB) *bench {
		return newBench(t, locked(t).file(), nil).press("pgdown", "pgdown", "right", "right", "right", "right")
	},
	"failed":    func(t testing.TB) *bench { return newBench(t, locked(t).file(), nil).press("e", "end") },
	"lanes":     func(t testing.TB) *bench { return newBench(t, locked(t).file(), nil).press("e", "tab", "enter") },
	"searching": func(t testing.TB) *bench { return newBench(t, locked(t).file(), nil).press("/sss") },
	"marked":    func(t testing.TB) *bench { return newBench(t, locked(t).file(), nil).press("s", "m", "s") },
	"playing": func(t testing.TB) *bench {
		b := newBench(t, locked(t).file(), nil)
		b.press("++++++")
		b.Update(named["space"])
		b.notice = notice{}
		return b
	},
	"help": func(t testing.TB) *bench {
		return newBench(t, locked(t).file(), func(c *Config) {
			c.Save, c.Branch = func() (string, string, error) { return "", "", nil }, func(int) error { return nil }
		}).press("?")
	},
	"watch":   func(t testing.TB) *bench { return newBench(t, watching(t), nil).press("end", "left") },
	"damaged": func(t testing.TB) *bench { return newBench(t, torn(t), nil) },
	"empty": func(t testing.TB) *bench {
		return newBench(t, recording.Of(recording.Header{Started: began}, nil), nil)
	},
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for name, view := range views {
		for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 18}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				golden(t, view(t).size(size[0], size[1]), size[0], size[1])
			})
		}
	}
}

func golden(t *testing.T, b *bench, width, height int) {
	t.Helper()
	lines := widget.Lines(b.View().Content)
	for i, line := range lines {
		if w := widget.Width(line); w != width || len(lines) != height {
			t.Errorf("line %d of %d has %d cells", i, len(lines), w)
		}
	}
	path := filepath.Join("testdata", strings.TrimPrefix(t.Name(), "TestGolden/")+".txt")
	got := b.screen() + "\n"
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
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the screen has changed (go test ./ui/replay -update rewrites it):\n%s", diff)
	}
}

// watching is a recording of a watch.
func watching(t testing.TB) *recording.File {
	t.Helper()
	s := newTeller(t)
	status := func(user, subject, id, from, to, code string) {
		s.now = s.now.Add(time.Second)
		s.journal.Append(journal.Status{Subject: subject, ID: id, From: from, To: to, ErrorCode: code, UserID: user, ProviderID: map[string]string{"account": "sss_ph"}[subject], Type: map[string]string{"task": "LINK_ACCOUNT"}[subject]})
	}
	s.journal.Append(journal.Note{Topic: "watching", Text: "2 users: tenant-1, tenant-2"})
	status("tenant-1", "account", "a-1", "", "PENDING", "")
	status("tenant-2", "account", "a-9", "", "CONNECTED", "")
	status("tenant-1", "task", "t-1", "", "Started", "")
	status("tenant-1", "account", "a-1", "PENDING", "ERROR", "ACCOUNT_LOCKED")
	status("tenant-1", "task", "t-1", "Started", "", "")
	status("tenant-2", "account", "a-9", "CONNECTED", "DISCONNECTED", "")
	return recording.Of(recording.Header{Recording: 1, Command: recording.Watch, Host: "127.0.0.1:8970", Started: began}, s.records)
}

// The time of a status is the host's own, as the watch showed it, and not that of the poll.
func TestAWatchedStatusHasTheTimeOfItsChange(t *testing.T) {
	t.Parallel()
	s := newTeller(t)
	s.journal.Append(journal.Status{Subject: "account", ID: "a-1", To: "CONNECTED", UserID: "tenant-1", ChangedAt: time.Date(2026, 1, 1, 3, 27, 41, 0, time.UTC), Known: true})
	page := strings.Join(NewScreens(recording.Of(recording.Header{Recording: 1, Command: recording.Watch, Started: began}, s.records)).Screen(0, 120, 40), "\n")
	if page = colours.ReplaceAllString(page, ""); !strings.Contains(page, "CONNECTED 03:27:41") {
		t.Error(page)
	}
}

// Of a watch, which has no pages of the flow, the users and their statuses show, as far as
// they were known.
func TestAWatchIsReplayed(t *testing.T) {
	t.Parallel()
	screens := NewScreens(watching(t))
	for i, want := range map[int]map[string]bool{
		0: {"no status yet": true, "tenant-1": false}, 1: {"tenant-1": true, "… PENDING": true, "tenant-2": false},
		3: {"LINK_ACCOUNT": true, "CONNECTED": true}, 4: {"✗ ERROR": true, "ACCOUNT_LOCKED": true, "PENDING": false},
		5: {"LINK_ACCOUNT": false}, 6: {"DISCONNECTED": true},
	} {
		var page []string
		for _, line := range screens.Screen(i, 120, 40) {
			page = append(page, string([]rune(colours.ReplaceAllString(line, ""))[:50]))
		}
		for text, there := range want {
			if got := strings.Join(page, "\n"); strings.Contains(got, text) != there {
				t.Errorf("moment %d: %q there is %t in\n%s", i, text, !there, got)
			}
		}
	}
	for _, none := range []int{-1, 7} {
		if screens.Screen(none, 80, 24) != nil {
			t.Errorf("there is a screen of record %d", none)
		}
	}
}

// torn is a file that breaks off within its last record.
func torn(t testing.TB) *recording.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "s.ndjson")
	s := locked(t)
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := recording.NewWriter(out, s.file().Header())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.records {
		w.Write(r)
	}
	at, err := out.Seek(0, io.SeekEnd)
	if err == nil {
		err = errors.Join(out.Truncate(at-20), out.Close())
	}
	f, opened := recording.Open(path)
	if err != nil || opened != nil || f.Damage() == nil {
		t.Fatal(err, opened)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// Keys in, position out. The story's records are numbered from 1.
func TestKeys(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]int{
		"": 1, "right": 2, "down down": 3, "l l left": 2, "left": 1, "up": 1, "home": 1, "end": 36, "G": 36, "end right": 36, "end g": 1,
		"pgdown": 6, "pgdown pgdown": 12, "pgdown pgdown pgup": 6, "pgup": 1, "end pgdown": 36, "pgdown pgdown pgdown pgdown pgdown": 35, "end pgup": 35,
		"e": 33, "e e": 34, "e E": 33, "end E": 35, "c": 7, "c c C": 7, "s": 30, "s s": 33, "s s S": 30, "f": 1, "S": 1,
		"/sss enter": 15, "/sss enter n": 17, "/ACCOUNT_LOCKED enter N": 34, "/nothing enter": 1, "/sss esc n": 1,
		"right m right right m right '": 2, "right m right right m right ' '": 4, "'": 1, "right m m home '": 1,
		"tab right": 1, "tab tab right": 2, "tab esc right": 2, "enter esc right": 2, "ctrl+n ctrl+n right": 2, "x": 1, "b": 1,
	} {
		t.Run(keys, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, locked(t).file(), nil).press(strings.Fields(keys)...)
			if b.at+1 != want || b.quit {
				t.Errorf("at record %d, want %d; %s", b.at+1, want, b.notice.text)
			}
			if !strings.Contains(b.screen(), fmt.Sprintf("record %d/36", want)) {
				t.Errorf("the status is of another record:\n%s", b.screen())
			}
		})
	}
}

// Where the terminal draws ASCII alone the arrows have their names: v would look like a key,
// which it is in the lanes.
func TestArrowsHaveTheirNamesInASCII(t *testing.T) {
	t.Parallel()
	for term, want := range map[string][]string{"linux": {"right down next record", "left up h  record before", "right l"}, "xterm": {"→ ↓ l      next record", "← ↑ h      record before", "→ l"}} {
		b := newBench(t, locked(t).file(), func(c *Config) { c.Term = term }).press("?").size(120, 40)
		for _, keys := range want {
			if !strings.Contains(b.screen(), keys) {
				t.Errorf("%s: %q is not in the help:\n%s", term, keys, b.screen())
			}
		}
	}
}

// What has no place to go to says so, and stays.
func TestWhatIsSaid(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]string{
		"f": "there is no failed call after this record", "S": "there is no status before this record", "'": "nothing is marked",
		"n": "/ takes the words", "/qqqq enter": `no record has "qqqq"`, "+": "plays ×2", "- -": "plays at real speed", "++++++++": "plays without pauses",
		"right y": "in no lane", "pgdown y": "copied record, 124 B, to the test",
	} {
		if b := newBench(t, locked(t).file(), nil).press(strings.Fields(keys)...); !strings.Contains(b.screen(), want) {
			t.Errorf("after %q there is no %q in\n%s", keys, want, b.screen())
		}
	}
}

func TestLeaving(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]bool{"q": true, "ctrl+c": true, "tab q": true, "? q": true, "/ q": false, "/ ctrl+c": true, "tab / q": false, "? / q": false, "esc": false} {
		if b := newBench(t, locked(t).file(), nil).press(strings.Fields(keys)...); b.quit != want {
			t.Errorf("after %q it ends: %t", keys, b.quit)
		}
	}
}

// Save and branch are there only where something can be done.
func TestHooks(t *testing.T) {
	t.Parallel()
	branched := -1
	b := newBench(t, locked(t).file(), func(c *Config) {
		c.Save = func() (string, string, error) { return "case.md", "# a ticket", nil }
		c.Branch = func(i int) error { branched = i; return nil }
	})
	if b.press("ctrl+s"); !strings.Contains(b.screen(), "saved case.md; copied the ticket to the test") || b.copied != "# a ticket" {
		t.Errorf("copied %q, and it is not said where\n%s", b.copied, b.screen())
	}
	if b.press("e", "b"); branched != 32 || !b.quit {
		t.Errorf("it branches from %d", branched)
	}
	for text, want := range map[string]string{"": "the disk is full", "# a ticket": "the disk is full; copied the ticket"} {
		b = newBench(t, locked(t).file(), func(c *Config) {
			c.Save = func() (string, string, error) { return "", text, errors.New("the disk is full") }
		})
		if b.press("tab", "ctrl+s"); !strings.Contains(b.screen(), want) {
			t.Errorf("the failure is not said\n%s", b.screen())
		}
	}
	b = newBench(t, locked(t).file(), func(c *Config) { c.Branch = func(int) error { return errors.New("it was at another host") } })
	if b.press("b"); b.quit || !strings.Contains(b.screen(), "it was at another host") {
		t.Errorf("it is not said why it does not branch\n%s", b.screen())
	}
	b = newBench(t, locked(t).file(), nil).press("ctrl+s", "b", "?")
	if s := b.screen(); b.quit || strings.Contains(s, "branch") || strings.Contains(s, "ticket") {
		t.Errorf("without them there is\n%s", s)
	}
}

// The page, the lanes and the status show one moment.
func TestOneMoment(t *testing.T) {
	t.Parallel()
	b := newBench(t, locked(t).file(), nil)
	b.press("pgdown", "pgdown", "pgdown") // Login
	for _, want := range []string{"Log in to Social Security System", "LoginPageOpened sss_ph", "screen LoginPageOpened"} {
		if !strings.Contains(b.screen(), want) {
			t.Errorf("%q is missing in\n%s", want, b.screen())
		}
	}
	if strings.Contains(b.screen(), "ACCOUNT_LOCKED") {
		t.Errorf("the lanes know what is to come:\n%s", b.screen())
	}
	before := b.screen()
	if b.press("end", "e", "pgup", "pgup"); b.screen() == before {
		t.Error("nothing moves")
	}
	if b.press("home", "pgdown", "pgdown", "pgdown"); b.screen() != before {
		t.Errorf("forward and back is\n%s\nand was\n%s", b.screen(), before)
	}
}

// A click on the scrubber goes to what is drawn there.
func TestTheScrubberAnswersClicks(t *testing.T) {
	t.Parallel()
	b := newBench(t, locked(t).file(), nil)
	lines := widget.Lines(b.screen())
	y := len(lines) - 3
	for sign, want := range map[string]string{"○": "screen ConsentPageOpened", "✗": "status ERROR"} {
		x := strings.Index(lines[y], sign)
		b.send(tea.MouseClickMsg{X: len([]rune(lines[y][:x])), Y: y, Button: tea.MouseLeft})
		if !strings.Contains(b.screen(), want) {
			t.Errorf("a click on %s shows\n%s", sign, b.screen())
		}
	}
	b.send(tea.MouseClickMsg{X: 119, Y: y, Button: tea.MouseLeft})
	if b.at != 35 {
		t.Errorf("the last cell is record %d", b.at+1)
	}
	b.send(tea.MouseClickMsg{X: 80, Y: 6, Button: tea.MouseLeft})
	if !b.view.still.Focus() || b.at != 35 {
		t.Error("a click on the lanes does not go there")
	}
}

// In the lanes the inspector's keys copy and open, and the moment stays.
func TestTheLanesTakeTheirKeys(t *testing.T) {
	t.Parallel()
	b := newBench(t, locked(t).file(), nil).press("e", "tab", "up")
	if b.press("c"); !strings.HasPrefix(b.copied, "curl") || b.at != 32 {
		t.Errorf("copied %q at record %d", b.copied, b.at+1)
	}
	if b.press("enter"); !strings.Contains(b.screen(), "close record") {
		t.Errorf("nothing is open:\n%s", b.screen())
	}
	if b.press("esc", "esc", "right"); b.at != 33 {
		t.Errorf("back on the timeline it is at record %d", b.at+1)
	}
}

// Playing waits as long as the session did, goes through what came at once in one step,
// and ends at the end; nothing ticks while it pauses.
func TestPlaying(t *testing.T) {
	t.Parallel()
	b := newBench(t, locked(t).file(), nil)
	play := func(after time.Duration) {
		b.now = b.now.Add(after)
		b.Update(playMsg{b.playing.id})
	}
	b.Update(named["space"])
	if play(100 * time.Millisecond); b.at != 1 { // the snapshot is of the same time
		t.Fatalf("it is at record %d", b.at+1)
	}
	if play(100 * time.Millisecond); b.at != 2 || !b.playing.on {
		t.Errorf("after the pause it is at record %d", b.at+1)
	}
	id := b.playing.id
	b.Update(named["space"])
	if b.Update(playMsg{id}); b.at != 2 || b.playing.on {
		t.Errorf("paused it is at record %d", b.at+1)
	}
	b.press("+++++")
	b.Update(named["space"])
	for range 40 {
		play(time.Second)
	}
	if b.at != 35 || b.playing.on {
		t.Errorf("at the end it is at record %d, on: %t", b.at+1, b.playing.on)
	}
	b.Update(named["space"])
	if b.at != 0 || !b.playing.on {
		t.Errorf("it begins anew at record %d", b.at+1)
	}
	if _, cmd := b.Update(named["right"]); cmd != nil || b.playing.on || b.at != 1 {
		t.Error("a step does not pause it")
	}
}

// A search that runs is given up by esc, and by the next one.
func TestSearchIsGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t, locked(t).file(), nil)
	b.search.SetValue("sss")
	b.Update(tea.KeyPressMsg{Code: 'n', Text: "n"})
	first := b.search.id
	if !strings.Contains(b.screen(), "searching 0 %") {
		t.Errorf("nothing says that it searches:\n%s", b.screen())
	}
	b.search.progressed(progressMsg{first, 18})
	if !strings.Contains(b.screen(), "searching 50 %") {
		t.Errorf("nothing says how far it is:\n%s", b.screen())
	}
	b.Update(named["esc"])
	if b.Update(foundMsg{id: first, at: 20, ok: true}); b.at != 0 || b.search.stop != nil {
		t.Errorf("what was given up goes to record %d", b.at+1)
	}
	b.Update(tea.KeyPressMsg{Code: 'n', Text: "n"})
	b.Update(tea.KeyPressMsg{Code: 'n', Text: "n"})
	if b.Update(foundMsg{id: b.search.id - 1, at: 20, ok: true}); b.at != 0 {
		t.Error("an older search counts")
	}
	if b.Update(foundMsg{id: b.search.id, at: 20, ok: true}); b.at != 20 {
		t.Errorf("it goes to record %d", b.at+1)
	}
}

// A file that is cut while one looks at it is said to have changed.
func TestAFileThatChangesIsSaid(t *testing.T) {
	t.Parallel()
	w := writing(t)
	w.writes(12)
	b := newBench(t, w.file, nil)
	if err := os.Truncate(w.out.Path(), 400); err != nil {
		t.Fatal(err)
	}
	if b.press("end"); !strings.Contains(b.screen(), "the recording changed while it was read") {
		t.Errorf("nothing is said\n%s", b.screen())
	}
}

// The focus is in the field that was typed into last, as far as the page goes.
func TestTheFieldThatWasTypedInto(t *testing.T) {
	t.Parallel()
	b := newBench(t, locked(t).file(), nil).press("pgdown", "pgdown", "pgdown")
	for keys, want := range map[string]string{"": "› SS number", "right right right right": "› Password", "right right right right right right": "› Password"} {
		b.press("home", "pgdown", "pgdown", "pgdown").press(strings.Fields(keys)...)
		if !strings.Contains(b.screen(), want) {
			t.Errorf("after %q there is no %q in\n%s", keys, want, b.screen())
		}
	}
}

// What is pasted goes to what is typed into, and a click closes the help.
func TestPastesAndClicks(t *testing.T) {
	t.Parallel()
	b := newBench(t, locked(t).file(), nil).press("/")
	b.send(tea.PasteMsg{Content: "account_locked"})
	if b.press("enter"); b.at != 32 {
		t.Errorf("what was pasted is found at record %d", b.at+1)
	}
	b.send(tea.PasteMsg{Content: "q"})
	b.press("tab", "/")
	b.send(tea.PasteMsg{Content: "onClose"})
	if !strings.Contains(b.screen(), "nothing matches the filter") {
		t.Errorf("the lanes get no paste\n%s", b.screen())
	}
	b.press("esc", "esc", "?")
	if b.send(tea.MouseClickMsg{X: 5, Y: 5, Button: tea.MouseLeft}); b.help.Open {
		t.Error("a click leaves the help open")
	}
}

// A mark that was set is what a click on its cell goes to, however much is there.
func TestAClickGoesToAMark(t *testing.T) {
	t.Parallel()
	b := newBench(t, locked(t).file(), nil).press("e", "right", "m", "home")
	b.size(44, 18)
	width, _ := b.view.still.Inner()
	cell := b.timeline.Cell(33, width)
	b.send(tea.MouseClickMsg{X: marginX + cell, Y: 18 - 3, Button: tea.MouseLeft})
	if b.at != 33 {
		t.Errorf("it goes to record %d", b.at+1)
	}
}

// Another speed alone starts nothing, and while playing it counts at once.
func TestSpeed(t *testing.T) {
	t.Parallel()
	b := newBench(t, locked(t).file(), nil)
	if _, cmd := b.Update(tea.KeyPressMsg{Code: '+', Text: "+"}); cmd != nil || b.playing.on {
		t.Error("it plays")
	}
	b.Update(named["space"])
	id := b.playing.id
	if _, cmd := b.Update(tea.KeyPressMsg{Code: '+', Text: "+"}); cmd == nil || b.playing.id == id {
		t.Error("the tick is the one of before")
	}
}

// Following begins at the newest moment, and otherwise the screen where it is told to.
func TestWhereItBegins(t *testing.T) {
	t.Parallel()
	f := locked(t).file()
	for at, want := range map[int]int{-1: 0, 0: 0, 7: 7, 99: 35} {
		if b := newBench(t, f, func(c *Config) { c.At = at }); b.at != want {
			t.Errorf("told %d it begins at %d", at, b.at)
		}
	}
	b := newBench(t, f, func(c *Config) { c.Follow, c.Name = true, "a case\x1b[2J" })
	if title := b.View().WindowTitle; b.at != 35 || title != "winkterm replay a case" {
		t.Errorf("following begins at %d, in the window %q", b.at, title)
	}
}

// Of a moment whose snapshot was not kept the lanes alone show, and the next one is whole.
func TestASnapshotThatIsLost(t *testing.T) {
	t.Parallel()
	s := locked(t)
	d, _ := s.records[9].Data.(journal.State)
	d.State = "null"
	s.records[9].Data = d
	screens := NewScreens(s.file())
	if screens.Screen(9, 80, 24) != nil || screens.Screen(8, 80, 24) == nil {
		t.Error("there is a screen of what was not kept, or none before it")
	}
	b := newBench(t, s.file(), func(c *Config) { c.At = 9 })
	if !strings.Contains(b.screen(), "What showed here was not kept") || !strings.Contains(b.screen(), "POST /providers") {
		t.Errorf("it shows\n%s", b.screen())
	}
	if b.press("pgdown"); !strings.Contains(b.screen(), "› Search") || !strings.Contains(b.screen(), "login here") {
		t.Errorf("the next page is\n%s", b.screen())
	}
}

// The header of a replay goes by the host, as the wizard's did: to allow production makes
// no host production.
func TestProductionIsWhereItWas(t *testing.T) {
	t.Parallel()
	s := newTeller(t)
	s.journal.Append(journal.Status{Subject: "account", ID: "a-1", To: "CONNECTED", UserID: "tenant-1"})
	for name, want := range map[string]bool{"open.smileapi.io": true, "api.example.test": false, "127.0.0.1:8970": false, "": false} {
		f := recording.Of(recording.Header{Recording: 1, Command: recording.Watch, Host: name, Production: true, Started: began}, s.records)
		if shown := strings.Join(NewScreens(f).Screen(0, 80, 24), "\n"); strings.Contains(shown, "PRODUCTION") != want {
			t.Errorf("%q: production is not shown as %v in\n%s", name, want, shown)
		}
	}
}
