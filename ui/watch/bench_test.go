package watch

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

	"winkterm/flow/follow"
)

var update = flag.Bool("update", false, "write the golden files anew")

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// bench is a screen with a clock of its own.
type bench struct {
	*Model
	now    time.Time
	events chan follow.Event
	before map[string]follow.Snapshot
}

func newBench(change func(*Config)) *bench {
	b := &bench{now: noon.Add(5 * time.Minute), events: make(chan follow.Event), before: map[string]follow.Snapshot{}}
	c := Config{Events: b.events, Now: func() time.Time { return b.now }, Host: "127.0.0.1:8970", Newest: 10}
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

func (b *bench) tell(events ...follow.Event) *bench {
	for _, e := range events {
		b.Update(eventMsg{e})
	}
	return b
}

// poll hands over what a poll of a user brings, as a follower would.
func (b *bench) poll(user string, items ...follow.Item) *bench {
	before, looked := b.before[user]
	now := follow.Snapshot{UserID: user, Seen: b.now, Items: items}
	b.before[user] = now
	ts := follow.Diff(before, now)
	for i := range ts {
		ts[i].Known = !looked
	}
	return b.tell(follow.Polled{Snapshot: now, Transitions: ts})
}

var named = map[string]tea.KeyPressMsg{
	"esc": {Code: tea.KeyEscape}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "tab": {Code: tea.KeyTab},
	"pgdown": {Code: tea.KeyPgDown}, "pgup": {Code: tea.KeyPgUp}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd},
	"ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "f1": {Code: tea.KeyF1}, "ctrl+n": {Code: 'n', Mod: tea.ModCtrl},
}

// press sends keys and says whether the last one ended the screen.
func (b *bench) press(keys ...string) (ended bool) {
	for _, k := range keys {
		msg, ok := named[k]
		if !ok {
			r := []rune(k)[0]
			msg = tea.KeyPressMsg{Code: r, Text: k}
		}
		ended = quits(b.Model.press(msg))
	}
	return ended
}

func quits(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	_, quit := cmd().(tea.QuitMsg)
	return quit
}

func (b *bench) screen() string { return ansi.Strip(b.View().Content) }

const (
	george = "tenant-09d82ecdb64e70b676dcf4a6566fbd91"
	ryan   = "tenant-5aaa4a601207856665cd44dc39fd5a97"
	nobody = "tenant-47185170c942c1f688532ffefde5f715"
)

func account(n int, provider, status, code string, at time.Time) follow.Item {
	return follow.Item{
		Subject: follow.Account, ID: fmt.Sprintf("a-c6036f4813f2d9280bc47ea619eb07%02d", n), ProviderID: provider,
		Status: status, ErrorCode: code, At: at, Created: at,
	}
}

func task(n, of int, kind, status string, points int, at time.Time) follow.Item {
	return follow.Item{
		Subject: follow.Task, ID: fmt.Sprintf("task-ed54e076eb8f08499fdd531801d66d%02d", n), ProviderID: "sss_ph", Type: kind,
		SourceID: fmt.Sprintf("a-c6036f4813f2d9280bc47ea619eb07%02d", of), Status: status, Points: points, At: at, Created: at,
	}
}

// story is an hour in the life of three users.
func story(change func(*Config)) *bench {
	b := newBench(change)
	yesterday := noon.Add(-24 * time.Hour)
	b.tell(follow.Listed{UserIDs: []string{george, ryan, nobody}, Came: []string{george, ryan, nobody}})
	b.poll(george)
	b.poll(ryan, account(1, "upwork", "ERROR", "UNSUPPORTED_MFA_METHOD", yesterday),
		follow.Item{Subject: follow.Archive, ID: "u-81a9", ProviderID: "user-provided", Type: "PAYSLIP", Status: "ANALYZED", At: noon, Created: noon})
	b.poll(nobody)
	sss := func(status, code string) follow.Item { return account(2, "sss_ph", status, code, b.now) }
	linking := task(1, 2, "LINK_ACCOUNT", "Started", 0, b.now)
	for _, status := range []string{"PENDING", "AWAITING_MFA", "PENDING", "CONNECTED"} {
		b.poll(george, sss(status, ""), linking)
		b.now = b.now.Add(1234 * time.Millisecond)
	}
	b.now = b.now.Add(2 * time.Second)
	b.poll(george, account(3, "grab", "ERROR", "ACCOUNT_LOCKED", b.now), sss("CONNECTED", ""),
		task(1, 2, "LINK_ACCOUNT", "Finished", 5, b.now))
	b.now = b.now.Add(time.Minute)
	b.poll(george, account(3, "grab", "ERROR", "ACCOUNT_LOCKED", b.now), sss("CONNECTED", ""),
		task(2, 2, "UPDATE_ACCOUNT", "Started", 0, b.now), task(1, 2, "LINK_ACCOUNT", "Finished", 5, b.now))
	b.poll(ryan, account(1, "upwork", "ERROR", "UNSUPPORTED_MFA_METHOD", yesterday))
	b.now = b.now.Add(12 * time.Second)
	return b
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
