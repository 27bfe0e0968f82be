package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/redact"
	"winkterm/flow/report"
	"winkterm/flow/session"
)

var quarterPastTwo = time.Date(2026, 11, 29, 14, 15, 59, 0, time.UTC)

// A ticket has a name that says when and how it went, keeps to its folder, and overwrites
// nothing.
func TestATicketHasAFileOfItsOwn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range [][2]string{
		{"ACCOUNT_LOCKED", "winkterm-2026-11-29-1415-ACCOUNT_LOCKED.md"},
		{"ACCOUNT_LOCKED", "winkterm-2026-11-29-1415-ACCOUNT_LOCKED-2.md"},
		{"ACCOUNT_LOCKED", "winkterm-2026-11-29-1415-ACCOUNT_LOCKED-3.md"},
		{"../../etc/x\x1b[2J", "winkterm-2026-11-29-1415-------etc-x--2J.md"},
		{strings.Repeat("LONG", 20), "winkterm-2026-11-29-1415-" + strings.Repeat("LONG", 10) + ".md"},
	} {
		path, err := writeTicket(dir, quarterPastTwo, c[0], []byte(c[1]))
		if err != nil || path != filepath.Join(dir, c[1]) {
			t.Errorf("%q is kept as %q: %v", c[0], path, err)
		}
		if got, _ := os.ReadFile(path); string(got) != c[1] {
			t.Errorf("%s holds %q", path, got)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != privateFile {
			t.Errorf("%s: %v", path, info.Mode())
		}
	}
	if err := os.Symlink(filepath.Join(dir, "elsewhere"), filepath.Join(dir, "winkterm-2026-11-29-1415-Login.md")); err != nil {
		t.Fatal(err)
	}
	if path, err := writeTicket(dir, quarterPastTwo, "Login", nil); err != nil || !strings.HasSuffix(path, "-Login-2.md") {
		t.Errorf("a link is followed: %q, %v", path, err)
	}
}

// Where a ticket cannot be kept its text is given all the same, and what to do.
func TestATicketThatCannotBeKept(t *testing.T) {
	t.Parallel()
	file := recording.Of(recording.Header{Command: recording.Wizard}, recordsOf(journal.Screen{Page: "Login"}))
	_, text, err := saveTicket(filepath.Join(t.TempDir(), "gone"), quarterPastTwo, "Login", report.Case{Recording: file, Name: "my case"})
	if err == nil || !strings.Contains(err.Error(), "start winkterm in a folder that you can write to, or run winkterm report 'my case' -o FILE") || !strings.HasPrefix(text, "# ") {
		t.Errorf("%v, %.40q", err, text)
	}
}

// The ticket of a session that goes on has all of its records, also those that the journal
// has let go; a secret in it refuses it.
func TestTheTicketOfASession(t *testing.T) {
	t.Parallel()
	walk, err := session.Open(t.Context(), session.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = walk.Close() })
	dir := t.TempDir()
	s := Streams{Env: environment(map[string]string{"XDG_STATE_HOME": filepath.Join(dir, "state")})}
	rec, err := record(s, recordFlags{}, walk.Journal(), recording.Header{Command: recording.Wizard, Native: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = rec.Close() })
	save := saver{walk: walk, rec: rec, dir: dir, now: func() time.Time { return quarterPastTwo }}.save
	if err := walk.Do(flow.Begin{}); err != nil {
		t.Fatal(err)
	}
	if _, err := walk.Wait(t.Context(), session.On(flow.Consent)); err != nil {
		t.Fatal(err)
	}
	path, text, err := save()
	_, name := rec.file()
	if err != nil || filepath.Base(path) != "winkterm-2026-11-29-1415-Consent.md" {
		t.Fatal(path, err)
	}
	for _, want := range []string{"POST /users", walk.State().Session.UserID, "uses Smile to link", "winkterm replay " + name} {
		if !strings.Contains(text, want) {
			t.Errorf("the ticket lacks %q:\n%s", want, text)
		}
	}
	for range journal.RecordsMax {
		walk.Journal().Append(journal.Note{Topic: "n", Text: "more"})
	}
	if _, text, err = save(); err != nil || !strings.Contains(text, "POST /users") {
		t.Errorf("the oldest records are missing: %v", err)
	}
	walk.Journal().Append(journal.Note{Topic: "n", Text: "it is open-sesame-77"})
	walk.Journal().Redactor().Learn(redact.Secret, "open-sesame-77")
	path, text, err = save()
	if leak := new(report.LeakError); !errors.As(err, &leak) || path+text != "" || strings.Contains(err.Error(), "sesame") {
		t.Errorf("a secret is in the ticket: %q, %v", path, err)
	}
}

// A name is one word of a shell, whatever it holds.
func TestShellWord(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"20261129-074301-123": "20261129-074301-123", "/a/b.ndjson": "/a/b.ndjson", "a b": "'a b'", "a'b": `'a'\''b'`, "$(x)": "'$(x)'", "": "''", "~x": "'~x'",
	} {
		if got := shellWord(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
