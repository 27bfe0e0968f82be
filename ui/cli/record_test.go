package cli

import (
	"errors"
	"hash/maphash"

	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/session"
)

func newJournal() *journal.Journal {
	return journal.New(func() time.Time { return time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC) })
}

// recorded opens the newest recording of a state folder.
func recorded(t *testing.T, state string) *recording.File {
	t.Helper()
	f, err := openRecording(Streams{Env: environment(map[string]string{"XDG_STATE_HOME": state})}, recording.Last)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// Whether and where a session is recorded.
func TestWhereItIsRecorded(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		off, file bool
		env       string
		// folder and named say where the record is to be found; broken that it is refused.
		folder, named, broken bool
	}{
		"by itself":                   {folder: true},
		"by itself, said so":          {env: "on", folder: true},
		"in a file":                   {file: true, named: true},
		"not by a flag":               {off: true},
		"not by the environment":      {env: "off"},
		"in a file, whatever is set":  {file: true, env: "off", named: true},
		"both flags":                  {file: true, off: true, broken: true},
		"the environment is misspelt": {env: "no", broken: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := t.TempDir()
			f, named := recordFlags{off: c.off}, filepath.Join(t.TempDir(), "case.ndjson")
			if c.file {
				f.file = named
			}
			j := newJournal()
			rec, err := record(Streams{Env: environment(map[string]string{"XDG_STATE_HOME": state, envRecord: c.env})}, f, j, recording.Header{Command: recording.Wizard})
			if c.broken {
				if exitCode(err) != ExitUsage {
					t.Errorf("%v", err)
				}
				return
			}
			j.Append(journal.Note{Topic: "a"})
			if err := errors.Join(err, rec.Close()); err != nil {
				t.Fatal(err)
			}
			j.Append(journal.Note{Topic: "after the end"})
			names, _ := recording.Folder(filepath.Join(state, "winkterm", "sessions")).Names()
			if (len(names) == 1) != c.folder {
				t.Errorf("in the folder: %v", names)
			}
			if _, err := os.Stat(named); (err == nil) != c.named {
				t.Errorf("the file: %v", err)
			}
			if len(rec.notices) > 0 {
				t.Error(<-rec.notices)
			}
			if c.folder {
				if f := recorded(t, state); f.Len() != 1 || f.Live() || f.Header().Program == "" || !f.Header().Started.Equal(j.Start()) {
					t.Errorf("%d records, %+v", f.Len(), f.Header())
				}
			}
		})
	}
}

// A session that never began leaves no file.
func TestNothingIsRecordedBeforeTheFirstRecord(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	rec, err := record(Streams{Env: environment(map[string]string{"XDG_STATE_HOME": state})}, recordFlags{}, newJournal(), recording.Header{})
	if err := errors.Join(err, rec.Close()); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(state); len(left) > 0 {
		t.Error(left)
	}
}

// A file that is there is not overwritten, and is named.
func TestRecordOverwritesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := elsewhere(t, sandbox.Config{})
	code, out, errText := run(t, o.env(), "watch", "--json", "--user", o.user().User.ID, "--record", path)
	if text, _ := os.ReadFile(path); code != ExitUsage || out != "" || !strings.Contains(errText, path) || !strings.Contains(errText, "name another file") || string(text) != "mine" {
		t.Errorf("exit %d, out %q, err %q; the file has %q", code, out, errText, text)
	}
}

// fullDisk takes some writes.
type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.left--; d.left < 0 {
		return 0, &fs.PathError{Op: "write", Path: "/home/jane/session.ndjson", Err: syscall.ENOSPC}
	}
	return len(p), nil
}

