package sandbox

import (
	"iter"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/store"
	"winkterm/api/wire"
)

// sending is anInviteTemplate with a message.
var sending = strings.Replace(anInviteTemplate, `"sendEmail":false`, `"sendEmail":true`, 1)

// mailed makes an invite by a template that has a message.
func (g *guest) mailed(template string) wire.Invite {
	g.t.Helper()
	id := into[wire.InviteTemplate](g.t, g.open("POST", "/inviteTemplates", template).want(g.t, 201)).ID
	return into[wire.Invite](g.t, g.open("POST", "/invites", invitation(id)).want(g.t, 201))
}

// tokenOf is the token of an invite's link.
func tokenOf(v wire.Invite) string {
	_, token, _ := strings.Cut(v.InviteLandingPageURL, "?token=")
	return token
}

// browse is what a browser gets at an address.
func (g *guest) browse(method, url string, header ...string) *httptest.ResponseRecorder {
	g.t.Helper()
	req := httptest.NewRequest(method, url, nil)
	req.Host, req.RemoteAddr = "127.0.0.1:8970", "127.0.0.1:50000"
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		req.Header.Set(name, value)
	}
	rec := httptest.NewRecorder()
	g.srv.Handler().ServeHTTP(rec, req)
	return rec
}

// shows wants a page with texts in it.
func (g *guest) shows(url string, status int, texts ...string) string {
	g.t.Helper()
	rec := g.browse("GET", url)
	page := rec.Body.String()
	if rec.Code != status || rec.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		g.t.Errorf("GET %s: %d %v", url, rec.Code, rec.Header())
	}
	if csp := rec.Header().Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'; script-src 'self'; ") || strings.Contains(csp, "unsafe") {
		g.t.Errorf("GET %s: the policy is %q", url, csp)
	}
	for name, want := range map[string]string{"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"} {
		if got := rec.Header().Get(name); got != want {
			g.t.Errorf("GET %s: %s is %q", url, name, got)
		}
	}
	for _, text := range texts {
		if !strings.Contains(page, text) {
			g.t.Errorf("GET %s does not show %q:\n%s", url, text, page)
		}
	}
	if from := regexp.MustCompile(`(?:src|href)="(https?:)?//[^"]*`).FindAllString(page, -1); len(from) > 1 || len(from) == 1 && !strings.Contains(from[0], "/invite/") {
		g.t.Errorf("GET %s loads %v", url, from)
	}
	return page
}

func mailPage(v wire.Invite) string { return "/_sandbox/mail/" + v.ID }

// opened presses the button of the landing page.
func (g *guest) opened(v wire.Invite) reply {
	g.t.Helper()
	return g.do(httptest.NewRequest("POST", strings.Replace(v.InviteLandingPageURL, "?", "/widget?", 1), nil))
}

// options are what the landing page opens the widget with.
type options struct {
	UserToken   wire.Secret `json:"userToken"`
	TemplateID  string      `json:"templateId"`
	CompanyName string      `json:"companyName"`
}

// reaching brings an invite to each status after INVITED, in their order.
func (g *guest) reaching(v *wire.Invite) iter.Seq2[wire.InviteStatus, func()] {
	return func(yield func(wire.InviteStatus, func()) bool) {
		_ = yield(wire.InviteEmailOpened, func() { g.shows(mailPage(*v), 200) }) &&
			yield(wire.InviteLandingPageOpened, func() { g.shows(v.InviteLandingPageURL, 200) }) &&
			yield(wire.InviteWinkWidgetOpened, func() { g.opened(*v).want(g.t, 200) }) &&
			yield(wire.InviteLinked, func() { g.atOnce(`{"providerId":"tapera_id","person":"Ryan","userId":"` + v.UserID + `"}`) }) &&
			yield(wire.InviteRevoked, func() { g.send("POST", "/_sandbox/invites/"+v.ID+"/revoke", "", "").want(g.t, 200) })
	}
}

func TestAnInviteMovesOnAndNeverBack(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	v, start := g.mailed(sending), g.clock.Now()
	var want []string
	for status, reach := range g.reaching(&v) {
		g.clock.pass(time.Minute)
		reach()
		want = append([]string{string(status) + " " + g.clock.Now().Sub(start).String()}, want...)
		for _, again := range []string{mailPage(v), v.InviteLandingPageURL} {
			g.clock.pass(time.Second)
			g.browse("HEAD", again)
			g.browse("GET", again, "Sec-Purpose: prefetch;prerender")
			if len(want) > 1 {
				g.browse("GET", again)
			}
		}
	}
	var got []string
	for _, l := range g.logs(v.ID) {
		got = append(got, string(l.InviteStatus)+" "+l.CreatedAt.Sub(start).String())
	}
	if diff := cmp.Diff(append(want, "INVITED 0s"), got); diff != "" {
		t.Error(diff)
	}
	if v := g.invite(v.ID); v.LinkedAt == nil || v.LinkedAt.Equal(v.UpdatedAt) {
		t.Errorf("a revoked invite that was linked: %+v", v)
	}
}

