package cli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/session"
)

// What was open is what had not ended, else what the last page before Closed was about.
func TestWhatWasOpen(t *testing.T) {
	t.Parallel()
	user := journal.Callback{Name: "onUIEvent", Args: `{"userId":"u-1"}`}
	status := func(subject, id, to string) journal.Data { return journal.Status{Subject: subject, ID: id, To: to} }
	closing := []journal.Data{journal.Intent{Name: "Close", Args: "{}"}, journal.Screen{Page: "Closed"}}
	for name, c := range map[string]struct {
		records                []journal.Data
		user, account, archive string
		index                  int
	}{
		"nothing":                 {index: -1},
		"no account yet":          {[]journal.Data{user, journal.Screen{Page: "ProviderList"}}, "u-1", "", "", 1},
		"a code is asked for":     {[]journal.Data{user, status("account", "a-1", "PENDING"), journal.Screen{Page: "Connecting", AccountID: "a-1"}, status("account", "a-1", "AWAITING_MFA"), journal.Screen{Page: "MFA"}}, "u-1", "a-1", "", 4},
		"the user of before":      {[]journal.Data{user, journal.Callback{Name: "onUIEvent", Args: `{"userId":"u-2"}`}}, "u-1", "", "", 1},
		"it has failed":           {[]journal.Data{user, status("account", "a-1", "ERROR"), journal.Screen{Page: "ConnectError", AccountID: "a-1"}}, "u-1", "a-1", "", 2},
		"closed behind that":      {append([]journal.Data{user, status("account", "a-1", "ERROR"), journal.Screen{Page: "ConnectError", AccountID: "a-1"}}, closing...), "u-1", "a-1", "", 2},
		"closed and begun anew":   {append(closing, journal.Intent{Name: "Begin"}, user, journal.Screen{Page: "Consent"}), "u-1", "", "", 4},
		"linked, and on the list": {[]journal.Data{user, status("account", "a-1", "CONNECTED"), journal.Screen{Page: "ConnectSuccess", AccountID: "a-1"}, journal.Screen{Page: "ProviderList"}}, "u-1", "", "", 3},
		"an analysis":             {[]journal.Data{user, status("account", "a-1", "CONNECTED"), status("archive", "d-1", "STARTED"), journal.Screen{Page: "FileTypeList"}}, "u-1", "", "d-1", 3},
		"an archive that ended":   {[]journal.Data{user, status("archive", "d-1", "ANALYZED"), journal.Screen{Page: "ArchiveSuccess", ArchiveID: "d-1"}}, "u-1", "", "d-1", 2},
		"the last of two":         {[]journal.Data{user, status("archive", "d-1", "STARTED"), status("account", "a-2", "PENDING")}, "u-1", "a-2", "", 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := earlier{file: recording.Of(recording.Header{}, recordsOf(c.records...))}
			e.lookBack()
			if e.user != c.user || e.account != c.account || e.archive != c.archive || e.index != c.index {
				t.Errorf("open were %q, %q, %q up to %d", e.user, e.account, e.archive, e.index)
			}
		})
	}
}