// A disk that is full is said once, on the screen and in the journal, and the session goes
// on.
func TestAFullDiskIsSaidOnce(t *testing.T) {
	t.Parallel()
	j, disk := newJournal(), &fullDisk{left: 3}
	rec := &recorder{on: true, journal: j, notices: make(chan string, 1)}
	rec.create = func() (*recording.Writer, error) { return recording.NewWriter(disk, recording.Header{}) }
	j.KeepIn(rec.keep)
	for range 10 {
		j.Append(journal.Note{Topic: "a"})
	}
	if err := rec.Close(); err != nil {
		t.Error(err)
	}
	if text := <-rec.notices; !strings.Contains(text, "not recorded any more") || !strings.Contains(text, "no space left") {
		t.Error(text)
	}
	var said []string
	for _, r := range j.Since(0) {
		if d, ok := r.Data.(journal.Note); ok && d.Topic == "not recorded" {
			said = append(said, d.Text)
		}
	}
	if len(said) != 1 || said[0] != "no space left on device" || len(j.Since(0)) != 11 {
		t.Errorf("%d records, said: %q", len(j.Since(0)), said)
	}
	if disk.left != -1 {
		t.Errorf("it was tried %d times after it had failed", -1-disk.left)
	}
}

// So is a folder that cannot be had, and a full device.
func TestWhatCannotBeRecordedIsSaid(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		env map[string]string
		f   recordFlags
	}{
		"no home":        {nil, recordFlags{}},
		"a file instead": {map[string]string{"XDG_STATE_HOME": file}, recordFlags{}},
		"no folder":      {nil, recordFlags{file: filepath.Join(file, "case.ndjson")}},
	} {
		j := newJournal()
		rec, err := record(Streams{Env: environment(c.env)}, c.f, j, recording.Header{})
		j.Append(journal.Note{Topic: "a"})
		j.Append(journal.Note{Topic: "b"})
		if err := errors.Join(err, rec.Close()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(rec.notices) != 1 || !strings.Contains(<-rec.notices, "the session is not recorded") || len(j.Since(0)) != 3 {
			t.Errorf("%s: %d records", name, len(j.Since(0)))
		}
	}
}

// What was typed on the command line is masked in the header as well.
func TestTheHeaderIsMasked(t *testing.T) {
	t.Parallel()
	j, state := newJournal(), t.TempDir()
	h := recording.Header{UserID: "jane.doe@people.test", Widget: wire.WidgetOptions{CompanyName: "ask john.doe@people.test", Providers: []string{"sss_ph", "jane.doe@people.test"}}}
	rec, err := record(Streams{Env: environment(map[string]string{"XDG_STATE_HOME": state})}, recordFlags{}, j, h)
	j.Append(journal.Note{Topic: "a"})
	if err := errors.Join(err, rec.Close()); err != nil {
		t.Fatal(err)
	}
	got := recorded(t, state).Header()
	if got.UserID != "[EMAIL_1]" || got.Widget.CompanyName != "ask [EMAIL_2]" || got.Widget.Providers[0] != "sss_ph" || got.Widget.Providers[1] != "[EMAIL_1]" {
		t.Errorf("%+v", got)
	}
	if h.Widget.Providers[1] != "jane.doe@people.test" {
		t.Error("the session's own options were changed")
	}
}

// A watch is recorded as well: its transitions, and the calls that brought them.
func TestAWatchIsRecorded(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{Speed: 1})
	u := o.user()
	_, a := o.links(u, "error_ACCOUNT_LOCKED")
	env, state := o.env(), t.TempDir()
	env["XDG_STATE_HOME"] = state
	w := watches(t, env, "--user", u.User.ID, "--json", "--until", "CONNECTED", "--timeout", "1m")
	w.sees("account >PENDING")
	w.sees("task >Started")
	o.clock.advance(time.Minute)
	w.sees("account PENDING>ERROR")
	if code, _ := w.ends(); code != ExitAssertion {
		t.Errorf("exit %d", code)
	}
	f := recorded(t, state)
	if h := f.Header(); h.Command != recording.Watch || h.UserID != u.User.ID || !strings.HasPrefix(h.Host, "127.0.0.1:") || h.Sandbox != nil {
		t.Errorf("%+v", h)
	}
	var statuses []journal.Status
	lanes := map[journal.Lane]int{}
	for i := range f.Len() {
		r, err := f.At(i)
		if err != nil {
			t.Fatal(err)
		}
		lanes[r.Lane]++
		if s, ok := r.Data.(journal.Status); ok && s.Subject == "account" {
			statuses = append(statuses, s)
		}
	}
	if f.Damage() != nil || lanes[journal.LaneHTTP] < 3 || lanes[journal.LaneNote] != 2 {
		t.Errorf("%v, %v", f.Damage(), lanes)
	}
	if len(statuses) != 2 {
		t.Fatalf("%+v", statuses)
	}
	last := statuses[1]
	if last.ID != a.ID || last.From != "PENDING" || last.To != "ERROR" || last.ErrorCode != "ACCOUNT_LOCKED" || last.UserID != u.User.ID || last.ProviderID != "sss_ph" || last.ChangedAt.IsZero() || last.Known {
		t.Errorf("%+v", last)
	}
	text, _ := os.ReadFile(oneRecording(t, state))
	if strings.Contains(string(text), "c2FuZGJveDpzYW5kYm94") {
		t.Error("the key is in the file")
	}
	s, err := recording.Summarize(oneRecording(t, state))
	if err != nil || s.Outcome != "ERROR" || s.ErrorCode != "ACCOUNT_LOCKED" || s.Provider != "sss_ph" || s.UserIDs[0] != u.User.ID {
		t.Errorf("%+v, %v", s, err)
	}
}

