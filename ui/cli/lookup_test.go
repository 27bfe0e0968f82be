package cli

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"winkterm/api/host"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/journal"
	"winkterm/flow/lookup"
	"winkterm/flow/recording"
)

// lockedAt makes an account that is locked, of a user who has a linked one too.
func lockedAt(t *testing.T, o *another) (locked wire.LinkAccount, userID string) {
	t.Helper()
	u := o.user()
	client, _ := o.links(u, "123456")
	locked, err := client.CreateAccount(t.Context(), wire.LoginRequest{
		ProviderID: "sss_ph", Option: "ssNumber", Credentials: map[string]wire.Secret{"ssNumber": "3300000008", "password": "error_ACCOUNT_LOCKED"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return locked, u.User.ID
}

func TestAnAccountIsLookedUp(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	locked, userID := lockedAt(t, o)
	code, out, errText := run(t, o.env(), "account", `"https://x.test/accounts/`+locked.ID+`",`)
	for _, want := range []string{locked.ID, userID, "ERROR ACCOUNT_LOCKED", "Who acts", "sss_ph (Social Security System), GOVERNMENT", "LINK_ACCOUNT Finished", "Others", "winkterm repro"} {
		if code != ExitOK || errText != "" || !strings.Contains(out, want) {
			t.Errorf("exit %d, no %q in %q, %q", code, want, out, errText)
		}
	}
	for line := range strings.Lines(out) {
		if ansi.StringWidth(line) > 80 {
			t.Errorf("too wide: %q", line)
		}
	}
	code, out, _ = run(t, o.env(), "account", locked.ID, "--json")
	var found lookup.Found
	if err := json.Unmarshal([]byte(out), &found); code != ExitOK || err != nil || found.SchemaVersion != 1 || found.ErrorCode != "ACCOUNT_LOCKED" || !strings.HasPrefix(found.Repro, "wt1:") {
		t.Errorf("exit %d, %v: %s", code, err, out)
	}
	code, out, _ = run(t, o.env(), "user", userID)
	if code != ExitOK || strings.Count(out, "sss_ph") != 2 {
		t.Errorf("exit %d, %s", code, out)
	}
}

// TestNarrowText fits 60 columns, and no word of it is lost.
func TestNarrowText(t *testing.T) {
	t.Parallel()
	e, _ := assets.Explain("ACCOUNT_LOCKED")
	f := lookup.Found{
		Kind: lookup.Account, ID: "a-" + strings.Repeat("1", 32), UserID: "tenant-" + strings.Repeat("2", 32), Status: "ERROR", ErrorCode: "ACCOUNT_LOCKED",
		Explanation: &e, CreatedAt: time.Unix(0, 0), Repro: "wt1:0", Data: []lookup.Data{{Kind: wire.DataIncomes, Count: 600, More: true}},
		Accounts: []lookup.Source{{ID: "a-" + strings.Repeat("3", 32), ProviderID: "longname_ph", Status: "AWAITING_MFA"}},
		NotRead:  []lookup.NotRead{{What: "tasks", Why: "\x1b[31mthe host is down and says so in a long sentence that goes on"}},
	}
	text := foundText(f, time.Unix(90, 0), 60)
	for line := range strings.Lines(text) {
		if ansi.StringWidth(strings.TrimSuffix(line, "\n")) > 60 || strings.Contains(line, "\x1b") {
			t.Errorf("%q", line)
		}
	}
	for _, want := range []string{"(1 min ago)", "INCOMES 600 or more", "goes on", "longname_ph", e.RetryText[len(e.RetryText)-20:]} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
}

func TestWhatIsNotFoundSaysWhatToDo(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	wrongKey := maps.Clone(o.env())
	wrongKey[envKey] = "another"
	production := map[string]string{envOpenHost: "https://" + host.SmileProduction + "/v1", envKey: "k", envSecret: "s"}
	for name, c := range map[string]struct {
		env  map[string]string
		args []string
		code int
		want string
	}{
		"unknown":         {o.env(), []string{"account", "a-000000"}, ExitFailed, "it stands in no recorded session either"},
		"of another kind": {o.env(), []string{"account", "u-000000"}, ExitUsage, "winkterm archive u-000000"},
		"of a user":       {o.env(), []string{"archive", "tenant-000000"}, ExitUsage, "is the id of a user: winkterm user tenant-000000"},
		"no id":           {o.env(), []string{"user"}, ExitUsage, "wants an id"},
		"nonsense":        {o.env(), []string{"account", "what", "is", "this?"}, ExitUsage, "there is no id in that"},
		"a refused key":   {wrongKey, []string{"account", "a-000000"}, ExitRefused, "check API_KEY"},
		"no host":         {nil, []string{"account", "a-000000"}, ExitUsage, "no host is configured"},
		"not asked":       {o.env(), []string{"account", "a-000000", "--sandbox"}, ExitUsage, "with --sandbox no host is asked, and a-000000 stands in no recorded session: leave --sandbox out"},
		"unreachable":     {map[string]string{envOpenHost: "http://127.0.0.1:1/v1", envKey: "k", envSecret: "s"}, []string{"archive", "u-000000"}, ExitNetwork, "nothing listens there"},
		"production":      {production, []string{"account", "a-000000"}, ExitUsage, "add --production"},
		"time's up":       {o.env(), []string{"account", "a-000000", "--timeout", "1ns"}, ExitTimedOut, "--timeout"},
		"no time":         {o.env(), []string{"account", "a-000000", "--timeout", "0s"}, ExitUsage, "--timeout must be more"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, out, errText := run(t, c.env, c.args...)
			if code != c.code || out != "" || !strings.Contains(errText, c.want) {
				t.Errorf("exit %d, %q, %q", code, out, errText)
			}
		})
	}
}

// TestRecordedIDsAreFoundOffline finds an id that no host is asked for, and one that the
// host has forgotten.
func TestRecordedIDsAreFoundOffline(t *testing.T) {
	t.Parallel()
	env := map[string]string{"XDG_STATE_HOME": t.TempDir()}
	folder, err := recording.UserFolder(func(name string) string { return env[name] })
	if err != nil {
		t.Fatal(err)
	}
	w, err := folder.Create(recording.Header{Started: time.Unix(1_800_000_000, 0).UTC()})
	if err != nil {
		t.Fatal(err)
	}
	j := journal.New(func() time.Time { return time.Unix(1_800_000_000, 0) })
	j.KeepIn(w.Write)
	j.Append(journal.Status{Subject: "account", ID: "a-000000", To: "ERROR", ErrorCode: "TOS_REQUIRED"})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	code, out, errText := run(t, env, "account", "a-000000")
	if code != ExitOK || errText != "" || !strings.Contains(out, "ERROR TOS_REQUIRED\n  Means") || !strings.Contains(out, "winkterm replay 20270115-080000-000") {
		t.Errorf("exit %d, %q, %q", code, out, errText)
	}
	if _, out, _ = run(t, env, "__complete", "account", ""); !strings.Contains(out, "a-000000\tin 20270115-080000-000 ERROR TOS_REQUIRED") {
		t.Errorf("completes %q", out)
	}
	o := elsewhere(t, sandbox.Config{})
	maps.Copy(env, o.env())
	code, out, errText = run(t, env, "account", "a-000000", "--json")
	if code != ExitOK || !strings.Contains(errText, "does not know the id") || !strings.Contains(out, `"sessions":[{"name":"20270115-080000-000"`) {
		t.Errorf("exit %d, %q, %q", code, out, errText)
	}
}

// TestLookingUpEnds asks a host that answers once and never again.
func TestLookingUpEnds(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 1 {
			_, _ = io.WriteString(w, `{"code":"OK","message":"","requestId":"r","data":{"id":"a-000000","userId":"tenant-1","connectionStatus":"ERROR"}}`)
			return
		}
		<-r.Context().Done()
	}))
	defer host.Close()
	env := map[string]string{envOpenHost: host.URL + "/v1", envKey: "k", envSecret: "s"}
	code, out, errText := run(t, env, "account", "a-000000", "--timeout", "1500ms")
	if code != ExitOK || !strings.Contains(out, "Not read") || asked.Load() > 2 {
		t.Errorf("exit %d, %q, %q, asked %d times", code, out, errText, asked.Load())
	}
}

// TestLookingUpOnlyReads counts what is asked of a host that is a sandbox behind a proxy.
func TestLookingUpOnlyReads(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	locked, userID := lockedAt(t, o)
	var mu sync.Mutex
	methods := map[string]int{}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		methods[r.Method]++
		mu.Unlock()
		o.running.Handler().ServeHTTP(w, r)
	}))
	defer proxy.Close()
	env := o.env()
	env[envOpenHost] = proxy.URL + "/v1"
	for _, args := range [][]string{{"account", locked.ID}, {"user", userID}} {
		if code, out, errText := run(t, env, args...); code != ExitOK {
			t.Errorf("%q: exit %d, %q, %q", args, code, out, errText)
		}
	}
	if methods["GET"] < 10 || len(methods) != 1 {
		t.Errorf("asked %v", methods)
	}
}
