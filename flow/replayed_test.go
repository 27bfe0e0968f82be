package flow_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/search"
	"winkterm/flow/session"
	"winkterm/ui"
	"winkterm/ui/replay"
)

// live is a story in front of the app, which is recorded.
type live struct {
	*story
	began, now time.Time
	list       *search.Index
	journal    *journal.Journal
	records    []journal.Record
	snapshots  session.Snapshots
	changed    chan struct{}
	app        *ui.App
	// again says that something has changed, for the app.
	again  tea.Msg
	width  int
	height int
}

func (l *live) Watch() (flow.State, <-chan struct{}) { return l.state, l.changed }
func (l *live) Do(flow.Intent) error                 { return nil }
func (l *live) Catalogue() *search.Index             { return l.list }
func (l *live) Done() <-chan struct{}                { return nil }

func newLive(t *testing.T, o flow.Options, width, height int) *live {
	began := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	l := &live{story: &story{probe: newProbe(t, o)}, began: began, now: began, list: search.New(), changed: make(chan struct{}), width: width, height: height}
	l.journal = journal.New(func() time.Time { return l.now })
	l.journal.KeepIn(func(r journal.Record) { l.records = append(l.records, r) })
	close(l.changed)
	l.open()
	return l
}

// open makes an app, as if the page had just come.
func (l *live) open() {
	l.app = ui.New(ui.Config{
		Session: l, Journal: l.journal, Now: func() time.Time { return l.now }, Host: "seed 7", People: assets.People(),
		Faults: sandboxed{}, Copy: func(string) string { return "" }, // and so no word of it in the footer
	})
	l.app.Update(tea.WindowSizeMsg{Width: l.width, Height: l.height})
	cmds, _ := l.app.Init()().(tea.BatchMsg)
	l.again = cmds[0]()
	l.app.Update(l.again)
}

// sandboxed are the faults of a sandbox, of which the help names the key.
type sandboxed struct{ ui.Faults }

// happens plays a command, records what a session records of it, and has the app show it.
func (l *live) happens(command string) {
	l.now = l.now.Add(1300 * time.Millisecond)
	words, typed := strings.Fields(command), false
	if words[0] == "type" {
		typed = l.types(parseArgs(words[1:]))
	}
	for _, effect := range l.play(command) {
		l.record(effect)
	}
	if words[0] == "providers" {
		n, _ := strconv.Atoi(words[1])
		l.list.Add(providers(n))
	}
	l.snapshots.Record(l.journal, l.state, l.list)
	if words[0] == "type" && !typed || words[0] == "search" {
		l.open() // the app has these from its own keys
	}
	l.app.Update(l.again)
}

// types types into the fields of the page, one after the other, and says whether it has
// any of them.
func (l *live) types(a args) bool {
	fields := l.state.Fields()
	at, last := max(slices.IndexFunc(fields, func(f wire.Field) bool { return l.state.Value(f.Name) == "" }), 0), -1
	for i, f := range fields {
		if _, ok := a.named[f.Name]; ok {
			last = i
		}
	}
	if last < 0 {
		return false
	}
	l.open()
	for ; at%len(fields) != 0; at++ {
		l.app.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	}
	for i, f := range fields[:last+1] {
		if value, ok := a.named[f.Name]; ok {
			l.app.Update(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
			l.app.Update(tea.PasteMsg{Content: value})
		}
		if i < last {
			l.app.Update(tea.KeyPressMsg{Code: tea.KeyTab})
		}
	}
	return true
}

func (l *live) record(e flow.Effect) {
	switch e := e.(type) {
	case flow.ShowPage:
		args, _ := e.UIEvent(l.now)
		l.journal.Append(journal.Screen{Page: e.Page.String(), Event: string(args.EventName), ProviderID: e.ProviderID, AccountID: e.AccountID})
	case flow.FireCallback:
		text, _ := json.Marshal(e.Args)
		l.journal.Append(journal.Callback{Name: string(e.Name), Args: journal.Text(text)})
	case flow.RecordStatus:
		l.journal.Append(journal.Status{Subject: string(e.Subject), ID: e.ID, From: e.From, To: e.To, ErrorCode: e.ErrorCode})
	case flow.Ask:
		l.journal.Append(journal.HTTP{API: "link", Method: "POST", URL: "http://127.0.0.1:1/" + fmt.Sprint(e.Attempt), Path: "/", Status: 200})
	case flow.Cancel, flow.RecordNote, flow.RecordWidgetCallback, flow.CloseWidget:
	}
}

// TestEveryTranscriptIsReplayed plays each story in front of the app at three sizes, and
// draws the same screens from the recording alone. Only lines in which something is
// masked differ.
func TestEveryTranscriptIsReplayed(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 18}} {
				replayed(t, string(text), size[0], size[1])
			}
		})
	}
}

func replayed(t *testing.T, text string, width, height int) {
	t.Helper()
	var l *live
	var screens, commands []string
	var ends []int
	for line := range strings.Lines(text) {
		command, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "> ")
		if start, starts := strings.CutPrefix(command, "options"); ok && starts {
			l = newLive(t, startOptions(parseArgs(strings.Fields(start))), width, height)
		} else if ok {
			l.happens(command)
			screens, commands, ends = append(screens, l.app.View().Content), append(commands, command), append(ends, len(l.records)-1)
		}
	}
	o := l.state.Options
	f := recording.Of(recording.Header{
		Recording: recording.Version, Command: recording.Wizard, Started: l.began, Native: o.Native, Production: o.Production,
		Sandbox: &recording.Sandbox{Seed: 7},
	}, l.records)
	again := replay.NewScreens(f)
	for n := range screens { // back through the story, and the other way every second time
		if n%2 == 0 {
			n = len(screens) - 1 - n
		}
		want, got := strings.Split(ansi.Strip(screens[n]), "\n"), again.Screen(ends[n], width, height)
		if len(got) != len(want) {
			t.Fatalf("%s: %d lines, want %d", commands[n], len(got), len(want))
		}
		for i := range want {
			if line := ansi.Strip(got[i]); line != want[i] && !strings.ContainsAny(line, "•[") {
				t.Errorf("%dx%d after %q, line %d:\n%s\n%s", width, height, commands[n], i+1, want[i], line)
			}
		}
	}
}