// keptSession begins a recording in a folder of its own, and gives the streams to find it.
func keptSession(t *testing.T, h recording.Header, data ...journal.Data) Streams {
	t.Helper()
	s := Streams{Env: environment(map[string]string{"XDG_STATE_HOME": t.TempDir()}), Err: &strings.Builder{}}
	folder, err := recording.UserFolder(s.env)
	if err != nil {
		t.Fatal(err)
	}
	w, err := folder.CreateAt(quarterPastTwo, h)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recordsOf(data...) {
		w.Write(r)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return s
}

// What cannot be taken up is refused, with what to do.
func TestWhatIsNotTakenUp(t *testing.T) {
	t.Parallel()
	user := journal.Callback{Name: "onUIEvent", Args: `{"userId":"u-1"}`}
	for name, c := range map[string]struct {
		header recording.Header
		data   []journal.Data
		host   string
		want   string
	}{
		"another host":       {recording.Header{Command: recording.Wizard, Host: "one.test"}, []journal.Data{user}, "https://two.test/v1", "was at one.test, and OPEN_API_HOST names two.test"},
		"no host":            {recording.Header{Command: recording.Wizard, Host: "one.test"}, []journal.Data{user}, "", "set API_KEY, API_SECRET and OPEN_API_HOST"},
		"a host now":         {recording.Header{Command: recording.Wizard}, []journal.Data{user}, "https://two.test/v1", "add --sandbox"},
		"no user":            {recording.Header{Command: recording.Wizard}, nil, "", "ended before it had a user"},
		"a watch":            {recording.Header{Command: recording.Watch}, []journal.Data{user}, "", "is a recording of winkterm watch"},
		"a user who is mail": {recording.Header{Command: recording.Wizard, Host: "one.test", UserID: "[EMAIL_1]"}, nil, "https://one.test/v1", "name it by --user ID"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := flags{resume: "20261129-141559-000"}
			_, _, err := f.open(t.Context(), keptSession(t, c.header, c.data...), session.Config{Host: session.Host{OpenAPI: c.host}})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v lacks %q", err, c.want)
			}
			if exitCode(err) != ExitUsage {
				t.Errorf("it ends with %d", exitCode(err))
			}
		})
	}
	s := keptSession(t, recording.Header{Command: recording.Watch})
	if _, _, err := (&flags{resume: recording.Last}).open(t.Context(), s, session.Config{}); !errors.Is(err, recording.ErrNone) {
		t.Errorf("a watch is taken up: %v", err)
	}
}

// A login that stopped at its code goes on at another host's sandbox, and what was sent is
// not sent again.
func TestALoginIsTakenUp(t *testing.T) {
	t.Parallel()
	box, err := sandbox.Listen(t.Context(), sandbox.Config{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = box.Close(context.WithoutCancel(t.Context())) })
	c := session.Config{Host: session.Host{OpenAPI: box.OpenAPI(), Link: box.Link(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey}}
	c.Clock = api.SystemClock()
	c.Options.Widget.Providers = []string{"sss_ph"}
	s := Streams{Env: environment(map[string]string{"XDG_STATE_HOME": filepath.Join(t.TempDir(), "state")}), Err: &strings.Builder{}}

	first, header, err := (&flags{}).open(t.Context(), s, c)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := record(s, recordFlags{}, first.Journal(), header)
	if err != nil {
		t.Fatal(err)
	}
	logIn(t, first)
	account := first.State().Linking.AccountID
	_, name := rec.file()
	if _, _, err := (&flags{resume: recording.Last}).open(t.Context(), s, c); err == nil || !strings.Contains(err.Error(), "still goes on in another terminal: winkterm replay --follow "+name) {
		t.Errorf("a session that goes on is taken up: %v", err)
	}
	if err := rec.Close(); err != nil { // and so nothing says that it was left
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = first.Close() })

	again, header, err := (&flags{resume: recording.Last}).open(t.Context(), s, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() })
	if err := again.Do(flow.Begin{}); err != nil {
		t.Fatal(err)
	}
	comesTo(t, again, flow.MFA)
	if got := again.State(); got.Linking.AccountID != account || got.Session.UserID != first.State().Session.UserID || header.Widget.Providers[0] != "sss_ph" {
		t.Errorf("%q of %q is taken up, with %+v", got.Linking.AccountID, got.Session.UserID, header.Widget)
	}
	for _, r := range again.Records() {
		if call, ok := r.Data.(journal.HTTP); ok && call.Method == "POST" && call.Path != "/tokens" && call.Path != "/sessions" {
			t.Errorf("%s is sent", r.Kind)
		}
	}
	wants(t, again, flow.Typed{Values: map[string]wire.Secret{flow.CodeField: "1234"}})
	wants(t, again, flow.Submitted{})
	comesTo(t, again, flow.ConnectSuccess)
}

