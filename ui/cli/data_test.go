package cli

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"winkterm/api/host"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow/userdata"
)

// george links his account, and gives its id and user.
func george(t *testing.T, o *another) (accountID, userID string) {
	t.Helper()
	u := o.user()
	client, a := o.links(u, "123456")
	if _, err := client.AnswerMFA(t.Context(), a.ID, wire.MFAAnswer{Code: "1234"}); err != nil {
		t.Fatal(err)
	}
	return a.ID, u.User.ID
}

// personalOfGeorge are values of his that must stand nowhere unless they are asked for.
var personalOfGeorge = []string{"George", "Palomero", "gpalomero1234", "9559991234", "-08-24", "Sampaguita", "3300000008"}

func has(text string, values []string) (all, some bool) {
	n := 0
	for _, v := range values {
		if strings.Contains(text, v) {
			n++
		}
	}
	return n == len(values), n > 0
}

func TestDataArePrinted(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	accountID, userID := george(t, o)
	for _, args := range [][]string{{"data", "--account", `"` + accountID + `",`}, {"data", "--user", userID, "--json"}} {
		code, out, errText := run(t, o.env(), args...)
		if _, some := has(out, personalOfGeorge); code != ExitOK || some || errText != "" || !strings.Contains(out, "[NAME_1]") {
			t.Errorf("%q: exit %d, %s, %.2000s", args, code, errText, out)
		}
		code, full, errText := run(t, o.env(), append(args, "--full")...)
		if all, _ := has(full, personalOfGeorge); code != ExitOK || !all || errText != "" {
			t.Errorf("%q: exit %d, %s, %.2000s", args, code, errText, full)
		}
		if len(args) < 4 {
			continue
		}
		for line := range strings.Lines(out) {
			var one dataLine
			if err := json.Unmarshal([]byte(line), &one); err != nil || userdata.OriginOf(one.Item).SourceID != accountID || one.Kind == "" {
				t.Errorf("%v in %s", err, line)
			}
		}
	}
	_, out, _ := run(t, o.env(), "data", "--user", userID, "--kind", "contributions", "--kind", "identities")
	for _, want := range []string{"task LINK_ACCOUNT Finished", "identities: 1\nNAME ", "\ncontributions: 53\nDATE              AMOUNT  REFERENCE  SOURCE\n", "  PHP 5,250.00  [ID_3]", accountID + "\n"} {
		if !strings.Contains(out, want) || strings.Contains(out, "employments:") {
			t.Errorf("no %q in %.2000s", want, out)
		}
	}
}

func TestDataAsCSV(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	accountID, _ := george(t, o)
	for _, full := range []bool{false, true} {
		args := []string{"data", "--account", accountID, "--csv", "--kind", "identities"}
		if full {
			args = append(args, "--full")
		}
		code, out, errText := run(t, o.env(), args...)
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if code != ExitOK || err != nil || len(rows) != 2 || !strings.HasPrefix(out, "id,metadata.createdAt,") {
			t.Fatalf("exit %d, %v, %s%s", code, err, errText, out)
		}
		if _, some := has(out, personalOfGeorge); some != full || full && !strings.Contains(out, ",'+639559991234,") {
			t.Errorf("full %v: %s", full, out)
		}
	}
}

