package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/api/host"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow/invite"
	"winkterm/flow/session"
)

// fileOf writes a file of a test.
func fileOf(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// ok runs a command that must end well.
func (o *another) ok(args ...string) (out, errText string) {
	o.t.Helper()
	t, _ := o.t.(*testing.T)
	code, out, errText := run(t, o.env(), args...)
	if code != ExitOK {
		t.Fatalf("%q: exit %d, %s", args, code, errText)
	}
	return out, errText
}

// exampleAt makes the example of an invite template, changed.
func (o *another) exampleAt(was, is string) (id string) {
	o.t.Helper()
	t, _ := o.t.(*testing.T)
	_, example, _ := run(t, nil, "templates", "create", "--example")
	out, _ := o.ok("templates", "create", "--file", fileOf(t, "t.yaml", strings.Replace(example, was, is, 1)))
	return strings.TrimSpace(out)
}

const twoPeople = "email,fullName,firstName\njane@example.test,Jane Doe,Jane\nbob@example.test,Bob Roe,\nJANE@example.test,Jane again,\n"

func TestPeopleAreInvited(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	id, people, report := o.exampleAt("", ""), fileOf(t, "people.csv", twoPeople), filepath.Join(t.TempDir(), "r.csv")
	send := []string{"invites", "send", "--template", id, "--to", people, "--wink-template", "wtpl-contoh"}

	out, errText := o.ok(append(send, "--dry-run")...)
	for _, want := range []string{"To: jane@example.test\n  Subject: Jane, please link", "Dear Bob Roe,\n\n  please", "Contoh Savings Bank"} {
		if !strings.Contains(out, want) || strings.Contains(out, "${") || !strings.Contains(errText, "line 4: JANE@example.test is invited already by line 2") || !strings.Contains(errText, "2 would be invited, 1 are already") {
			t.Errorf("no %q in %s%s", want, out, errText)
		}
	}
	if out, errText = o.ok("invites", "list"); out != "" || !strings.Contains(errText, "no such invite") {
		t.Errorf("the dry run invited: %s", out)
	}

	out, errText = o.ok(append(send, "--report", report)...)
	if strings.Count(out, "invited  ") != 3 || strings.Count(out, "already invited  JANE@example.test  inv-") != 1 || !strings.Contains(errText, "2 invited, 1 already, 0 failed, 0 not sent") {
		t.Errorf("%s%s", out, errText)
	}
	text, err := os.ReadFile(report)
	if info, _ := os.Stat(report); err != nil || info.Mode().Perm() != privateFile || strings.Count(string(text), "\n") != 4 || !strings.Contains(string(text), "\njane@example.test,invited,inv-") {
		t.Errorf("the report: %v\n%s", err, text)
	}
	if code, out, errText := run(t, o.env(), append(send, "--report", report)...); code != ExitUsage || out != "" || !strings.Contains(errText, "--force") {
		t.Errorf("over a report that is there: exit %d, %s%s", code, out, errText)
	}
	_, errText = o.ok(append(send, "--report", report, "--force")...)
	if !strings.Contains(errText, "0 invited, 3 already") {
		t.Errorf("again: %s", errText)
	}
	var listed []wire.Invite
	out, _ = o.ok("invites", "list", "--json")
	if err := unmarshalLines(out, &listed); err != nil || len(listed) != 2 || *listed[0].WinkTemplateID != "wtpl-contoh" {
		t.Fatalf("%v: %s", err, out)
	}

	out, _ = o.ok("invites", "show", listed[0].ID)
	for _, want := range []string{"Status        INVITED", "Log           2026-11-21T12:00:00Z INVITED", "Dear Bob Roe,", "/invite/" + listed[0].ID} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	if out, _ = o.ok("invites", "revoke", listed[0].ID); out != listed[0].ID+" REVOKED\n" {
		t.Errorf("revoked: %s", out)
	}
	if out, _ = o.ok("invites", "list", "--status", "revoked"); !strings.Contains(out, listed[0].ID) || strings.Contains(out, listed[1].ID) {
		t.Errorf("of REVOKED: %s", out)
	}
	out, _ = o.ok(append(send, "--json")...)
	var row invite.Row
	if err := json.Unmarshal([]byte(strings.Split(out, "\n")[1]), &row); err != nil || row.Outcome != invite.Invited || row.Email != "bob@example.test" {
		t.Errorf("one whose invite was revoked: %v: %s", err, out)
	}
}

// An invitation that fails keeps nobody from the next, and the report has why.
func TestSomeCannotBeInvited(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{Faults: []wire.Fault{{Name: "http.400", When: wire.FaultWhen{Operation: "POST /v1/invites"}, Times: 1}}})
	report := filepath.Join(t.TempDir(), "r.json")
	code, out, errText := run(t, o.env(), "invites", "send", "--template", o.exampleAt("", ""), "--to", fileOf(t, "p.csv", twoPeople), "--report", report)
	if code != ExitAssertion || !strings.HasPrefix(out, "failed  jane@example.test") || !strings.Contains(out, "\ninvited  bob@example.test") || !strings.Contains(errText, "1 of 3 could not be invited") {
		t.Errorf("exit %d: %s%s", code, out, errText)
	}
	var rows []invite.Row
	text, _ := os.ReadFile(report)
	if err := json.Unmarshal(text, &rows); err != nil || len(rows) != 3 || rows[0].Error == "" || rows[2].Outcome != invite.Invited {
		t.Errorf("%v: %s", err, text)
	}
}

