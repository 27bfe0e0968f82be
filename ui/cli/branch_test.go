package cli

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/session"
)

// opened opens a recording for a test.
func opened(t *testing.T, path string) *recording.File {
	t.Helper()
	f, err := recording.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// TestWhereNobodyCanGoOn says why not, before a screen opens.
func TestWhereNobodyCanGoOn(t *testing.T) {
	t.Parallel()
	elsewhere := filepath.Join(t.TempDir(), "elsewhere.ndjson")
	w, err := recording.Create(elsewhere, recording.Header{Command: recording.Wizard, Started: loginAt, Host: "api.smile.test"})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(journal.Record{Seq: 1, At: loginAt, Lane: journal.LaneNote, Kind: "x", Data: journal.Note{Topic: "x"}})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	b := branch{file: opened(t, elsewhere), name: "elsewhere", index: -1}
	if err := b.choose(0); err == nil || !strings.Contains(err.Error(), "api.smile.test") || b.index != -1 {
		t.Errorf("chosen %d, %v", b.index, err)
	}
	b.index = 0
	if err := b.run(t.Context(), Streams{}); err == nil || !strings.Contains(err.Error(), "api.smile.test") {
		t.Errorf("got %v", err)
	}
	path := recordLogin(t, 7, "123456", flow.ConnectSuccess)
	for _, args := range [][]string{{"--branch", "-1"}, {"--branch", "3"}, {"--branch", "3", "--list"}, {"--branch", "3", "--follow"}} {
		if code, _, errText := run(t, nil, append([]string{"replay", path}, args...)...); code != ExitUsage || !strings.Contains(errText, "--branch") {
			t.Errorf("%q: exit %d, %s", args, code, errText)
		}
	}
}

// TestABranchIsComparedWithWhereItCameFrom goes on from a login with another password.
func TestABranchIsComparedWithWhereItCameFrom(t *testing.T) {
	t.Parallel()
	b := branch{file: opened(t, recordLogin(t, 7, "error_ACCOUNT_LOCKED", flow.ConnectError)), name: "a case", index: -1}
	for i := range b.file.Len() {
		if b.file.Meta(i).Kind == string(wire.LoginPageOpened) {
			if err := b.choose(i + 2); err != nil { // with its callback and snapshot
				t.Fatal(err)
			}
		}
	}
	s, rec := Streams{Env: environment(map[string]string{"XDG_STATE_HOME": t.TempDir()})}, (*recorder)(nil)
	walk, err := rerun.To(t.Context(), b.file, b.index, rerun.Config{Opened: func(walk *session.Session) (err error) {
		rec, err = record(s, recordFlags{}, walk.Journal(), b.header())
		return err
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = errors.Join(walk.Close(), rec.Close()) }()
	repeated := len(walk.Records())
	if got := b.difference(walk, rec, b.header(), repeated); !strings.Contains(got, "first difference, in intent") || strings.Contains(got, "\n  B") || !strings.HasSuffix(got, "\n  it is not in B\n") {
		t.Errorf("before anything was done: %s", got)
	}
	george, err := walk.Fill("George")
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []flow.Intent{george, flow.Submitted{}} {
		if err := walk.Do(i); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := walk.Wait(t.Context(), session.On(flow.ConnectSuccess)); err != nil {
		t.Fatal(err)
	}
	walk.Flush()
	got := b.difference(walk, rec, b.header(), repeated)
	if !strings.Contains(got, "Values.password: •••••••••••••••••••• -> ••••••") {
		t.Errorf("it says %s", got)
	}
	path, name := rec.file()
	if h := opened(t, path).Header(); h.Branched == nil || *h.Branched != (recording.Branch{Name: "a case", Seq: b.file.Meta(b.index).Seq}) {
		t.Errorf("%s is a branch of %+v", name, h.Branched)
	}
	// The session's clock is that of 2026-01-15; the file is among the others by when it was made.
	if strings.HasPrefix(name, "20260115") {
		t.Errorf("it is recorded as %s", name)
	}
}

// TestABranchThatIsStopped says so, and nothing of how a program is stopped.
func TestABranchThatIsStopped(t *testing.T) {
	t.Parallel()
	f := opened(t, recordLogin(t, 7, "123456", flow.ConnectSuccess))
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var errOut strings.Builder
	s := Streams{Env: environment(map[string]string{"XDG_STATE_HOME": t.TempDir()}), Err: &errOut}
	err := (&branch{file: f, name: "a case", index: f.Len() - 1}).run(ctx, s)
	if err == nil || !strings.HasPrefix(err.Error(), "stopped before record ") || strings.Contains(err.Error(), "canceled") {
		t.Errorf("got %v", err)
	}
}

// TestWhatIsMaskedIsAskedFor takes what is suggested for an empty line.
func TestWhatIsMaskedIsAskedFor(t *testing.T) {
	t.Parallel()
	f := opened(t, recordLogin(t, 7, "error_ACCOUNT_LOCKED", flow.ConnectError))
	var errOut strings.Builder
	for answers, want := range map[string]wire.ConnectionStatus{"\n\n": wire.StatusError, "George\r\n123456\nleft": wire.StatusConnected} {
		in := strings.NewReader(answers)
		fill := prompt{Streams{Terminal: true, In: in, Err: &errOut}}.fill(t.Context())
		var got flow.Typed
		walk, err := rerun.To(t.Context(), f, f.Len()-1, rerun.Config{Fill: func(m rerun.Masked) (typed flow.Typed, err error) {
			typed, err = fill(m)
			got = typed
			return typed, err
		}})
		if diverged := new(rerun.DivergedError); want == wire.StatusConnected && !errors.As(err, &diverged) || want == wire.StatusError && err != nil {
			t.Errorf("%q: %v", answers, err)
		}
		if walk != nil {
			_ = walk.Close()
		}
		if wantPassword := map[wire.ConnectionStatus]wire.Secret{wire.StatusError: "error_ACCOUNT_LOCKED", wire.StatusConnected: "123456"}[want]; got.Values["password"] != wantPassword || got.Values["username"] != "George" {
			t.Errorf("%q: typed %q, %q", answers, got.Values["username"].Reveal(), got.Values["password"].Reveal())
		}
		if rest, _ := io.ReadAll(in); want == wire.StatusConnected && string(rest) != "left" {
			t.Errorf("%q is left for the wizard", rest)
		}
	}
	if !strings.Contains(errOut.String(), "[error_ACCOUNT_LOCKED]") {
		t.Errorf("asked %s", errOut.String())
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	silent, _ := io.Pipe()
	ask := prompt{Streams{Terminal: true, In: silent, Err: io.Discard}}
	if _, err := ask.ask(stopped, wire.Field{}, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestGoOnWithTheRightPassword is in tmux what a support engineer does with a case: look
// at it, go on from the login with the right password, and read what differs.
func TestGoOnWithTheRightPassword(t *testing.T) {
	t.Parallel()
	needTmux(t)
	path := recordLogin(t, 7, "error_ACCOUNT_LOCKED", flow.ConnectError)
	w := walking(t, build(t, "winkterm"), 120, 40, "replay "+path)
	w.sees("replay")
	w.keys("e")
	w.sees("ACCOUNT_LOCKED")
	w.keys("PPage", "PPage")
	w.sees("Log in to PhilHealth")
	w.keys("b")
	w.sees("╭ winkterm", "try George")
	w.keys("C-t")
	w.sees("••••••")
	w.keys("Enter")
	w.sees("PhilHealth is connected")
	w.rest()
	w.keys("C-c", "q")
	w.sees("CONNECTED", "first difference, in intent", "left with 0")
}
