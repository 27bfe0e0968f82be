package cli

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/redact/planted"
	"winkterm/flow/session"
	"winkterm/ui"
	"winkterm/ui/files"
)

// wizardFrames is the wizard with all that it has written to the terminal.
type wizardFrames struct {
	t   *testing.T
	app *ui.App
	// ahead is how far the app's clock is before the session's.
	ahead time.Duration
	walk  *session.Session
	msgs  chan tea.Msg
	// written are the frames, those with a field apart by what it is for, and what was sent
	// to the clipboard.
	written map[string]*strings.Builder
}

func framesOf(t *testing.T, walk *session.Session) *wizardFrames {
	s := &wizardFrames{t: t, walk: walk, msgs: make(chan tea.Msg), written: map[string]*strings.Builder{}}
	proof := func(text string) (string, bool) { return walk.Journal().Redactor().Proof().Text(text) }
	s.app = ui.New(ui.Config{
		Session: walk, Journal: walk.Journal(), Now: func() time.Time { return walk.Clock().Now().Add(s.ahead) }, Host: "hostile", Term: "xterm-256color", People: assets.People(), Leak: proof, Mask: func(text string) string { return walk.Journal().Redactor().Proof().Mask(text) },
	})
	s.update(tea.WindowSizeMsg{Width: 150, Height: 160})
	s.run(s.app.Init())
	return s
}

// run runs a command in the background; its message comes to wait.
func (s *wizardFrames) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		select {
		case s.msgs <- cmd():
		case <-s.walk.Done():
		}
	}()
}

func (s *wizardFrames) update(msg tea.Msg) {
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, cmd := range batch {
			s.run(cmd)
		}
		return
	}
	if fmt.Sprintf("%T", msg) == "tea.setClipboardMsg" {
		s.write("the clipboard", fmt.Sprint(msg))
		return
	}
	_, cmd := s.app.Update(msg)
	s.run(cmd)
	page, frame := "", s.app.View().Content
	for _, field := range []string{"Log in to", "Verify it is you", "choose the file"} {
		if strings.Contains(ansi.Strip(frame), field) {
			page = field
		}
	}
	s.write(page, frame)
}

func (s *wizardFrames) write(page, text string) {
	if s.written[page] == nil {
		s.written[page] = &strings.Builder{}
	}
	fmt.Fprintln(s.written[page], text)
}

// sees waits until the screen has a text.
func (s *wizardFrames) sees(text string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 30*time.Second)
	defer cancel()
	for !strings.Contains(s.screen(), text) {
		select {
		case msg := <-s.msgs:
			s.update(msg)
		case <-ctx.Done():
			s.t.Fatalf("the screen never shows %q:\n%s", text, s.screen())
		}
	}
}

func (s *wizardFrames) screen() string { return ansi.Strip(s.app.View().Content) }

// rest lets a page stand that came by itself, so that it takes letters.
func (s *wizardFrames) rest() { s.ahead += time.Second }

// press gives keys; what they bring is waited for by sees.
func (s *wizardFrames) press(keys ...tea.KeyPressMsg) {
	for _, k := range keys {
		s.update(k)
	}
}