func TestNothingIsSentByMistake(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	people, unknown := fileOf(t, "p.csv", twoPeople), o.withVariable("${nickname}")
	for name, c := range map[string]struct {
		args []string
		code int
		want string
	}{
		"an unknown variable": {[]string{"send", "--template", unknown, "--to", people}, ExitUsage, "${nickname} in email.subject"},
		"by a dry run":        {[]string{"send", "--template", unknown, "--to", people, "--dry-run"}, ExitUsage, "${nickname} in email.subject"},
		"no template":         {[]string{"send", "--template", "tpl-no", "--to", people}, ExitFailed, "no invite template of this id"},
		"bad people":          {[]string{"send", "--template", "x", "--to", fileOf(t, "b.csv", "fullName,email\n,a\n")}, ExitUsage, "line 2: fullName is empty\nline 2: email"},
		"no people":           {[]string{"send", "--template", "x", "--to", "/nowhere.csv"}, ExitUsage, "/nowhere.csv"},
		"stdin":               {[]string{"send", "--template", "x", "--to", "-"}, ExitUsage, "--to -:"},
		"no flags":            {[]string{"send"}, ExitUsage, "--template"},
		"a status":            {[]string{"list", "--status", "LOST"}, ExitUsage, "INVITED, EMAIL_OPENED"},
		"no command":          {nil, ExitUsage, "send, show"},
		"an id":               {[]string{"show", "inv-no"}, ExitFailed, "inv-no"},
		"revoking":            {[]string{"revoke", "inv-no"}, ExitFailed, "inv-no"},
	} {
		code, out, errText := run(t, o.env(), append([]string{"invites"}, c.args...)...)
		if code != c.code || !strings.Contains(errText, c.want) || out != "" {
			t.Errorf("%s: exit %d, %s%s", name, code, out, errText)
		}
	}
	if out, _ := o.ok("invites", "list", "--json"); out != "" {
		t.Errorf("invited: %s", out)
	}
	code, _, errText := run(t, nil, "invites", "list")
	if code != ExitUsage || !strings.Contains(errText, "winkterm sandbox") {
		t.Errorf("without a host: exit %d, %s", code, errText)
	}
	code, _, errText = run(t, map[string]string{envOpenHost: "https://smile.test/v1", envKey: "k", envSecret: "s"}, "invites", "revoke", "inv-1")
	if code != ExitUsage || !strings.Contains(errText, "smile.test has no operation that revokes") {
		t.Errorf("at another host: exit %d, %s", code, errText)
	}
}