// oneRecording is the path of the one recording of a state folder.
func oneRecording(t *testing.T, state string) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(state, "winkterm", "sessions", "*.ndjson"))
	if err != nil || len(paths) != 1 {
		t.Fatalf("%v, %v", paths, err)
	}
	return paths[0]
}

// Of a quiet host the same answer is not written again and again, and every failure is.
func TestAWatchRecordsWhatIsNew(t *testing.T) {
	t.Parallel()
	j := newJournal()
	observe := newAnswers(j)
	call := func(url, body, requestID, failure string) {
		observe(api.Exchange{URL: url, Status: 200, RequestID: requestID, ResponseBody: []byte(body), ResponseSize: int64(len(body)), Err: failure})
	}
	call("/a", `{"requestId":"r-1","data":1}`, "r-1", "")
	call("/a", `{"requestId":"r-2","data":1}`, "r-2", "")
	call("/b", `{"requestId":"r-3","data":1}`, "r-3", "")
	call("/a", `{"requestId":"r-4","data":2}`, "r-4", "")
	call("/c", "", "", "refused")
	call("/c", "", "", "refused")
	var got []string
	for _, r := range j.Since(0) {
		d, _ := r.Data.(journal.HTTP)
		got = append(got, d.URL+d.RequestID+d.Err)
	}
	if want := "/ar-1 /br-3 /ar-4 /crefused /crefused"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}

// What keeps a watch from being recorded is said once, and ends nothing.
func TestAWatchSaysThatItIsNotRecorded(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	u := o.user()
	o.links(u, "error_ACCOUNT_LOCKED")
	code, out, errText := run(t, o.env(), "watch", "--plain", "--user", u.User.ID, "--until", "ERROR", "--timeout", "20s")
	if code != ExitOK || !strings.Contains(out, "ERROR") || strings.Count(errText, "is not recorded") != 1 {
		t.Errorf("exit %d, out %q, err %q", code, out, errText)
	}
	env := o.env()
	env[envRecord] = "off"
	if _, _, errText := run(t, env, "watch", "--plain", "--user", u.User.ID, "--until", "ERROR", "--timeout", "20s"); strings.Contains(errText, "recorded") {
		t.Error(errText)
	}
}

// The answers of many addresses take no more memory than those of some.
func TestTheLastAnswersAreBounded(t *testing.T) {
	t.Parallel()
	a := answers{seed: maphash.MakeSeed(), last: map[string]uint64{}}
	for i := range answersMax + 10 {
		a.news(api.Exchange{URL: strconv.Itoa(i)})
	}
	if len(a.last) > answersMax {
		t.Errorf("%d are kept", len(a.last))
	}
}

// The key of a watch is known to its journal before anything is recorded.
func TestTheKeyOfAWatchIsMasked(t *testing.T) {
	t.Parallel()
	j := watchJournal(session.Host{Key: "key-0815-4711", Secret: "secret-4711-0815"}, api.SystemClock())
	r := j.Append(journal.Note{Text: "key-0815-4711 and secret-4711-0815"})
	if d, ok := r.Data.(journal.Note); !ok || d.Text != "[KEY_1] and [SECRET_1]" {
		t.Errorf("%+v", r)
	}
}
