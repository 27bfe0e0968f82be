package inspector_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/flow/journal"
	"winkterm/ui/inspector"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

var start = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

// story is the records of a short session.
func story() []journal.Record {
	account := "a-17bb0c52"
	args := `{"accountId":"` + account + `","userId":"tenant-9f2c","providerId":"sss_ph"}`
	poll := journal.HTTP{
		API: "link", Method: "GET", URL: "http://127.0.0.1:41001/link/v1/accounts/" + account, Path: "/accounts/" + account,
		Status: 200, Code: "OK", RequestID: "req-3", Attempt: 1, Took: 3 * time.Millisecond,
		Response: journal.Message{Size: 40, Body: `{"code":"OK","data":{"connectionStatus":"PENDING"}}`},
	}
	data := []struct {
		at   time.Duration
		lane journal.Lane
		kind string
		data journal.Data
	}{
		{0, journal.LaneScreen, "ConsentPageOpened", journal.Screen{Page: "Consent", Event: "ConsentPageOpened"}},
		{1200 * time.Millisecond, journal.LaneScreen, "LoginPageOpened", journal.Screen{Page: "Login", Event: "LoginPageOpened", ProviderID: "sss_ph"}},
		{3412 * time.Millisecond, journal.LaneHTTP, "POST /accounts", journal.HTTP{
			API: "link", Method: "POST", URL: "http://127.0.0.1:41001/link/v1/accounts", Path: "/accounts",
			Status: 201, Code: "CREATED", RequestID: "req-2", Attempt: 1, Took: 8 * time.Millisecond,
			Request: journal.Message{
				Header: []journal.Header{{Name: "Authorization", Value: "Bearer [KEY_1]"}, {Name: "Content-Type", Value: "application/json"}},
				Size:   98, Body: `{"providerId":"sss_ph","option":"ssNumber","credentials":{"ssNumber":"[SECRET_1]","password":"[SECRET_2]"}}`,
			},
			Response: journal.Message{
				Header: []journal.Header{{Name: "Content-Type", Value: "application/json"}},
				Size:   210, Body: journal.Text(`{"code":"CREATED","requestId":"req-2","data":{"id":"` + account + `","connectionStatus":"PENDING","connection":{"errorCode":null}}}`),
			},
		}},
		{3413 * time.Millisecond, journal.LaneCallback, "onAccountCreated", journal.Callback{Name: "onAccountCreated", Args: journal.Text(args)}},
		{3413 * time.Millisecond, journal.LaneStatus, "PENDING", journal.Status{Subject: "account", ID: account, To: "PENDING"}},
		{3913 * time.Millisecond, journal.LaneHTTP, "GET /accounts/" + account, poll},
		{4413 * time.Millisecond, journal.LaneHTTP, "GET /accounts/" + account, poll},
		{4911 * time.Millisecond, journal.LaneHTTP, "GET /accounts/" + account, poll},
		{4911 * time.Millisecond, journal.LaneStatus, "AWAITING_MFA", journal.Status{Subject: "account", ID: account, From: "PENDING", To: "AWAITING_MFA", Since: 1498 * time.Millisecond}},
		{9000 * time.Millisecond, journal.LaneHTTP, "POST /accounts/" + account + "/mfa", journal.HTTP{
			API: "link", Method: "POST", URL: "http://127.0.0.1:41001/link/v1/accounts/" + account + "/mfa", Path: "/accounts/" + account + "/mfa",
			Status: 503, Code: "SERVER_UNAVAILABLE", RequestID: "req-4", Attempt: 2, Took: 1200 * time.Millisecond,
		}},
		{9500 * time.Millisecond, journal.LaneStatus, "ERROR", journal.Status{Subject: "account", ID: account, From: "AWAITING_MFA", To: "ERROR", ErrorCode: "INVALID_MFA", Since: 4589 * time.Millisecond}},
		{9501 * time.Millisecond, journal.LaneCallback, "onClose", journal.Callback{Name: "onClose", Args: `{"reason":"error"}`}},
		{9600 * time.Millisecond, journal.LaneNote, "late answer", journal.Note{Topic: "late answer", Text: "dropped GET /accounts"}},
	}
	out := make([]journal.Record, len(data))
	for i, d := range data {
		out[i] = journal.Record{Seq: i + 1, At: start.Add(d.at), Lane: d.lane, Kind: d.kind, Data: d.data}
	}
	return out
}

// model is an inspector with the records that it reads.
type model struct {
	inspector.Model
	ring *ring
}