// A session on the sandbox in the binary is done again up to where it stood, with the
// same ids; its recording begins with all of it.
func TestASandboxIsTakenUp(t *testing.T) {
	t.Parallel()
	s := Streams{Env: environment(map[string]string{"XDG_STATE_HOME": t.TempDir()}), Err: &strings.Builder{}}
	c := session.Config{Sandbox: sandbox.Config{Seed: 5}, Clock: api.SystemClock()}
	c.Options.Widget.Providers = []string{"sss_ph"}
	first, header, err := (&flags{seed: 5}).open(t.Context(), s, c)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := record(s, recordFlags{}, first.Journal(), header)
	if err != nil {
		t.Fatal(err)
	}
	logIn(t, first)
	wants(t, first, flow.Close{})
	comesTo(t, first, flow.Closed)
	_ = first.Records()
	if err := errors.Join(first.Close(), rec.Close()); err != nil {
		t.Fatal(err)
	}
	again, header, err := (&flags{resume: recording.Last}).open(t.Context(), s, session.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() })
	if state := again.State(); state.Page != flow.MFA || state.Linking.AccountID != first.State().Linking.AccountID || header.Sandbox.Seed != 5 {
		t.Fatalf("it stands on %s with %q, seed %d", state.Page, state.Linking.AccountID, header.Sandbox.Seed)
	}
	rec, err = record(s, recordFlags{}, again.Journal(), header)
	if err != nil {
		t.Fatal(err)
	}
	path, _ := rec.file()
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := recording.Open(path)
	if err != nil || file.Len() == 0 || file.Meta(0).Seq != 1 {
		t.Errorf("the recording lacks the beginning: %v", err)
	}
	_ = file.Close()
}

// logIn goes to the page that asks for a code.
func logIn(t *testing.T, s *session.Session) {
	t.Helper()
	wants(t, s, flow.Begin{})
	comesTo(t, s, flow.Consent)
	wants(t, s, flow.ConsentGiven{})
	comesTo(t, s, flow.Login)
	typed, err := s.Fill("")
	if err != nil {
		t.Fatal(err)
	}
	wants(t, s, typed)
	wants(t, s, flow.Submitted{})
	comesTo(t, s, flow.MFA)
}

func wants(t *testing.T, s *session.Session, i flow.Intent) {
	t.Helper()
	if err := s.Do(i); err != nil {
		t.Fatal(err)
	}
}

func comesTo(t *testing.T, s *session.Session, p flow.Page) {
	t.Helper()
	if state, err := s.Wait(t.Context(), session.On(p)); err != nil {
		t.Fatalf("on %s instead of %s: %v", state.Page, p, err)
	}
}

// The name may stand behind --resume; nothing else may, nor what the recording says itself.
func TestTheFlagsOfResume(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--resume"}, "needs a terminal"},
		{[]string{"--resume", "20261129-141559-000"}, "needs a terminal"},
		{[]string{"--resume=20261129-141559-000"}, "needs a terminal"},
		{[]string{"--resume=a", "b"}, `takes no arguments, only flags and commands: see winkterm --help (got "b")`},
		{[]string{"--resume", "a", "b"}, "takes no arguments"},
		{[]string{"x"}, "takes no arguments"},
		{[]string{"--resume", "--provider", "grab"}, "--provider and --resume exclude each other"},
		{[]string{"--resume", "--seed", "7"}, "--seed and --resume exclude each other"},
	} {
		root := newRoot(Streams{Env: environment(nil), Out: &strings.Builder{}, Err: &strings.Builder{}})
		root.SetArgs(c.args)
		if err := root.ExecuteContext(t.Context()); err == nil || !strings.Contains(err.Error(), c.want) || exitCode(err) != ExitUsage {
			t.Errorf("%q: %v", c.args, err)
		}
	}
}
