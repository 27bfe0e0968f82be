package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"winkterm/api/sandbox"
	"winkterm/assets"
)

// links runs winkterm link --json on the sandbox in the binary.
func links(t *testing.T, env map[string]string, args ...string) (code int, all []linkResult, errText string) {
	t.Helper()
	code, out, errText := run(t, env, append([]string{"link", "--json"}, args...)...)
	for dec := json.NewDecoder(strings.NewReader(out)); dec.More(); {
		var l linkResult
		if err := dec.Decode(&l); err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	return code, all, errText
}

// TestEveryProviderCanBeLinked goes through each kind of login and second step.
func TestEveryProviderCanBeLinked(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, p := range assets.Providers() {
		kind := p.MFAKind + strings.Join(p.Login, ",")
		if !p.Linkable() || len(p.Login) == 0 || seen[kind] {
			continue
		}
		seen[kind] = true
		code, all, errText := links(t, nil, "--provider", p.ID)
		if code != ExitOK || len(all) != 1 || all[0].Status != "CONNECTED" || !all[0].Reached || all[0].User == "" || all[0].Account == "" {
			t.Errorf("%s (%s): exit %d, %+v, %s", p.ID, kind, code, all, errText)
		}
	}
	if len(seen) < 10 {
		t.Errorf("only %d kinds", len(seen))
	}
}

func TestHowLinksEnd(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]linkResult{
		"--provider sss_ph --password error_ACCOUNT_LOCKED":               {Status: "ERROR", ErrorCode: "ACCOUNT_LOCKED", Problem: "x"},
		"--provider sss_ph --code wrong":                                  {Status: "AWAITING_MFA", ErrorCode: "INVALID_MFA", Problem: "x"},
		"--provider sss_ph --password error_ACCOUNT_LOCKED --until error": {Status: "ERROR", ErrorCode: "ACCOUNT_LOCKED", Reached: true},
		"--provider sss_ph --password wrong --until ERROR":                {Status: "ERROR", ErrorCode: "INVALID_CREDENTIALS", Reached: true},
		"--provider sss_ph --upload payslip-ryan.png":                     {Status: "ANALYZED", Reached: true},
		"--upload payslip-ryan.png --file-type payslip":                   {Status: "ANALYZED", Reached: true},
		"--provider sss_ph --until ACTIVE --person GEORGE":                {Status: "CONNECTED", Reached: true},
	} {
		code, all, errText := links(t, nil, strings.Fields(args)...)
		if len(all) != 1 {
			t.Errorf("%s: exit %d, %s", args, code, errText)
			continue
		}
		got := all[0]
		if got.Problem != "" {
			got.Problem = "x"
		}
		wantCode := map[bool]int{true: ExitOK, false: ExitAssertion}[want.Reached]
		want.Host, want.User, want.Account, want.Archive = embedded, got.User, got.Account, got.Archive
		if got != want || code != wantCode || !strings.Contains(errText, "a sandbox in the binary") {
			t.Errorf("%s: exit %d, %+v, %s", args, code, all[0], errText)
		}
	}
}