// types types a text, letter by letter.
func (s *wizardFrames) types(text string) {
	for _, r := range text {
		s.update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

var (
	enter = tea.KeyPressMsg{Code: tea.KeyEnter}
	tab   = tea.KeyPressMsg{Code: tea.KeyTab}
)

func ctrl(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl} }

// plantedHost answers as a sandbox does, with the planted values in every answer; the
// first login form that it is asked for is an error of its own.
func plantedHost(t *testing.T) (at string) {
	t.Helper()
	box, err := sandbox.Listen(t.Context(), sandbox.Config{Key: planted.Key, Secret: planted.Secret, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = box.Close(context.WithoutCancel(t.Context())) })
	target, err := url.Parse(strings.TrimSuffix(box.OpenAPI(), "/v1"))
	if err != nil {
		t.Fatal(err)
	}
	var failed atomic.Bool // requests come at once
	host := httptest.NewServer(planted.Host(target, func(r *http.Request) bool {
		return strings.HasSuffix(r.URL.Path, "/login") && failed.CompareAndSwap(false, true)
	}))
	t.Cleanup(host.Close)
	return host.URL
}

// shownBy are the fields that show what is typed into them, and which of the values that
// is: it is on the screen by nature there, and nowhere else.
var shownBy = map[string][]string{
	"Log in to": {"login"}, "Verify it is you": {"code"}, "choose the file": {"folder", "file"},
}

// TestNoPlantedValueIsShownOrKept walks the wizard at a hostile host, opens every record
// of the lanes and copies each lane, and looks for the planted values in all that was
// written to the terminal, which are the frames and the clipboard, and in the session's
// file.
func TestNoPlantedValueIsShownOrKept(t *testing.T) {
	t.Parallel()
	values := planted.Values()
	if len(values) < 60 {
		t.Fatalf("only %d values are planted", len(values))
	}
	host, folder := plantedHost(t), filepath.Join(t.TempDir(), filepath.Base(planted.Folder))
	path := filepath.Join(folder, planted.FileName)
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(assets.Payslips()[0].Content(), '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
	walk, err := session.Open(t.Context(), session.Config{
		Host:     session.Host{OpenAPI: host + "/v1", Link: host + "/link/v1", Key: planted.Key, Secret: planted.Secret},
		Options:  flow.Options{Widget: wire.WidgetOptions{EnableUpload: true}},
		OpenFile: files.Open,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = walk.Close() })
	var kept strings.Builder
	writer, err := recording.NewWriter(&kept, recording.Header{Command: recording.Wizard})
	if err != nil {
		t.Fatal(err)
	}
	walk.Journal().KeepIn(writer.Write)
	s := framesOf(t, walk)
	s.link()
	s.upload(path)
	s.lookAtEverything()
	if err := walk.Close(); err != nil {
		t.Fatal(err)
	}
	for where, text := range s.written {
		nature := func(v planted.Value) bool { return slices.Contains(shownBy[where], v.Name) }
		for _, found := range planted.Find([]byte(text.String()), slices.DeleteFunc(planted.Values(), nature)...) {
			t.Errorf("on the terminal (%s): %s", where, found)
		}
	}
	for _, found := range planted.Find([]byte(kept.String()), values...) {
		t.Errorf("in the file: %s", found)
	}
	for where, want := range map[string]string{"Log in to": "login", "Verify it is you": "code", "choose the file": "file"} {
		if found := strings.Join(planted.Find([]byte(s.written[where].String()), values...), " "); !strings.Contains(found, want) {
			t.Errorf("%s is not looked for where it shows: %q", want, found)
		}
	}
}

// link fails once at the form, once with the planted password, once with the planted code,
// and then links.
func (s *wizardFrames) link() {
	s.t.Helper()
	s.sees("uses Smile to link")
	s.press(enter)
	s.sees("Search")
	s.types("upwork")
	s.sees("Upwork")
	s.press(enter)
	s.sees("req-planted-1")
	s.press(enter)
	s.sees("Log in to Upwork")
	s.types(planted.Login + "@tahanan.example")
	s.press(tab)
	s.types(planted.Password)
	s.press(enter)
	s.sees("INVALID_CREDENTIALS")
	s.rest()
	s.types("t")
	s.sees("Log in to Upwork")
	s.press(ctrl('t'), enter)
	s.sees("Verify it is you")
	s.rest()
	s.types(planted.Code)
	s.press(enter)
	s.sees("attempts left 2")
	s.rest()
	s.press(ctrl('t'), enter)
	s.sees("is connected")
	s.rest()
	s.types("s")
	s.sees("Revoke the account")
	s.press(tea.KeyPressMsg{Code: tea.KeyEscape})
	s.sees("is connected")
	s.types("a")
	s.sees("Search")
}

// upload sends a file of the user's own, which ends in an error.
func (s *wizardFrames) upload(path string) {
	s.t.Helper()
	s.press(ctrl('d'))
	s.sees("Which document do you have?")
	s.press(enter)
	s.sees("Samples")
	s.types(path)
	s.press(enter)
	s.sees("Send the file")
	s.press(enter)
	s.sees("SYSTEM_ERROR")
	s.rest()
}

// lookAtEverything opens every record and scrolls through it, and copies each lane.
func (s *wizardFrames) lookAtEverything() {
	s.t.Helper()
	down, end := tea.KeyPressMsg{Code: tea.KeyDown}, tea.KeyPressMsg{Code: tea.KeyPgDown}
	s.press(ctrl('n'), tea.KeyPressMsg{Code: tea.KeyHome})
	for _, r := range s.walk.Records() {
		if r.Lane != journal.LaneState && r.Lane != journal.LaneIntent { // which have no rows
			s.press(enter, end, end, end, tea.KeyPressMsg{Code: tea.KeyEscape}, down)
		}
	}
	for range 3 {
		s.types("Y")
		s.sees("to the terminal's clipboard")
		s.rest()
		s.press(tea.KeyPressMsg{Code: tea.KeyRight})
		s.ahead += time.Minute // and the word of the copy is gone
		s.press(tea.KeyPressMsg{Code: tea.KeyRight}, tea.KeyPressMsg{Code: tea.KeyLeft})
	}
}
