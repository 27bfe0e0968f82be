package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/ui/widget"
)

// recordings fills a state folder with three sessions, of which the newest is still being
// written and the oldest is torn.
func recordings(t *testing.T) (env map[string]string, names []string) {
	t.Helper()
	env = map[string]string{"XDG_STATE_HOME": t.TempDir()}
	folder, err := recording.UserFolder(func(name string) string { return env[name] })
	if err != nil {
		t.Fatal(err)
	}
	began := api.SystemClock().Now().Add(-72 * time.Hour)
	for i, end := range []journal.Data{
		journal.Screen{Page: "Login", ProviderID: "sss_ph"},
		journal.Status{Subject: "account", ID: "a-1", To: "ERROR", ErrorCode: "UNSUPPORTED_MFA_METHOD", ProviderID: "a_provider_with_a_very_long_name_ph"},
		journal.Screen{Page: "Consent"},
	} {
		at := began.Add(time.Duration(i) * 36 * time.Hour)
		w, err := folder.Create(recording.Header{Command: recording.Wizard, Started: at, Host: []string{"", "a-long-name.smile\x1b[31m.test", ""}[i]})
		if err != nil {
			t.Fatal(err)
		}
		j := journal.New(func() time.Time { return at.Add(90 * time.Second) })
		j.KeepIn(w.Write)
		j.Append(journal.Note{Topic: "a"})
		j.Append(end)
		if i == 2 {
			t.Cleanup(func() { _ = w.Close() })
		} else if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			f, err := os.OpenFile(w.Path(), os.O_WRONLY|os.O_APPEND, 0)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.WriteString(`{"seq":3,`); errors.Join(err, f.Close()) != nil {
				t.Fatal(err)
			}
		}
		names = append([]string{folder.Name(w.Path())}, names...)
	}
	return env, names
}

func TestSessionsAsATable(t *testing.T) {
	t.Parallel()
	env, names := recordings(t)
	code, out, errText := run(t, env, "sessions")
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if code != ExitOK || len(lines) != 4 {
		t.Fatalf("exit %d\n%s", code, out)
	}
	for i, want := range []string{"NAME AGO HOST PROVIDER OUTCOME LENGTH SIZE", names[0] + "* 0 s sandbox - at Consent", names[1] + " 36 h a-lo", names[2] + "! 3 d sandbox sss_ph at Login 1 min"} {
		if got := strings.Join(strings.Fields(lines[i]), " "); !strings.HasPrefix(got, want) {
			t.Errorf("line %d is %q, want %q", i, got, want)
		}
		if widget.Width(lines[i]) > 80 || strings.Contains(lines[i], "\x1b") {
			t.Errorf("line %d has %d columns: %q", i, widget.Width(lines[i]), lines[i])
		}
	}
	if !strings.Contains(lines[2], "UNSUPPORTE…METHOD") {
		t.Error(lines[2])
	}
	if !strings.Contains(errText, names[2]) || !strings.Contains(errText, "torn") {
		t.Errorf("what is wrong with a file is not said: %q", errText)
	}
}

func TestSessionsAsJSON(t *testing.T) {
	t.Parallel()
	env, names := recordings(t)
	_, out, _ := run(t, env, "sessions", "--json")
	var list []struct {
		Name, Host, Provider, Outcome, ErrorCode string
		AccountIDs                               []string `json:"accountIds"`
		LengthMS                                 int64    `json:"lengthMs"`
		Records                                  int
		Size                                     int64
		Live                                     bool
	}
	if err := unmarshalLines(out, &list); err != nil || len(list) != 3 {
		t.Fatalf("%v: %s", err, out)
	}
	if one := list[1]; one.Name != names[1] || one.Outcome != "ERROR" || one.ErrorCode != "UNSUPPORTED_MFA_METHOD" || one.AccountIDs[0] != "a-1" || one.LengthMS != 90_000 || one.Records != 2 || one.Size == 0 || one.Live || !list[0].Live {
		t.Errorf("%+v", list)
	}
	if _, out, _ := run(t, map[string]string{"XDG_STATE_HOME": t.TempDir()}, "sessions", "--json"); out != "" {
		t.Errorf("of nothing: %q", out)
	}
}

func TestWithoutSessionsItSaysHowThereAreSome(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	code, out, errText := run(t, map[string]string{"XDG_STATE_HOME": state}, "sessions")
	if code != ExitOK || out != "" || !strings.Contains(errText, "no session is recorded in "+state) || !strings.Contains(errText, "by themselves") {
		t.Errorf("exit %d, %q, %q", code, out, errText)
	}
	if code, _, errText := run(t, nil, "sessions"); code != ExitFailed || !strings.Contains(errText, "XDG_STATE_HOME") {
		t.Errorf("without a home: exit %d, %q", code, errText)
	}
}

func TestSessionsAreRemoved(t *testing.T) {
	t.Parallel()
	env, names := recordings(t)
	folder := filepath.Join(env["XDG_STATE_HOME"], "winkterm", "sessions")
	for _, c := range []struct {
		args     []string
		code     int
		out, err string
	}{
		{[]string{"path"}, ExitOK, folder + "\n", ""},
		{[]string{"rm"}, ExitUsage, "", "names of sessions, or --all"},
		{[]string{"rm", "--all", names[2]}, ExitUsage, "", "names of sessions, or --all"},
		{[]string{"rm", "last"}, ExitFailed, "", "being written"},
		{[]string{"rm", "nothing", names[2]}, ExitUsage, "removed " + names[2] + "\n", `"nothing"`},
		{[]string{"prune", "--keep", "-1"}, ExitUsage, "", "negative"},
		{[]string{"prune"}, ExitOK, "", ""},
		{[]string{"prune", "--keep", "1"}, ExitOK, "removed " + names[1] + "\n", ""},
		{[]string{"rm", "--all"}, ExitFailed, "", "being written"},
		{[]string{"nothing"}, ExitUsage, "", "only its own commands"},
	} {
		code, out, errText := run(t, env, append([]string{"sessions"}, c.args...)...)
		if code != c.code || out != c.out || !strings.Contains(errText, c.err) || c.err == "" && errText != "" {
			t.Errorf("%v: exit %d, out %q, err %q", c.args, code, out, errText)
		}
	}
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Error(left)
	}
}

func TestNamesOfSessionsAreCompleted(t *testing.T) {
	t.Parallel()
	env, names := recordings(t)
	_, out, _ := run(t, env, "__complete", "sessions", "rm", "")
	for _, want := range []string{"last\tthe newest", names[0] + "\t", "at Login", ":36"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in %s", want, out)
		}
	}
	for _, sub := range []string{"prune", "path"} {
		if _, out, _ := run(t, env, "__complete", "sessions", sub, ""); !strings.HasPrefix(out, ":4\n") {
			t.Errorf("%s: %s", sub, out)
		}
	}
}