// TestLinkFillsASandbox links at a host, some at once, each for a user of its own.
func TestLinkFillsASandbox(t *testing.T) {
	t.Parallel()
	r, err := sandbox.Listen(t.Context(), sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeSandbox(r) })
	env := map[string]string{envOpenHost: r.OpenAPI(), envLinkHost: r.Link(), envKey: sandbox.DefaultKey, envSecret: sandbox.DefaultKey}
	code, all, errText := links(t, env, "--provider", "upwork", "--count", "6", "--parallel", "3")
	users := map[string]bool{}
	for _, l := range all {
		users[l.User] = true
		if !strings.HasPrefix(l.Host, "127.0.0.1:") || l.Status != "CONNECTED" {
			t.Errorf("%+v", l)
		}
	}
	if code != ExitOK || len(users) != 6 || !strings.Contains(errText, "linking at 127.0.0.1:") {
		t.Errorf("exit %d, %d users, %s", code, len(users), errText)
	}
	if code, all, _ := links(t, env, "--provider", "upwork", "--password", "error_TOS_REQUIRED"); code != ExitAssertion || len(all) != 1 || all[0].ErrorCode != "TOS_REQUIRED" {
		t.Errorf("a final status is not the end: exit %d, %+v", code, all)
	}
	if code, all, errText := links(t, env, "--provider", "upwork", "--user", "nobody"); code != ExitAssertion || len(all) != 1 || !strings.Contains(all[0].Problem, "there is no user") {
		t.Errorf("of a user who does not exist: exit %d, %+v, %s", code, all, errText)
	}
	env[envKey] = "another"
	if code, out, _ := run(t, env, "link", "--provider", "upwork"); code != ExitRefused || out != "" {
		t.Errorf("of what was never made: exit %d, %q", code, out)
	}
	if code, _, errText := links(t, env, "--provider", "upwork"); code != ExitRefused {
		t.Errorf("exit %d, %s", code, errText)
	}
	delete(env, envLinkHost)
	if code, all, errText := links(t, env, "--provider", "upwork"); code != ExitUsage || all != nil || !strings.Contains(errText, "does not speak the Link contract") {
		t.Errorf("exit %d, %s", code, errText)
	}
}

func TestWhatLinkRefuses(t *testing.T) {
	t.Parallel()
	env := map[string]string{"PW": "hunter2-of-the-environment"}
	for args, want := range map[string]string{
		"":                                      "link wants --provider ID, --upload FILE, or both",
		"x":                                     "link takes flags alone",
		"--provider sss_p":                      "there is no sss_p among the shipped ones, the nearest is sss_ph",
		"--provider sss_ph --person gorge":      "there is no test person gorge, the nearest is George",
		"--provider sss_ph --person ryan":       "Ryan has no social security number",
		"--provider sss_ph --password hunter2":  "--password takes no secret",
		"--provider sss_ph --code 987654":       "--code takes no secret",
		"--provider sss_ph --until ANALYZED":    "account has no status ANALYZED, but PENDING",
		"--provider sss_ph --count 0":           "must be 1 or more",
		"--provider sss_ph --count 2 --user a":  "exclude each other",
		"--provider sss_ph --password-env NONE": "the environment has no NONE",
		"--provider sss_ph --password-stdin":    "standard input has no line",
		"--provider sss_ph --password-stdin --password-env PW": "exclude each other",
	} {
		code, out, errText := run(t, env, append([]string{"link"}, strings.Fields(args)...)...)
		if code != ExitUsage || out != "" || !strings.Contains(errText, want) {
			t.Errorf("%q: exit %d, %s", args, code, errText)
		}
		if strings.Contains(errText, "hunter2") || strings.Contains(errText, "987654") {
			t.Errorf("%q repeats a secret: %s", args, errText)
		}
	}
}

// TestSecretsOfALink come from the environment or standard input, and are the scenario's
// to be masked.
func TestSecretsOfALink(t *testing.T) {
	t.Parallel()
	s := Streams{In: strings.NewReader("of standard input\nmore"), Env: environment(map[string]string{"CODE": "7391"})}
	f := linkFlags{provider: "sss_ph", person: "george", passwordStdin: true, codeEnv: "CODE", count: 1, parallel: 1}
	sc, err := f.scenario(t.Context(), s)
	if err != nil || len(sc.Secrets) != 2 || !slices.Contains(sc.Secrets, "of standard input") || !slices.Contains(sc.Secrets, "7391") {
		t.Fatalf("%v, %d secrets", err, len(sc.Secrets))
	}
	code, out, errText := run(t, map[string]string{"PW": "hunter2"}, "link", "--provider", "sss_ph", "--password-env", "PW", "--until", "ERROR")
	if code != ExitOK || !strings.Contains(out, "code INVALID_CREDENTIALS") || strings.Contains(out+errText, "hunter2") {
		t.Errorf("exit %d, %s%s", code, out, errText)
	}
}