func empty() *model {
	r := &ring{}
	return &model{Model: inspector.New(r, start, theme.New(theme.Standard, true), keymap.New()), ring: r}
}

// ring keeps records as a journal does, at the times and in the lanes that they have.
type ring struct{ records []journal.Record }

func (r *ring) Add(rec journal.Record) journal.Record {
	rec.Seq = r.First() + len(r.records)
	if r.records = append(r.records, rec); len(r.records) > journal.RecordsMax {
		r.records = r.records[1:]
	}
	return rec
}

func (r *ring) First() int {
	if len(r.records) == 0 {
		return 1
	}
	return r.records[0].Seq
}

func (r *ring) At(seq int) (journal.Record, bool) {
	if at := seq - r.First(); at >= 0 && at < len(r.records) {
		return r.records[at], true
	}
	return journal.Record{}, false
}

func (r *ring) Since(seq int) []journal.Record {
	return slices.Clone(r.records[min(max(0, seq+1-r.First()), len(r.records)):])
}

// Feed keeps records, which get the next numbers, and lists them.
func (m *model) Feed(records []journal.Record) {
	for i, r := range records {
		records[i] = m.ring.Add(r)
	}
	m.Model.Feed(records)
}

func fed(records ...journal.Record) *model {
	m := empty()
	m.Feed(records)
	m.View(80, 12, true)
	return m
}

// notes makes n records that are easy to tell apart.
func notes(from, n int) []journal.Record {
	out := make([]journal.Record, n)
	for i := range out {
		text := fmt.Sprintf("number %d.", from+i)
		out[i] = journal.Record{Seq: from + i, At: start, Lane: journal.LaneNote, Kind: "n", Data: journal.Note{Topic: "n", Text: text}}
	}
	return out
}

func press(m *model, keys ...string) inspector.Action {
	var act inspector.Action
	for _, k := range keys {
		act = m.Update(keyPress(k))
	}
	return act
}

func keyPress(k string) tea.KeyPressMsg {
	special := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
		"right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	}
	if code, ok := special[k]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: rune(k[0]), Text: k}
}

func screenOf(m *model, width, height int) string {
	return ansi.Strip(m.View(width, height, true))
}

func TestFollowsUntilTheUserMoves(t *testing.T) {
	t.Parallel()
	m := fed(notes(1, 50)...)
	wantSeen(t, m, "number 50.", true)
	press(m, "up")
	m.Feed(notes(51, 20))
	wantSeen(t, m, "number 49.", true)
	wantSeen(t, m, "number 70.", false)
	press(m, "G")
	wantSeen(t, m, "number 70.", true)
	m.Feed(notes(71, 5))
	wantSeen(t, m, "number 75.", true)
	press(m, "home")
	wantSeen(t, m, "number 1.", true)
	press(m, "end")
	m.Feed(notes(76, 1))
	wantSeen(t, m, "number 76.", true)
}

func wantSeen(t *testing.T, m *model, text string, want bool) {
	t.Helper()
	if got := screenOf(m, 80, 12); strings.Contains(got, text) != want {
		t.Errorf("%q shown is %v, want %v:\n%s", text, !want, want, got)
	}
}

// toTab goes through the tabs to the one whose name begins like this.
func toTab(m *model, name string) {
	for range 9 {
		if strings.Contains(screenOf(m, 80, 12), "["+name) {
			return
		}
		press(m, "right")
	}
}

func TestTabsShowTheirLanes(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	wantSeen(t, m, "[Timeline]", true)
	press(m, "right")
	wantSeen(t, m, "[Callbacks 2]", true)
	wantSeen(t, m, "onAccountCreated a-17bb0c52", true)
	wantSeen(t, m, "POST /accounts", false)
	press(m, "right")
	wantSeen(t, m, "[HTTP 5]", true)
	wantSeen(t, m, "onClose", false)
	press(m, "right")
	wantSeen(t, m, "[Webhooks]", true)
	wantSeen(t, m, "POST /accounts", false)
	toTab(m, "Timeline")
	wantSeen(t, m, "POST /accounts", true)
	press(m, "left")
	wantSeen(t, m, "[Timeline]", false)
	press(m, "right", "right", "left")
	wantSeen(t, m, "[Timeline]", true)
}

func TestRepeatedPollsAreOneRow(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	wantSeen(t, m, "×3 GET /accounts/a-17bb0c52 200", true)
	press(m, "p")
	wantSeen(t, m, "×3", false)
	press(m, "p")
	wantSeen(t, m, "×3", true)
}

