package webhooks

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

	"winkterm/api/webhook"
	"winkterm/flow/journal"
	"winkterm/ui/widget"
)

var update = flag.Bool("update", false, "write the golden files anew")

// bench is a screen with a journal of its own.
type bench struct {
	*Model
	now    time.Time
	resent []int
	posts  map[int]webhook.Post
}

func newBench(change func(*Config)) *bench {
	b := &bench{now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), posts: map[int]webhook.Post{}}
	c := Config{
		Journal: journal.New(func() time.Time { return b.now }), Forward: "http://127.0.0.1:3000/hook?token=hush",
		Resend: func(seq int) bool { b.resent = append(b.resent, seq); return b.posts[seq].Body != nil },
		Full:   func(seq int) (webhook.Post, bool) { p, ok := b.posts[seq]; return p, ok },
	}
	c.Journal.Append(journal.Note{Topic: journal.TopicWebhooks, Text: "received at http://127.0.0.1:4000/, registered at 127.0.0.1:8970 as wh-00ee0e26"})
	if change != nil {
		change(&c)
	}
	b.Model = New(c)
	b.size(80, 24)
	return b
}

func (b *bench) size(width, height int) *bench {
	b.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return b
}

// event receives an event, of which the name of a person is known.
func (b *bench) event(n int, what, subject string, marks ...string) {
	b.now = b.now.Add(1234 * time.Millisecond)
	body := fmt.Sprintf(`{"id":"et-%d","version":1,"type":%q,"createdAt":"2026-11-21T12:00:00Z","data":{"userId":"tenant-1","accountId":%q,"loginName":"George Palomero","providers":["sss_ph"]}}`, n, what, subject)
	d := journal.Webhook{
		ID: fmt.Sprint("et-", n), Type: what, CreatedAt: b.now, UserID: "tenant-1", SubjectID: subject, Marks: marks,
		Signature: journal.SignatureValid, Body: journal.Text(body), Size: int64(len(body)),
	}
	if what == "INCOMES_ADDED" {
		d.Missing = []string{"ACCOUNT_CONNECTED"}
	}
	b.posts[b.Journal.Append(d).Seq] = webhook.Post{Signature: strings.Repeat("ab12", 32), Body: []byte(body)}
	b.Update(changedMsg{})
}

