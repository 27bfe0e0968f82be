package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/session"
)

// startedAt is when the recordings of these tests began.
var startedAt = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// fewRecords writes a recording of a record each second.
func fewRecords(t *testing.T) string {
	t.Helper()
	return recordingOf(t, recording.Header{Command: recording.Wizard, Started: startedAt, Terminal: recording.Terminal{Width: 60, Height: 18}}, func(j *journal.Journal) {
		for _, d := range []journal.Data{
			journal.Intent{Name: "Searched", Args: `{"Query":"grab"}`},
			journal.Screen{Page: "Consent", Event: "ConsentPageOpened"},
			journal.HTTP{Method: "GET", Path: "/x", Status: 503, Code: "SERVER_DOWN", Response: journal.Message{Body: `{"deep":"in the Body"}`}},
			journal.Status{Subject: "account", ID: "a-1", To: "ERROR", ErrorCode: "ACCOUNT_LOCKED"},
			journal.Note{Topic: "end", Text: "over\x1b[2J"},
		} {
			j.Append(d)
		}
	})
}

// recordingOf writes what is appended to a journal, a second apart.
func recordingOf(t *testing.T, h recording.Header, write func(*journal.Journal)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.ndjson")
	w, err := recording.Create(path, h)
	if err != nil {
		t.Fatal(err)
	}
	now := startedAt.Add(-time.Second)
	j := journal.New(func() time.Time { now = now.Add(time.Second); return now })
	j.KeepIn(w.Write)
	write(j)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReplayInLines(t *testing.T) {
	t.Parallel()
	path := fewRecords(t)
	for args, want := range map[string]string{
		"--list": "2 3 4", "--plain": "1 2 3 4 5", "--plain --from 2 --to 4": "2 3 4", "--plain --from 2s": "2 3 4 5", "--plain --to 2s": "1 2",
		"--plain --from 2026-03-04T05:06:10Z": "3 4 5", "--plain --to 2026-03-04T05:06:10Z": "1 2 3", "--plain --from 9": "", "--plain --from 1h": "",
		"--plain --lane http --lane note": "3 5", "--list --lane intent": "1", "--plain --grep body": "3", "--plain --grep account_locked": "4",
		"--plain --grep response": "", "--plain --step 4": "4", "--list --from 3": "3 4", "--plain --lane http --grep nothing": "",
	} {
		t.Run(args, func(t *testing.T) {
			t.Parallel()
			code, out, errText := run(t, nil, append([]string{"replay", path}, strings.Fields(args)...)...)
			var numbers []string
			for line := range strings.Lines(out) {
				numbers = append(numbers, strings.Fields(line)[0])
			}
			if got := strings.Join(numbers, " "); code != ExitOK || errText != "" || got != want {
				t.Errorf("exit %d, %s, records %q, want %q", code, errText, got, want)
			}
		})
	}
	_, out, _ := run(t, nil, "replay", path, "--plain")
	for _, line := range []string{
		`1  00:01.000  intent    Searched {"Query":"grab"}`, "2  00:02.000  screen    ConsentPageOpened", "3  00:03.000  http      GET /x 503 SERVER_DOWN", "5  00:05.000  note      end over",
	} {
		if !strings.Contains(out, line) {
			t.Errorf("%q is missing in\n%s", line, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Errorf("the terminal is told something: %q", out)
	}
}

// The records pass through as they are, but for what a terminal would act on.
func TestReplayPassesJSONThrough(t *testing.T) {
	t.Parallel()
	path := fewRecords(t)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, records, _ := bytes.Cut(content, []byte("\n"))
	if code, out, errText := run(t, nil, "replay", path, "--json"); code != ExitOK || errText != "" || out != string(records) {
		t.Errorf("exit %d, %s, and\n%s", code, errText, out)
	}
	hostile := filepath.Join(t.TempDir(), "hostile")
	line := fmt.Sprintf(`{"seq":1,"at":"2026-03-04T05:06:10Z","lane":"note","kind":"x","data":{"topic":"a%sb","text":""}}`, "\u009b2J\u202e\x7f")
	header, _, _ := bytes.Cut(content, []byte("\n"))
	if err := os.WriteFile(hostile, []byte(string(header)+"\n"+line+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, out, _ := run(t, nil, "replay", hostile, "--json")
	var before, after any
	if json.Unmarshal([]byte(line), &before) != nil || json.Unmarshal([]byte(out), &after) != nil || fmt.Sprint(before) != fmt.Sprint(after) || !strings.Contains(out, `a\u009b2J\u202e\u007fb`) {
		t.Errorf("it became %q", out)
	}
}

func TestReplayOfOneMoment(t *testing.T) {
	t.Parallel()
	path := fewRecords(t)
	code, out, _ := run(t, nil, "replay", path, "--step", "4")
	head, body, _ := strings.Cut(out, "\n")
	if r, err := journal.UnmarshalRecord([]byte(body)); code != ExitOK || err != nil || r.Seq != 4 || head != "✗ ERROR ACCOUNT_LOCKED +<1 ms" && !strings.HasPrefix(head, "✗ ERROR ACCOUNT_LOCKED") {
		t.Errorf("exit %d, %v, %s", code, err, out)
	}
	for args, size := range map[string][2]int{"--screen": {60, 18}, "--screen --step 2 --width 120 --height 40": {120, 40}, "--screen --width 80": {80, 18}} {
		code, out, errText := run(t, nil, append([]string{"replay", path}, strings.Fields(args)...)...)
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if code != ExitOK || errText != "" || len(lines) != size[1] || len([]rune(lines[0])) != size[0] || strings.Contains(out, "\x1b") {
			t.Errorf("%s: exit %d, %s, and\n%s", args, code, errText, out)
		}
	}
}

// Where it is not known what showed, nothing is printed as if it were.
func TestReplayWithoutAScreen(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(*journal.Journal){
		"nothing was kept": func(j *journal.Journal) { j.Append(journal.State{Page: "Consent", State: "null"}) },
		"no record":        func(*journal.Journal) {},
	} {
		path := recordingOf(t, recording.Header{Command: recording.Wizard, Started: startedAt}, write)
		if code, out, errText := run(t, nil, "replay", path, "--screen"); code != ExitFailed || out != "" || !strings.Contains(errText, "what showed then was not kept") {
			t.Errorf("%s: exit %d, %s, %s", name, code, out, errText)
		}
	}
}

func TestReplayIsRefused(t *testing.T) {
	t.Parallel()
	path := fewRecords(t)
	for args, want := range map[string]string{
		"": "these work without one: --list, --step NUMBER, --screen, --plain, --json", "--follow": "needs a terminal",
		"--list --plain": "exclude each other", "--step 0": "from 1 on", "--step 6": "there is no record 6: case.ndjson has 5", "--screen --step 9": "there is no record 9",
		"--plain --lane htp": `one of screen, callback`, "--plain --from soon": "--from is the number", "--plain --to 0": "from 1 on", "--plain --from 4 --to 2": "behind --to", "--lane http": "narrow what --list",
		"--screen --grep x": "for --list", "--plain --width 80": "for --screen", "--screen --width 5": "between 12 and 500", "--list --follow": "--follow goes with",
	} {
		t.Run(args, func(t *testing.T) {
			t.Parallel()
			code, out, errText := run(t, nil, append([]string{"replay", path}, strings.Fields(args)...)...)
			if code != ExitUsage || out != "" || !strings.Contains(errText, want) {
				t.Errorf("exit %d, %s, %s", code, out, errText)
			}
		})
	}
	if code, _, errText := run(t, nil, "replay"); code != ExitUsage || !strings.Contains(errText, "winkterm replay last") {
		t.Errorf("exit %d, %s", code, errText)
	}
}

// What is whole of a damaged file is shown, with the damage on stderr; where nothing is,
// that is a failure.
func TestReplayOfADamagedFile(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(fewRecords(t))
	if err != nil {
		t.Fatal(err)
	}
	write := func(text []byte) string {
		path := filepath.Join(t.TempDir(), "damaged")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	code, out, errText := run(t, nil, "replay", write(content[:len(content)-9]), "--plain")
	if code != ExitOK || strings.Count(out, "\n") != 4 || !strings.Contains(errText, "the last record is torn") || strings.Count(errText, "winkterm:") != 1 {
		t.Errorf("exit %d, %s, %s", code, out, errText)
	}
	header, _, _ := bytes.Cut(content, []byte("\n"))
	for _, text := range [][]byte{append(header, "\nno record\n"...), []byte("something else\n"), nil} {
		if code, out, errText := run(t, nil, "replay", write(text), "--plain"); code != ExitFailed || out != "" || errText == "" {
			t.Errorf("of %q: exit %d, %s, %s", text, code, out, errText)
		}
	}
}

func TestRecordingsAreCompleted(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][]string{"replay ": {"last"}, "replay last ": nil, "replay last --lane ": lanes, "replay last --grep ": nil, "diff ": {"last"}, "diff last ": {"last"}, "diff last last ": nil, "diff --archives last last ": {"last"}} {
		if got, _ := completed(t, line); !slices.Equal(got, want) {
			t.Errorf("%q is completed by %q, want %q", line, got, want)
		}
	}
}

// lockedOut records a session at a sandbox that ends in ACCOUNT_LOCKED.
func lockedOut(t *testing.T) string {
	t.Helper()
	s, err := session.Open(t.Context(), session.Config{})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "case.ndjson")
	w, err := recording.Create(path, recording.Header{
		Command: recording.Wizard, Started: s.Journal().Start(), Native: true, Sandbox: &recording.Sandbox{Seed: 7, Speed: 1}, Terminal: recording.Terminal{Width: 80, Height: 24},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Journal().KeepIn(w.Write)
	does := func(page flow.Page, intents ...flow.Intent) {
		t.Helper()
		for _, i := range intents {
			if err := s.Do(i); err != nil {
				t.Fatal(err)
			}
			s.Records() // each has its snapshot
		}
		if _, err := s.Wait(t.Context(), session.On(page)); err != nil {
			t.Fatal(err)
		}
	}
	does(flow.Consent, flow.Begin{})
	provider, err := s.Provider(t.Context(), "sss_ph")
	if err != nil {
		t.Fatal(err)
	}
	does(flow.ProviderList, flow.ConsentGiven{}, flow.Searched{Query: "sss"})
	does(flow.Login, flow.ProviderChosen{Provider: provider})
	does(flow.ConnectError, flow.Typed{Values: map[string]wire.Secret{"ssNumber": "3300000008", "password": "error_ACCOUNT_LOCKED"}}, flow.Submitted{})
	s.Records()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// A recorded session is stepped through, searched and left, in three windows.
func TestARecordingIsReplayed(t *testing.T) {
	t.Parallel()
	needTmux(t)
	program, path := build(t, "winkterm"), lockedOut(t)
	for _, size := range []struct{ width, height int }{{120, 40}, {80, 24}, {60, 18}} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			w := walking(t, program, size.width, size.height, "replay "+path)
			w.sees("replay", "Starting", "intent Begin")
			w.keys("PageDown")
			w.sees("uses Smile to link", "screen ConsentPage")
			w.keys("e")
			w.sees("status ERROR")
			w.keys("End")
			w.sees("ACCOUNT_LOCKED", "The account is locked")
			w.keys("/")
			w.types("login")
			w.keys("Enter")
			w.sees("http GET /providers")
			w.keys("Tab", "Enter")
			w.sees("close record")
			w.keys("Escape")
			w.sees("open record")
			w.keys("Tab", "Home", "+")
			w.sees("Starting", "plays ×2")
			w.keys("Space")
			w.sees("The account is locked") // played to its end
			w.keys("?")
			w.sees("Moments", "next record")
			w.types("q")
			w.sees("left with 0")
		})
	}
}

// What comes to a recording is printed until nobody writes it any more.
func TestReplayFollowsARecording(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "case.ndjson")
	w, err := recording.Create(path, recording.Header{Started: startedAt})
	if err != nil {
		t.Fatal(err)
	}
	j := journal.New(func() time.Time { return startedAt })
	j.KeepIn(w.Write)
	j.Append(journal.Note{Topic: "one"})
	printed := make(chan string, 10)
	ended := make(chan int, 1)
	go func() {
		ended <- Main([]string{"replay", path, "--plain", "--follow", "--lane", "note"}, Streams{
			In: strings.NewReader(""), Out: writerFunc(func(text []byte) { printed <- string(text) }), Err: os.Stderr, Dir: t.TempDir(), Env: environment(nil),
		})
	}()
	for _, topic := range []string{"one", "two", "three"} {
		if topic != "one" {
			j.Append(journal.Screen{Page: "Consent"})
			j.Append(journal.Note{Topic: topic})
		}
		if line := <-printed; !strings.Contains(line, "note      "+topic) {
			t.Errorf("it prints %q", line)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if code := <-ended; code != ExitOK {
		t.Errorf("exit %d", code)
	}
}

type writerFunc func([]byte)

func (f writerFunc) Write(text []byte) (int, error) { f(text); return len(text), nil }

// The key of the screen keeps the ticket in the folder that the user works in.
func TestATicketOfARecordingIsKept(t *testing.T) {
	t.Parallel()
	path, dir := lockedOut(t), t.TempDir()
	file, err := recording.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	s := Streams{Dir: dir, Env: environment(nil), Err: os.Stderr}
	where, text, err := saveReplay(t.Context(), s, path, file)
	if err != nil || filepath.Dir(where) != dir || !strings.HasSuffix(where, "ACCOUNT_LOCKED.md") || !strings.Contains(text, "ACCOUNT_LOCKED") {
		t.Errorf("%v, %s, %s", err, where, text)
	}
	if kept, err := os.ReadFile(where); err != nil || string(kept) != text {
		t.Errorf("%v, and the file has another text", err)
	}
}
