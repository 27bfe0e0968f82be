package sandbox

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
)

func (g *guest) invite(id string) wire.Invite {
	g.t.Helper()
	return into[wire.Invite](g.t, g.open("GET", "/invites/"+id, "").want(g.t, 200))
}

// invited makes an invite by a template of its own.
func (g *guest) invited() wire.Invite {
	g.t.Helper()
	return into[wire.Invite](g.t, g.open("POST", "/invites", invitation(g.template())).want(g.t, 201))
}

func (g *guest) logs(id string) []wire.InviteLog {
	g.t.Helper()
	return into[wire.Page[wire.InviteLog]](g.t, g.open("GET", "/invites/"+id+"/logs", "").want(g.t, 200)).Items
}

func TestAnInviteMakesAUser(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	v, now := g.invited(), g.clock.Now()
	want := wire.Invite{
		ID: v.ID, CreatedAt: now, UserID: v.UserID, Status: wire.InviteInvited,
		InviteRequest: wire.InviteRequest{
			FullName: "Anisha Bhatia", FirstName: new("Anisha"), LastName: new("Bhatia"), Email: "anisha98765@smileapi.io",
			TemplateID: v.TemplateID, WinkTemplateID: new("wtpl-1"),
		},
		UpdatedAt: now, InvitedAt: now,
		InviteLandingPageURL: "http://127.0.0.1:8970/invite/" + v.ID + "?token=" + tokenOf(v),
	}
	if len(tokenOf(v)) < 60 || strings.Contains(v.ID, tokenOf(v)) {
		t.Errorf("the token can be guessed: %s", v.InviteLandingPageURL)
	}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Error(diff)
	}
	if raw := g.open("GET", "/invites/"+v.ID, "").raw; !strings.Contains(raw, `"linkedAt":null`) {
		t.Errorf("linkedAt is no null in %s", raw)
	}
	if u := g.user(v.UserID); u.ID != v.UserID || !u.CreatedAt.Equal(now) {
		t.Errorf("user %+v", u)
	}
	log := []wire.InviteLog{{ID: g.logs(v.ID)[0].ID, InviteID: v.ID, UserID: v.UserID, InviteStatus: wire.InviteInvited, CreatedAt: now}}
	if diff := cmp.Diff(log, g.logs(v.ID)); diff != "" {
		t.Error(diff)
	}
	if other := g.invited(); other.UserID == v.UserID || g.logs(other.ID)[0].ID == log[0].ID {
		t.Error("another invite shares the user or the log")
	}
}

func TestARefusedInviteMakesNoUser(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	body := invitation(g.template())
	g.open("POST", "/invites", invitation("tpl-nothing")).refused(t, 404, wire.CodeMissingResource, "templateId")
	for _, email := range []string{"anisha", "a@", "@b.co", "a b@c.co", "Anisha <a@b.co>", "a@b.co, c@d.co", " a@b.co"} {
		g.open("POST", "/invites", strings.Replace(body, "anisha98765@smileapi.io", email, 1)).
			refused(t, 400, wire.CodeInvalidParameters, "email: must be an email address")
	}
	if n := len(g.ids("/users", "10")) + len(g.ids("/invites", "10")); n != 0 {
		t.Errorf("%d users and invites were left", n)
	}
}

func TestAnInviteIsLinkedWithItsFirstAccount(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{Speed: 1})
	v, other := g.invited(), g.invited()
	g.clock.pass(time.Hour)
	g.linkAs(v.UserID)
	g.login("philhealth_ph", "username", "George", "error_ACCOUNT_LOCKED")
	if got := g.invite(v.ID); got.Status != wire.InviteInvited || len(g.logs(v.ID)) != 1 {
		t.Errorf("nothing is connected yet: %+v", got)
	}
	g.clock.pass(20 * time.Second)
	account := into[wire.Page[wire.Account]](t, g.open("GET", "/accounts?userId="+v.UserID, "").want(t, 200)).Items[1]
	linked := account.Connection.UpdatedAt
	got := g.invite(v.ID)
	if got.Status != wire.InviteLinked || got.LinkedAt == nil || !got.LinkedAt.Equal(linked) || !got.UpdatedAt.Equal(linked) || !got.InvitedAt.Equal(v.InvitedAt) {
		t.Errorf("account connected at %s, invite %+v", linked, got)
	}
	logs := g.logs(v.ID)
	if len(logs) != 2 || logs[0].InviteStatus != wire.InviteLinked || !logs[0].CreatedAt.Equal(linked) || logs[0].ID == logs[1].ID {
		t.Errorf("logs %+v", logs)
	}
	if g.invite(other.ID).Status != wire.InviteInvited {
		t.Error("the other invite's user has linked nothing")
	}
	g.clock.pass(time.Hour)
	g.linkAs(v.UserID)
	g.open("DELETE", "/accounts/"+account.ID, "").want(t, 200)
	g.clock.pass(20 * time.Second)
	if after := g.invite(v.ID); cmp.Diff(got, after) != "" || !slices.Equal(logs, g.logs(v.ID)) {
		t.Errorf("a second account, and the end of the first, change nothing: %s", cmp.Diff(got, after))
	}
}

func TestInviteLogsArePaged(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{Speed: 1})
	v := g.invited()
	g.linkAs(v.UserID)
	g.clock.pass(20 * time.Second)
	if ids := g.ids("/invites/"+v.ID+"/logs", "1"); len(ids) != 2 || ids[0] == ids[1] {
		t.Errorf("logs %v", ids)
	}
	g.open("GET", "/invites/nobody/logs", "").refused(t, 404, wire.CodeMissingResource, "inviteId")
}

func TestAnInviteOutlivesItsTemplate(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	v := g.invited()
	g.open("DELETE", "/inviteTemplates/"+v.TemplateID, "").want(t, 200)
	if diff := cmp.Diff(v, g.invite(v.ID)); diff != "" {
		t.Error(diff)
	}
	g.open("POST", "/invites", invitation(v.TemplateID)).want(t, 404)
}

func TestAnInviteTemplateIsReplaced(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	id := g.template()
	summer := strings.NewReplacer("Spring", "Summer", `"sendEmail":false`, `"sendEmail":true`, "Another one", "Done").Replace(anInviteTemplate)
	put := into[wire.InviteTemplate](t, g.open("PUT", "/inviteTemplates/"+id, summer).want(t, 200))
	got := into[wire.InviteTemplate](t, g.open("GET", "/inviteTemplates/"+id, "").want(t, 200))
	if cmp.Diff(put, got) != "" || got.ID != id || got.Name != "Summer" || !*got.Email.SendEmail || got.SuccessPage.Button != "Done" {
		t.Errorf("put %+v, got %+v", put, got)
	}
	g.open("PUT", "/inviteTemplates/"+id, strings.Replace(summer, "replies@", "replies ", 1)).
		refused(t, 400, wire.CodeInvalidParameters, "email.replyAddress: must be an email address")
	g.open("PUT", "/inviteTemplates/"+id, strings.Replace(summer, `"sendEmail":true`, `"sendEmail":"yes"`, 1)).
		refused(t, 400, wire.CodeInvalidParameters, "email.sendEmail: must not be a JSON string")
	if again := into[wire.InviteTemplate](t, g.open("GET", "/inviteTemplates/"+id, "")); cmp.Diff(got, again) != "" {
		t.Errorf("what was refused changed it: %s", cmp.Diff(got, again))
	}
}