// withVariable makes a template with a variable that the command would refuse.
func (o *another) withVariable(name string) string {
	o.t.Helper()
	on := true
	made, err := o.open.CreateInviteTemplate(o.t.Context(), wire.InviteTemplateRequest{
		Name: "n", Company: wire.InviteCompany{Name: "c", LogoURL: "https://x.test/l"},
		Email:       wire.InviteEmail{SendEmail: &on, SenderName: "s", ReplyAddress: "r@x.test", Subject: "Hi " + name, Body: "b"},
		LandingPage: wire.InvitePage{Header: "h", Description: "d", Button: "b"}, SuccessPage: wire.InvitePage{Header: "h", Description: "d", Button: "b"},
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return made.ID
}

// In production people are written to with --yes alone.
func TestProductionIsConfirmed(t *testing.T) {
	t.Parallel()
	production := &tenantHost{Host: session.Host{OpenAPI: "https://" + host.SmileProduction + smilePath}}
	for _, c := range []struct {
		f  sendInvites
		at *tenantHost
		ok bool
	}{
		{sendInvites{}, production, false}, {sendInvites{yes: true}, production, true}, {sendInvites{dryRun: true}, production, true},
		{sendInvites{}, &tenantHost{Host: session.Host{OpenAPI: "https://smile.test/v1"}}, true},
	} {
		if err := c.f.mayWrite(c.at, 2); (err == nil) != c.ok || err != nil && exitCode(err) != ExitUsage {
			t.Errorf("%+v: %v", c.f, err)
		}
	}
}

// TestProductionIsNotAskedByAccident, by no command of the customer's side.
func TestProductionIsNotAskedByAccident(t *testing.T) {
	t.Parallel()
	_, example, _ := run(t, nil, "templates", "create", "--example")
	template := fileOf(t, "template.yaml", example)
	for _, args := range [][]string{
		{"invites", "list"}, {"invites", "show", "inv-1"}, {"invites", "revoke", "inv-1"},
		{"templates", "list"}, {"templates", "show", "tpl-1"}, {"templates", "create", "--file", template}, {"templates", "delete", "tpl-1"},
		{"webhooks", "list"}, {"webhooks", "listen", "--register", "--public-url", "https://hooks.test/"}, {"data", "--account", "a-1"},
	} {
		code, out, errText := run(t, map[string]string{envOpenHost: "https://" + host.SmileProduction, envKey: "k", envSecret: "s"}, args...)
		if code != ExitUsage || out != "" || !strings.Contains(errText, "--production") {
			t.Errorf("%q: exit %d, %s", args, code, errText)
		}
	}
}

// Who interrupts it is told how to go on, and the report has who is left.
func TestSendingIsInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errOut bytes.Buffer
	f := sendInvites{streams: Streams{Out: &out, Err: &errOut, Env: environment(nil)}, report: filepath.Join(t.TempDir(), "r.csv")}
	sender := invite.Sender{Wait: func(ctx context.Context) error { return ctx.Err() }}
	err := f.send(ctx, sender, []invite.Person{{FullName: "A", Email: "a@b.test", Line: 2}}, map[string]wire.Invite{})
	if err == nil || err.Error() != "it was interrupted: run it again to go on" || exitCode(err) != ExitFailed {
		t.Errorf("%v, exit %d", err, exitCode(err))
	}
	report, _ := os.ReadFile(f.report)
	if !strings.Contains(out.String(), "not sent  a@b.test") || !strings.Contains(string(report), "a@b.test,not sent") {
		t.Errorf("%q, report %q", out.String(), report)
	}
}

// On a terminal a bar shows how far it is, and is gone from the lines.
func TestABarShowsHowFarItIs(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	var out, errOut bytes.Buffer
	vars := o.env()
	vars["TERM"] = "xterm"
	args := []string{"invites", "send", "--template", o.exampleAt("", ""), "--to", "-"}
	code := Main(args, Streams{In: strings.NewReader(twoPeople), Out: &out, Err: &errOut, Dir: t.TempDir(), Terminal: true, Env: environment(vars)})
	if code != ExitOK || strings.ContainsAny(out.String(), "\r\x1b█") || !strings.Contains(errOut.String(), "██████████░░░░░░░░░░░░░░░░░░░░ 1 of 3, ctrl+c stops\r\x1b[K") {
		t.Errorf("exit %d: %q %q", code, out.String(), errOut.String())
	}
	if got := bar(1, 2, true); got != "###############............... 1 of 2, ctrl+c stops" {
		t.Errorf("in ASCII: %q", got)
	}
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	body := `{"consentType":"Terms","version":"1.0.0","consentText":"You agree\n\u001b[31mto share."}`
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, o.running.OpenAPI()+"/consentTemplates", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.SetBasicAuth(sandbox.DefaultKey, sandbox.DefaultKey)
	req.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(req)
	if err != nil || answer.StatusCode != http.StatusCreated {
		t.Fatal(answer, err)
	}
	_ = answer.Body.Close()
	id := o.exampleAt("name: Work record", "name: Spring")
	out, _ := o.ok("templates", "list")
	for _, want := range []string{"KIND     ID", "wink     wtpl-contoh", "invite   " + id, "consent  ct-", "Terms 1.0.0", "Spring"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	var all []template
	out, _ = o.ok("templates", "list", "--json")
	if err := unmarshalLines(out, &all); err != nil || len(all) != 5 {
		t.Fatalf("%v: %s", err, out)
	}
	for id, wants := range map[string][]string{
		"wtpl-contoh": {"Primary          #00695c", "Govt Service, System, Employer", "offered", "winkterm --template wtpl-contoh"},
		id:            {"Spring", "Landing page  ${companyName} asks", "Subject: ${firstName}, please", "the host sends it"},
		all[4].ID:     {"Terms 1.0.0", "You agree\nto share."},
	} {
		out, _ := o.ok("templates", "show", id)
		for _, want := range wants {
			if !strings.Contains(out, want) || strings.Contains(out, "\x1b") {
				t.Errorf("%s: no %q in %q", id, want, out)
			}
		}
	}
	if out, _ = o.ok("templates", "delete", id); out != "deleted "+id+"\n" {
		t.Errorf("deleted: %s", out)
	}
	if code, _, errText := run(t, o.env(), "templates", "show", id); code != ExitUsage || !strings.Contains(errText, "no template "+id) {
		t.Errorf("exit %d, %s", code, errText)
	}
	out, errText := "", ""
	if _, out, errText = run(t, nil, "templates", "list"); strings.Count(out, "\n") != 4 || !strings.Contains(errText, "no host is configured") {
		t.Errorf("without a host: %s%s", out, errText)
	}
}

// What a host says is drawn as text.
func TestTextsOfHostsAreCleaned(t *testing.T) {
	t.Parallel()
	const bad = "a\x1b[31mb\x07c\nd"
	m := wire.SandboxMessage{SenderName: bad, ReplyAddress: bad, To: bad, Subject: bad, Body: bad, URL: bad}
	v := shownInvite{Invite: wire.Invite{ID: bad, UserID: bad, Status: bad, InviteLandingPageURL: bad, InviteRequest: wire.InviteRequest{FullName: bad, Email: bad, TemplateID: bad}}, Message: &m}
	for _, text := range []string{
		messageText(m), inviteText(v, 80), cleanTable([][]string{{bad}}),
		templateText(Streams{Env: environment(nil)}, inviteTemplate(wire.InviteTemplate{ID: bad, InviteTemplateRequest: wire.InviteTemplateRequest{Name: bad, LandingPage: wire.InvitePage{Header: bad}}})),
	} {
		if strings.ContainsAny(text, "\x1b\x07") || strings.Contains(text, "[31m") || !strings.Contains(text, "abc") {
			t.Errorf("%q", text)
		}
	}
	var out bytes.Buffer
	f := sendInvites{streams: Streams{Out: &out}}
	if err := f.print(invite.Row{Email: bad, Error: bad}); err != nil || strings.ContainsAny(out.String(), "\x1b\x07") {
		t.Errorf("%q, %v", out.String(), err)
	}
}

// What is read off stdin is bounded.
func TestStdinIsBounded(t *testing.T) {
	t.Parallel()
	for size, ok := range map[int]bool{readMax: true, readMax + 1: false} {
		content, err := readNamed(t.Context(), Streams{In: strings.NewReader(strings.Repeat("x", size))}, "--to", "-")
		if (err == nil) != ok || ok && len(content) != size {
			t.Errorf("of %d: %d, %v", size, len(content), err)
		}
	}
}

func TestTemplatesAreReadStrictly(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	_, example, _ := run(t, nil, "templates", "create", "--example")
	for text, want := range map[string]string{
		strings.Replace(example, "subject:", "sujet:", 1): `unknown field "sujet"`,
		strings.Replace(example, "please", "${name}", 1):  "${name} in email.subject",
		"- a\n":      "cannot unmarshal",
		"name: [\n":  "line",
		"name: 5\n":  "name",
		"name: only": "company",
	} {
		code, out, errText := run(t, o.env(), "templates", "create", "--file", fileOf(t, "t.yaml", text))
		if want != "" && (code == ExitOK || !strings.Contains(errText, want)) {
			t.Errorf("%q: exit %d, %s%s", text, code, out, errText)
		}
	}
	for _, args := range [][]string{{"delete", "wtpl-contoh"}, {"create"}, {"show", "wtpl-no"}, {"create", "--file", "/nowhere"}} {
		if code, _, errText := run(t, o.env(), append([]string{"templates"}, args...)...); code != ExitUsage {
			t.Errorf("%q: exit %d, %s", args, code, errText)
		}
	}
}

// On a terminal the colours are shown, unless none are wanted.
func TestColoursAreShown(t *testing.T) {
	t.Parallel()
	full := map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor"}
	for _, c := range []struct {
		env             map[string]string
		terminal, shown bool
	}{{full, true, true}, {full, false, false}, {map[string]string{"TERM": "xterm-256color", "NO_COLOR": "1"}, true, false}, {map[string]string{"TERM": "dumb"}, true, false}} {
		var out bytes.Buffer
		code := Main([]string{"templates", "show", "wtpl-udaharan"}, Streams{In: strings.NewReader(""), Out: &out, Err: &out, Dir: t.TempDir(), Terminal: c.terminal, Env: environment(c.env)})
		if code != ExitOK || strings.Contains(out.String(), "\x1b[48;2;255;176;0m") != c.shown {
			t.Errorf("%v: exit %d: %q", c.env, code, out.String())
		}
	}
}