// TestTheCallsOfAFollowedInviteAreOneRowEach holds polls of three calls: the invite, its
// log, and its user's accounts.
func TestTheCallsOfAFollowedInviteAreOneRowEach(t *testing.T) {
	t.Parallel()
	get := func(path string) journal.HTTP {
		return journal.HTTP{Method: "GET", URL: "http://127.0.0.1:8970/v1" + path, Path: path, Status: 200}
	}
	invite, log, accounts := get("/invites/inv-1"), get("/invites/inv-1/logs"), get("/accounts")
	m := fed(records(invite, log, accounts, invite, log, accounts, invite, log, accounts)...)
	for _, want := range []string{"×3 GET /invites/inv-1 200", "×3 GET /invites/inv-1/logs 200", "×3 GET /accounts 200"} {
		wantSeen(t, m, want, true)
	}
}

func TestFilter(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	press(m, "/", "M", "f", "a")
	if !m.Typing() {
		t.Fatal("/ does not start the filter")
	}
	wantSeen(t, m, "AWAITING_MFA", true)
	wantSeen(t, m, "onClose", false)
	press(m, "y") // a letter, not a copy
	wantSeen(t, m, "nothing matches the filter", true)
	press(m, "esc")
	wantSeen(t, m, "onClose", true)
	press(m, "/")
	m.Update(tea.PasteMsg{Content: "onClose\n"})
	press(m, "enter")
	if m.Typing() {
		t.Error("enter does not leave the filter's line")
	}
	wantSeen(t, m, "AWAITING_MFA", false)
	m.Feed(notes(100, 3))
	wantSeen(t, m, "number 100.", false)
}

func TestCopy(t *testing.T) {
	t.Parallel()
	type copies struct{ text, what string }
	tests := []struct {
		row        string
		y, c, b, i copies
	}{
		{"LoginPageOpened", copies{"screen  LoginPageOpened\nrecord    2\ntime      00:01.200  2026-11-21 10:00:01.200 UTC\npage      Login", "record"}, copies{}, copies{}, copies{"sss_ph", "provider id"}},
		{
			"POST /accounts 201", copies{"http  POST /accounts\nrecord     3\n", "record"}, copies{"curl --globoff -X 'POST'", "curl line"},
			copies{"{\n  \"code\": \"CREATED\",\n  \"requestId\": \"req-2\"", "response body"}, copies{"req-2", "request id"},
		},
		{"onAccountCreated", copies{"callback  onAccountCreated\n", "record"}, copies{}, copies{"{\n  \"accountId\": \"a-17bb0c52\"", "onAccountCreated data"}, copies{"a-17bb0c52", "account id"}},
		{"AWAITING_MFA ", copies{"status  AWAITING_MFA\n", "record"}, copies{}, copies{}, copies{"a-17bb0c52", "account id"}},
		{"late answer", copies{"note  late answer\n", "record"}, copies{}, copies{"dropped GET /accounts", "note"}, copies{}},
	}
	for _, tt := range tests {
		t.Run(tt.row, func(t *testing.T) {
			t.Parallel()
			m := fed(story()...)
			choose(t, m, tt.row)
			for range 2 { // in the list, then in the open record
				for key, want := range map[string]copies{"y": tt.y, "c": tt.c, "b": tt.b} {
					if got := press(m, key); !strings.HasPrefix(got.Copy, want.text) || got.What != want.what || (got.Copy == "") != (want.text == "") {
						t.Errorf("%s gives %+v, want %+v", key, got, want)
					}
				}
				if got := press(m, "i"); got.Copy != tt.i.text || got.What != tt.i.what {
					t.Errorf("i gives %+v, want %+v", got, tt.i)
				}
				offers(t, m, map[string]bool{"y": true, "c": tt.c.text != "", "b": tt.b.text != "", "i": tt.i.text != ""})
				press(m, "enter")
			}
		})
	}
}

// choose moves to the row that has the text.
func choose(t *testing.T, m *model, text string) {
	t.Helper()
	press(m, "home")
	for range 50 {
		for _, line := range strings.Split(screenOf(m, 100, 20), "\n") {
			if strings.HasPrefix(line, "›") && strings.Contains(line, text) {
				return
			}
		}
		press(m, "down")
	}
	t.Fatalf("no row has %q:\n%s", text, screenOf(m, 100, 20))
}