func TestTheMessageOfAnInvite(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	silent, v := g.invited(), g.mailed(strings.Replace(sending, "please link your account.", "${fullName}: ${companyName} asks. <b>${other}</b>", 1))
	got := into[wire.SandboxMessages](t, g.send("GET", "/_sandbox/messages", "", "").want(t, 200))
	want := wire.SandboxMessages{Items: []wire.SandboxMessage{{
		InviteID: v.ID, UserID: v.UserID, At: g.clock.Now(), SenderName: "Lakan Bank", ReplyAddress: "replies@lakan.example.invalid",
		To: "anisha98765@smileapi.io", Subject: "Your work record", Body: "Dear Anisha, Anisha Bhatia: Lakan Bank asks. <b>${other}</b>", URL: v.InviteLandingPageURL,
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	page := g.shows(mailPage(v), 200, "Your work record", "Dear Anisha, Anisha Bhatia: Lakan Bank asks. &lt;b&gt;", "Anisha Bhatia &lt;anisha98765@smileapi.io&gt;",
		`href="`+v.InviteLandingPageURL+`"`, "until 15 March 2026, 09:00 UTC")
	if strings.Contains(page, "<b>") {
		t.Error("a template's text is HTML")
	}
	g.shows(mailPage(silent), 404, "sendEmail")
	g.shows("/_sandbox/mail/nobody", 404, "/_sandbox/messages")
	if got := g.invite(silent.ID).Status; got != wire.InviteInvited {
		t.Errorf("an invite without a message is %s", got)
	}
}

func TestMessagesAreForThisMachine(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	v := g.mailed(sending)
	for _, path := range []string{mailPage(v), "/_sandbox/messages"} {
		req := httptest.NewRequest("GET", path, nil)
		req.RemoteAddr = "10.0.0.9:5"
		g.do(req).refused(t, 403, wire.CodeUnauthorizedAccess, "this machine alone")
	}
	req := httptest.NewRequest("POST", "/_sandbox/invites/"+v.ID+"/revoke", nil)
	req.RemoteAddr = "10.0.0.9:5"
	g.do(req).refused(t, 403, wire.CodeUnauthorizedAccess, "this machine alone")
	if got := g.invite(v.ID).Status; got != wire.InviteInvited {
		t.Errorf("the invite is %s", got)
	}
}

func TestALandingPageOpensTheWidgetOfItsUser(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	v := g.mailed(strings.Replace(sending, "It takes a minute.", `<script>alert(1)</script> for ${firstName}`, 1))
	g.shows(v.InviteLandingPageURL, 200, "Lakan Bank asks", "&lt;script&gt;alert(1)&lt;/script&gt; for Anisha", "Begin", `data-done="false"`)
	var with options
	decodeLoosely(t, g.opened(v).want(t, 200), &with)
	if with.TemplateID != "wtpl-1" || with.CompanyName != "Lakan Bank" {
		t.Errorf("the widget is opened with %+v", with)
	}
	s := into[wire.Session](t, g.spend(wire.Token{AccessToken: with.UserToken}, wire.WidgetOptions{TemplateID: with.TemplateID}).want(t, 201))
	if s.UserID != v.UserID {
		t.Errorf("the session is of %s, want %s", s.UserID, v.UserID)
	}
	g.userID, g.key = s.UserID, s.SessionKey.Reveal()
	account := g.login("philhealth_ph", "username", "George", "123456")
	g.clock.pass(time.Minute)
	g.shows(v.InviteLandingPageURL, 200, "Thank you", "We will write to you.", "Another one", "PhilHealth", `data-account="`+account+`"`, `data-done="true"`)

	// One may revoke what is of the invite's user, and nothing else.
	revoke := func(id string) reply {
		return g.do(httptest.NewRequest("POST", strings.Replace(v.InviteLandingPageURL, "?", "/accounts/"+id+"/revoke?", 1), nil))
	}
	other := g.linkAs(into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201)).User.ID)
	revoke(other).refused(t, 404, wire.CodeMissingResource, "account")
	revoke("nobody").refused(t, 404, wire.CodeMissingResource, "account")
	revoke(account).want(t, 200)
	g.shows(v.InviteLandingPageURL, 200, "Thank you", "No account is connected now.")
	if got := g.invite(v.ID).Status; got != wire.InviteLinked {
		t.Errorf("the invite is %s", got)
	}
}

func TestALinkThatOpensNothing(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	v, revoked, other := g.mailed(sending), g.mailed(sending), g.invited()
	nothing := func(v wire.Invite, status int, says string) {
		t.Helper()
		g.shows(v.InviteLandingPageURL, status, says)
		before := len(g.logs(v.ID))
		if r := g.opened(v); r.status/100 != 4 || len(g.logs(v.ID)) != before {
			t.Errorf("the widget opens: %s", r.raw)
		}
		r := g.do(httptest.NewRequest("POST", strings.Replace(v.InviteLandingPageURL, "?", "/accounts/a/revoke?", 1), nil))
		if r.status/100 != 4 || r.Message == "there is no account of this account" {
			t.Errorf("one gets as far as the accounts: %s", r.raw)
		}
	}
	for _, token := range []string{"", tokenOf(other), tokenOf(v)[:20], tokenOf(v) + "0"} {
		wrong := v
		wrong.InviteLandingPageURL = strings.Replace(v.InviteLandingPageURL, tokenOf(v), token, 1)
		nothing(wrong, 404, "This link is not known")
	}
	var with options
	decodeLoosely(t, g.opened(revoked).want(t, 200), &with)
	back := into[wire.Invite](t, g.send("POST", "/_sandbox/invites/"+revoked.ID+"/revoke", "", "").want(t, 200))
	if back.Status != wire.InviteRevoked || cmp.Diff(back, g.invite(revoked.ID)) != "" {
		t.Errorf("it was revoked: %+v", back)
	}
	g.spend(wire.Token{AccessToken: with.UserToken}, wire.WidgetOptions{}).want(t, 401)
	g.clock.pass(time.Minute)
	again := into[wire.Invite](t, g.send("POST", "/_sandbox/invites/"+revoked.ID+"/revoke", "", "").want(t, 200))
	if diff := cmp.Diff(back, again); diff != "" {
		t.Error(diff)
	}
	nothing(revoked, 410, "This invitation was taken back")
	g.atOnce(`{"providerId":"tapera_id","person":"Ryan","userId":"` + revoked.UserID + `"}`)
	if got := g.invite(revoked.ID); got.Status != wire.InviteRevoked || got.LinkedAt != nil {
		t.Errorf("a revoked invite is linked: %+v", got)
	}
	g.send("POST", "/_sandbox/invites/nobody/revoke", "", "").refused(t, 404, wire.CodeMissingResource, "invite")

	g.clock.pass(14*24*time.Hour - time.Minute - time.Millisecond)
	g.shows(v.InviteLandingPageURL, 200, "Lakan Bank asks")
	g.clock.pass(time.Millisecond)
	nothing(v, 410, "This invitation has expired")
	g.shows(v.InviteLandingPageURL, 410, "until 15 March 2026, 09:00 UTC", "Ask Lakan Bank for another one: replies@lakan.example.invalid")
}

func TestTheFilesOfThePages(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	for path, kind := range map[string]string{"/invite/page.css": "text/css; charset=utf-8", "/invite/page.js": "text/javascript; charset=utf-8"} {
		if rec := g.browse(http.MethodGet, path); rec.Code != 200 || rec.Header().Get("Content-Type") != kind || rec.Body.Len() == 0 {
			t.Errorf("%s: %d %v", path, rec.Code, rec.Header())
		}
	}
}

func TestAnInviteSurvives(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	g := newGuest(t, Config{Speed: 1})
	g.durable(file)
	v := g.mailed(sending)
	g.shows(mailPage(v), 200)
	g.clock.pass(time.Minute)
	g.shows(v.InviteLandingPageURL, 200)
	g.open("DELETE", "/inviteTemplates/"+v.TemplateID, "").want(t, 200)
	before, log := g.invite(v.ID), g.logs(v.ID)
	g.restart(file)
	if diff := cmp.Diff(before, g.invite(v.ID)) + cmp.Diff(log, g.logs(v.ID)); diff != "" {
		t.Error(diff)
	}
	g.shows(v.InviteLandingPageURL, 200, "Lakan Bank asks")
}

// TestInvitesOfAnEarlierFile have no token, no template and no steps; Linked was kept, and
// read off the accounts.
func TestInvitesOfAnEarlierFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	g := newGuest(t, Config{})
	g.durable(file)
	linked, open := g.mailed(sending), g.mailed(sending)
	g.atOnce(`{"providerId":"tapera_id","person":"Ryan","userId":"` + linked.UserID + `"}`)
	before, log := g.invite(linked.ID), g.logs(linked.ID)
	g.open("DELETE", "/inviteTemplates/"+linked.TemplateID, "").want(t, 200)
	if err := g.srv.state.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(file, state.Version)
	if err != nil {
		t.Fatal(err)
	}
	var b store.Batch
	row := func(v wire.Invite, more string) []byte {
		return []byte(`{"ID":"` + v.ID + `","CreatedAt":"` + v.CreatedAt.Format(time.RFC3339Nano) + `","UserID":"` + v.UserID + `",` + more +
			`"Asked":` + encode(t, v.InviteRequest) + `}`)
	}
	b.Put("invites", 0, row(linked, `"Seq":0,"Linked":true,`))
	b.Put("invites", 1, row(open, `"Seq":1,`))
	s.Append(&b)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	g.srv = New(g.srv.cfg)
	g.durable(file)
	defer g.srv.state.Close() //nolint:errcheck // it is thrown away
	if diff := cmp.Diff(before, g.invite(linked.ID)) + cmp.Diff(log, g.logs(linked.ID)); diff != "" {
		t.Error(diff)
	}
	g.shows(g.invite(linked.ID).InviteLandingPageURL, 410, "This invitation cannot be shown")
	g.shows(mailPage(linked), 404)
	g.shows(g.invite(open.ID).InviteLandingPageURL, 200, "Lakan Bank asks")
}