func (b *bench) press(keys ...string) (cmd tea.Cmd) {
	named := map[string]tea.KeyPressMsg{"esc": {Code: tea.KeyEscape}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "enter": {Code: tea.KeyEnter}, "right": {Code: tea.KeyRight}, "ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "end": {Code: tea.KeyEnd}}
	for _, k := range keys {
		msg, ok := named[k]
		if !ok {
			msg = tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
		}
		_, cmd = b.Update(msg)
	}
	return cmd
}

func (b *bench) screen() string { return ansi.Strip(b.View().Content) }

// story is a linking with what can go wrong.
func story(change func(*Config)) *bench {
	b := newBench(change)
	b.event(1, "USER_CREATED", "")
	b.event(2, "ACCOUNT_CREATED", "a-c6036f4813f2d9280bc47ea619eb0701")
	b.event(2, "ACCOUNT_CREATED", "a-c6036f4813f2d9280bc47ea619eb0701", "duplicate")
	b.event(3, "INCOMES_ADDED", "a-c6036f4813f2d9280bc47ea619eb0701")
	b.event(4, "ACCOUNT_CONNECTED", "a-c6036f4813f2d9280bc47ea619eb0701", "out of order")
	b.Journal.Append(journal.HTTP{API: "forward", Method: "POST", URL: "http://127.0.0.1:3000/hook?token=hush", Path: "/hook ACCOUNT_CONNECTED", Status: 500, Attempt: 1, Took: 12 * time.Millisecond})
	b.Update(changedMsg{})
	return b
}

func pressed(keys ...string) func() *bench {
	return func() *bench { b := story(nil); b.press(keys...); return b }
}

// views are what a user may come to see.
var views = map[string]func() *bench{
	"empty":     func() *bench { return newBench(func(c *Config) { c.Until, c.Forward = "ACCOUNT_CONNECTED", "" }) },
	"story":     pressed(),
	"open":      pressed("enter"),
	"full":      pressed("f"),
	"forwarded": pressed("right"),
	"filtered":  pressed("/", "d", "u", "p", "enter"),
	"again":     pressed("r"),
	"help":      pressed("?"),
	"production": func() *bench {
		b := story(func(c *Config) { c.Production = true })
		b.press("f")
		return b
	},
	"ascii": func() *bench { return story(func(c *Config) { c.Term = "linux" }) },
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

// golden compares with a file; spaces at the end of lines are not kept in it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	lines := strings.Split(got, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	got, path := strings.Join(lines, "\n")+"\n", filepath.Join("testdata", name)
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

// TestViewIsExact has exactly the cells of every size, whatever comes.
func TestViewIsExact(t *testing.T) {
	t.Parallel()
	const bad = "\x1b]0;owned\a\x1b[2J\u202e日本語\nline\t"
	nasty := func() *bench {
		b := newBench(func(c *Config) { c.Until = strings.Repeat("ACCOUNT_", 40) })
		b.posts[b.Journal.Append(journal.Webhook{Type: bad, SubjectID: bad, Marks: []string{bad}, Body: bad}).Seq] = webhook.Post{Signature: bad, Body: []byte(bad)}
		b.Update(changedMsg{})
		b.press("f")
		return b
	}
	for name, view := range map[string]func() *bench{"nasty": nasty, "full": views["full"], "story": views["story"], "production": views["production"], "help": views["help"]} {
		b := view()
		for width := 1; width < 140; width += 7 {
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

// TestPersonalDataShowInFullOnAKeyAlone, in production on a second one.
func TestPersonalDataShowInFullOnAKeyAlone(t *testing.T) {
	t.Parallel()
	shows := func(b *bench, want bool, keys ...string) {
		t.Helper()
		b.press(keys...)
		if s := b.screen(); strings.Contains(s, "Palomero") != want {
			t.Errorf("after %q: %t in\n%s", keys, !want, s)
		}
	}
	b := story(nil)
	shows(b, false)
	shows(b, false, "enter")
	shows(b, true, "f")
	shows(b, false, "esc")
	shows(b, true, "f")
	shows(b, false, "f")
	b = story(func(c *Config) { c.Production = true })
	shows(b, false, "f")
	shows(b, false, "up", "f")
	shows(b, false, "up", "down", "f")
	shows(b, true, "f")
	b = story(func(c *Config) { c.Copy = func(string) string { return "here" } })
	if cmd := b.press("f", "y"); cmd != nil {
		t.Error("what shows in full is copied")
	}
	cmd := b.press("esc", "y")
	if cmd == nil {
		t.Fatal("nothing is copied")
	}
	copied, ok := cmd().(copiedMsg)
	b.Update(copied)
	if s := b.screen(); !ok || !strings.Contains(s, "copied webhook") || strings.Contains(fmt.Sprintf("%+v", copied), "Palomero") {
		t.Errorf("%+v, %s", copied, s)
	}
}

// TestWhatShowsInFullTakesAll that is pressed and clicked.
func TestWhatShowsInFullTakesAll(t *testing.T) {
	t.Parallel()
	b := story(nil)
	b.screen() // clicks mean what was drawn
	b.press("f")
	b.screen()
	b.Update(tea.MouseClickMsg{X: 16, Y: 9, Button: tea.MouseLeft})
	if !b.full.open() {
		t.Error("a click on it closes it")
	}
	b.Update(tea.MouseClickMsg{X: 16, Y: 1, Button: tea.MouseLeft})
	if b.full.open() {
		t.Error("a click beside it leaves it open")
	}
	if b.press("esc"); !strings.Contains(b.screen(), "[Webhooks 5]") {
		t.Errorf("the lanes behind it were clicked:\n%s", b.screen())
	}
	if b.Update(tea.MouseClickMsg{X: 16, Y: 1, Button: tea.MouseLeft}); !strings.Contains(b.screen(), "[Forwarded") {
		t.Errorf("a click is not taken:\n%s", b.screen())
	}
}

func TestSendingAgain(t *testing.T) {
	t.Parallel()
	b := story(nil)
	b.press("r", "enter")
	b.event(5, "TASK_FINISHED", "a-1") // what is open stays
	b.press("r")
	if fmt.Sprint(b.resent) != "[6 6]" {
		t.Errorf("sent again: %v", b.resent)
	}
	clear(b.posts)
	b.press("r")
	if s := b.screen(); !strings.Contains(s, "not kept any more") {
		t.Error(s)
	}
	if b.press("f"); b.full.open() || !strings.Contains(b.screen(), "not kept any more") {
		t.Error(b.screen())
	}
	b = story(func(c *Config) { c.Forward = "" })
	if b.press("r"); len(b.resent) > 0 || strings.Contains(b.screen(), "send again") {
		t.Error("there is nowhere to send it to")
	}
	b = newBench(nil)
	if b.press("r", "f"); len(b.resent) > 0 || b.full.open() {
		t.Error("there is nothing to send")
	}
}

// TestTheHelpHasTheKeysOfTheScreen lists what the list below it answers.
func TestTheHelpHasTheKeysOfTheScreen(t *testing.T) {
	t.Parallel()
	got := pressed("?")().screen()
	for _, want := range []string{"r          send again", "f          in full", "enter      open record", "/          filter"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not seen:\n%s", want, got)
		}
	}
}

func TestLeaving(t *testing.T) {
	t.Parallel()
	quits := func(cmd tea.Cmd) bool {
		if cmd == nil {
			return false
		}
		_, quit := cmd().(tea.QuitMsg)
		return quit
	}
	for _, keys := range [][]string{{"q"}, {"ctrl+c"}, {"/", "x", "ctrl+c"}, {"f", "q"}, {"?", "ctrl+c"}} {
		if !quits(story(nil).press(keys...)) {
			t.Errorf("%q: it goes on", keys)
		}
	}
	for _, keys := range [][]string{{"/", "q"}, {"/", "f", "r", "?", "q"}, {"esc"}} {
		if b := story(nil); quits(b.press(keys...)) || len(b.resent) > 0 {
			t.Errorf("%q: it ended", keys)
		}
	}
}