func TestOpenRecordStaysAndCloses(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	choose(t, m, "POST /accounts 201")
	press(m, "enter")
	if !m.Open() {
		t.Fatal("enter does not open")
	}
	for _, want := range []string{"req-2", "request headers", "Authorization: Bearer [KEY_1]", `"option": "ssNumber"`} {
		if got := screenOf(m, 100, 40); !strings.Contains(got, want) {
			t.Errorf("the open record lacks %q:\n%s", want, got)
		}
	}
	m.Feed(notes(100, 12_000)) // the record is not kept any more
	if got := screenOf(m, 100, 40); !strings.Contains(got, "req-2") {
		t.Errorf("the open record is gone:\n%s", got)
	}
	press(m, "esc")
	if m.Open() {
		t.Error("esc does not close")
	}
}

func TestMouse(t *testing.T) {
	t.Parallel()
	m := fed(notes(1, 50)...)
	m.Update(tea.MouseClickMsg{X: 5, Y: 3, Button: tea.MouseLeft})
	if got := strings.Split(screenOf(m, 80, 12), "\n")[3]; !strings.HasPrefix(got, "›") {
		t.Errorf("the row that was clicked is %q", got)
	}
	m.Update(tea.MouseClickMsg{X: 5, Y: 3, Button: tea.MouseLeft})
	if !m.Open() {
		t.Error("a second click does not open")
	}
	press(m, "esc")
	m.Update(tea.MouseWheelMsg{X: 5, Y: 3, Button: tea.MouseWheelUp})
	wantSeen(t, m, "number 50.", false)
	m.Update(tea.MouseClickMsg{X: 15, Y: 0, Button: tea.MouseLeft})
	wantSeen(t, m, "[Callbacks 0]", true)
	m.Update(tea.MouseClickMsg{X: 5, Y: 9, Button: tea.MouseLeft}) // no row there
	if m.Open() {
		t.Error("a click beside the rows opens something")
	}
}

func TestSizeIsExact(t *testing.T) {
	t.Parallel()
	records := append(story(), journal.Record{
		Seq: 99, At: start.Add(200 * time.Minute), Lane: "労働", Kind: "\x1b[31m\u202eevil\n" + strings.Repeat("日本", 200),
		Data: journal.Unknown{Of: "労働", Name: "x", Raw: journal.Text("\x1b]0;t\x07" + strings.Repeat("👩\u200d👩\u200d👧é", 300))},
	})
	for _, keys := range [][]string{nil, {"enter"}, {"right"}, {"/", "p"}, {"up", "up", "enter"}} {
		m := fed(records...)
		press(m, keys...)
		for width := 30; width <= 200; width += 17 {
			for _, height := range []int{5, 6, 23, 60} {
				block := m.View(width, height, true)
				lines := widget.Lines(block)
				if len(lines) != height {
					t.Fatalf("%v at %d×%d: %d lines", keys, width, height, len(lines))
				}
				for _, line := range lines {
					if widget.Width(line) != width {
						t.Fatalf("%v at %d×%d: %q has %d cells", keys, width, height, line, widget.Width(line))
					}
				}
				if plain := ansi.Strip(block); strings.ContainsAny(plain, "\x1b\x07\u202e") {
					t.Fatalf("%v at %d×%d: control characters came through: %q", keys, width, height, plain)
				}
			}
		}
	}
}

func TestMemoryIsBounded(t *testing.T) {
	t.Parallel()
	j := journal.New(func() time.Time { return start })
	m := &model{Model: inspector.New(j, start, theme.New(theme.Standard, true), keymap.New())}
	big := strings.Repeat("x ", journal.BodyMax/2)
	for range 600 { // 9.8 MB of bodies
		m.Model.Feed([]journal.Record{j.Append(journal.Callback{Name: "onClose", Args: journal.Text(big)})})
	}
	press(m, "right")
	m.View(80, 12, true)
	if got := press(m, "b").Copy; got != big {
		t.Errorf("the newest body is gone: %.60q", got)
	}
	press(m, "home")
	if got := press(m, "b").Copy; !strings.Contains(got, "released") {
		t.Errorf("the oldest body is still there: %.60q", got)
	}
	for _, n := range notes(1000, 3*journal.RecordsMax) {
		m.Model.Feed([]journal.Record{j.Append(n.Data)})
	}
	press(m, "left", "home")
	if got := screenOf(m, 80, 12); !strings.Contains(got, "1/1") || strings.Contains(got, "number 1000.") {
		t.Errorf("old records were not let go:\n%s", got)
	}
}

func BenchmarkFeed(b *testing.B) {
	records := notes(1, journal.RecordsMax)
	for b.Loop() {
		m := empty()
		m.Feed(records)
	}
}

func BenchmarkView(b *testing.B) {
	m := fed(append(story(), notes(100, journal.RecordsMax)...)...)
	for b.Loop() {
		m.View(100, 40, true)
	}
}