// TestNoDataSaysWhy has an account that is read, gone, failed, or none.
func TestNoDataSaysWhy(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{Speed: 1})
	u := o.user()
	client, a := o.links(u, "123456")
	o.clock.advance(5 * time.Second)
	said := func(want string, args ...string) {
		t.Helper()
		code, out, errText := run(t, o.env(), append([]string{"data"}, args...)...)
		if code != ExitOK || !strings.Contains(errText, want) {
			t.Errorf("exit %d, no %q in %q, %s", code, want, errText, out)
		}
	}
	said("LINK_ACCOUNT goes on since 2026-11-21T12:00:00Z", "--account", a.ID)
	if _, err := client.AnswerMFA(t.Context(), a.ID, wire.MFAAnswer{Code: "1234"}); err != nil {
		t.Fatal(err)
	}
	o.clock.advance(time.Minute)
	said("there are no such data; winkterm account "+a.ID, "--account", a.ID, "--kind", "ratings")
	if err := o.open.RevokeAccount(t.Context(), a.ID); err != nil {
		t.Fatal(err)
	}
	said("is DISCONNECTED, and its data were deleted", "--account", a.ID, "--json")
	said("there are no data; winkterm user "+u.User.ID, "--user", u.User.ID)
	locked, _ := lockedAt(t, o)
	o.clock.advance(time.Minute)
	said("ended in ACCOUNT_LOCKED; winkterm explain ACCOUNT_LOCKED", "--account", locked.ID)
	for _, args := range [][]string{{"--account", "a-none"}, {"--archive", "u-none"}, {"--user", "tenant-none"}} {
		if code, out, errText := run(t, o.env(), append([]string{"data"}, args...)...); code != ExitFailed || out != "" || !strings.Contains(errText, "not") {
			t.Errorf("%q: exit %d, %s%s", args, code, errText, out)
		}
	}
}

func TestDataMistakes(t *testing.T) {
	t.Parallel()
	production := map[string]string{envOpenHost: "https://" + host.SmileProduction + "/v1", envKey: "k", envSecret: "s"}
	for _, c := range []struct {
		env  map[string]string
		args []string
		want string
	}{
		{nil, nil, "say whose data"},
		{nil, []string{"--account", "a-1234", "--user", "tenant-1234"}, "either --account or --user"},
		{nil, []string{"--account", "tenant-1234"}, "tenant-1234"},
		{nil, []string{"--account", "a-1234", "--kind", "income"}, "no --kind income: it is one of"},
		{nil, []string{"--account", "a-1234", "--csv"}, "--kind incomes"},
		{nil, []string{"--account", "a-1234", "--csv", "--json", "--kind", "incomes"}, "either --csv or --json"},
		{nil, []string{"--account", "a-1234", "--timeout", "0s"}, "--timeout"},
		{nil, []string{"--account", "a-1234"}, "no host is configured"},
		{nil, []string{"a-1234"}, "--account a-1234"},
		{production, []string{"--account", "a-1234"}, "--production"},
	} {
		if code, _, errText := run(t, c.env, append([]string{"data"}, c.args...)...); code != ExitUsage || !strings.Contains(errText, c.want) {
			t.Errorf("%q: exit %d, %s", c.args, code, errText)
		}
	}
}

// TestAHostThatBreaksOff gives what was read, and the error; one kind that it does not have
// keeps it from no other.
func TestAHostThatBreaksOff(t *testing.T) {
	t.Parallel()
	var asked []string
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, strings.TrimPrefix(r.URL.Path, "/v1/"))
		switch strings.TrimPrefix(r.URL.Path, "/v1/") {
		case "identities":
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write([]byte(`{"code":"MISSING_RESOURCE","message":"no \u001b[31m such list","requestId":"r"}`))
		case "employments":
			_, _ = w.Write([]byte(`{"code":"OK","data":{"items":[{"id":"e-1","jobTitle":"Clerk\u001b[2J","startDate":"2024-01-01"}]}}`))
		case "incomes":
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write([]byte(`{"code":"UNAUTHORIZED_ACCESS","requestId":"r"}`))
		default:
			_, _ = w.Write([]byte(`{"code":"OK","data":{"id":"a-1234","items":[]}}`))
		}
	}))
	t.Cleanup(h.Close)
	env := map[string]string{envOpenHost: h.URL + "/v1", envKey: "k", envSecret: "s"}
	code, out, errText := run(t, env, "data", "--account", "a-1234")
	if code != ExitRefused || !strings.Contains(out, "employments: 1") || strings.Contains(out+errText, "\x1b") || !strings.Contains(errText, "identities were not read: ") {
		t.Errorf("exit %d, %q, %s", code, errText, out)
	}
	if last := asked[len(asked)-1]; last != "incomes" {
		t.Errorf("asked for %q", asked)
	}
}

func TestKindsAreCompleted(t *testing.T) {
	t.Parallel()
	if _, out, _ := run(t, nil, "__complete", "data", "--kind", ""); !strings.Contains(out, "eincomes\n") {
		t.Error(out)
	}
}
