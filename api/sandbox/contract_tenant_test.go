package sandbox

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
)

// every calls a list in pages of one, and refuses one; it wants that many items.
func every[T any](c *contract, path string, n int) {
	c.t.Helper()
	got := 0
	for cursor := ""; ; {
		page := into[wire.Page[T]](c.t, c.call("GET", path+"?size=1&cursor="+cursor, "", 200))
		if got += len(page.Items); page.NextCursor == "" {
			break
		}
		cursor = page.NextCursor
	}
	if got != n {
		c.t.Errorf("%s has %d items, want %d", path, got, n)
	}
	c.call("GET", path+"?size=0", "", 400)
}

func (c *contract) everyTemplate() {
	c.t.Helper()
	made := into[wire.ConsentTemplate](c.t, c.call("POST", "/consentTemplates", aConsent, 201))
	c.call("POST", "/consentTemplates", `{"consentType":"a","title":"b","version":"1","consentMethod":"","consentText":"c"}`, 201)
	c.call("POST", "/consentTemplates", "{}", 400)
	every[wire.ConsentTemplate](c, "/consentTemplates", 2)
	c.call("DELETE", "/consentTemplates/"+made.ID, "", 200)
	c.call("DELETE", "/consentTemplates/"+made.ID, "", 404)

	tpl := into[wire.InviteTemplate](c.t, c.call("POST", "/inviteTemplates", anInviteTemplate, 201))
	c.call("POST", "/inviteTemplates", anInviteTemplate, 201)
	c.call("POST", "/inviteTemplates", "{}", 400)
	c.call("GET", "/inviteTemplates/"+tpl.ID, "", 200)
	c.call("GET", "/inviteTemplates/nothing", "", 404)
	c.call("PUT", "/inviteTemplates/"+tpl.ID, strings.Replace(anInviteTemplate, "Spring", "Summer", 1), 200)
	c.call("PUT", "/inviteTemplates/"+tpl.ID, "{}", 400)
	c.call("PUT", "/inviteTemplates/nothing", anInviteTemplate, 404)
	every[wire.InviteTemplate](c, "/inviteTemplates", 2)
	c.call("DELETE", "/inviteTemplates/"+tpl.ID, "", 200)
	c.call("DELETE", "/inviteTemplates/"+tpl.ID, "", 404)
}

func (c *contract) everyWebhook() {
	c.t.Helper()
	made := into[wire.Webhook](c.t, c.call("POST", "/webhooks", aWebhook, 200))
	c.call("POST", "/webhooks", strings.Replace(aWebhook, `"ACCOUNT_CONNECTED"`, `"ALL_EVENTS"`, 1), 200)
	c.call("POST", "/webhooks", "{}", 400)
	every[wire.Webhook](c, "/webhooks", 2)
	c.call("GET", "/webhooks/"+made.ID, "", 200)
	c.call("GET", "/webhooks/nothing", "", 404)
	c.call("DELETE", "/webhooks/"+made.ID, "", 200)
	c.call("DELETE", "/webhooks/"+made.ID, "", 404)
}

// everyInvite shows an invite before and after its user linked an account, which
// is then exported.
func (c *contract) everyInvite() {
	c.t.Helper()
	tpl := into[wire.InviteTemplate](c.t, c.call("POST", "/inviteTemplates", anInviteTemplate, 201))
	made := into[wire.Invite](c.t, c.call("POST", "/invites", invitation(tpl.ID), 201))
	c.call("POST", "/invites", `{"fullName":"Ryan Lestari","email":"ryan1234@smileapi.io","templateId":"`+tpl.ID+`"}`, 201)
	c.call("POST", "/invites", invitation("tpl-nothing"), 404)
	c.call("POST", "/invites", "{}", 400)
	every[wire.InviteLog](c, "/invites/"+made.ID+"/logs", 1)
	account := c.linkAs(made.UserID)
	c.call("POST", "/accounts/"+account+"/exports/generate", `{"exportExtensionType":"PDF"}`, 400)
	c.clock.pass(10 * time.Second)
	c.call("POST", "/accounts/"+account+"/exports/generate", `{"exportExtensionType":"PDF"}`, 200)
	c.call("POST", "/accounts/"+account+"/exports/generate", `{"exportExtensionType":"CSV"}`, 200)
	c.call("POST", "/accounts/nobody/exports/generate", `{"exportExtensionType":"CSV"}`, 404)
	if v := into[wire.Invite](c.t, c.call("GET", "/invites/"+made.ID, "", 200)); v.Status != wire.InviteLinked {
		c.t.Errorf("the invite is %s", v.Status)
	}
	every[wire.InviteLog](c, "/invites/"+made.ID+"/logs", 2)
	every[wire.Invite](c, "/invites", 2)
	c.everyInviteStatus(into[wire.InviteTemplate](c.t, c.call("POST", "/inviteTemplates", sending, 201)).ID)
	c.call("GET", "/invites/nobody", "", 404)
	c.call("GET", "/invites/nobody/logs", "", 404)
}

// everyInviteStatus shows an invite and its log in all statuses.
func (c *contract) everyInviteStatus(templateID string) {
	c.t.Helper()
	v := into[wire.Invite](c.t, c.call("POST", "/invites", invitation(templateID), 201))
	want := []wire.InviteStatus{wire.InviteInvited}
	for status, reach := range c.reaching(&v) {
		c.clock.pass(time.Second)
		reach()
		want = append(want, status)
		got := into[wire.Invite](c.t, c.call("GET", "/invites/"+v.ID, "", 200))
		if got.Status != status || !got.UpdatedAt.Equal(c.clock.Now()) {
			c.t.Errorf("the invite is %s since %s, want %s", got.Status, got.UpdatedAt, status)
		}
		every[wire.InviteLog](c, "/invites/"+v.ID+"/logs", len(want))
	}
}

// linkAs has a user log in somewhere that connects by itself, and gives the account.
func (g *guest) linkAs(userID string) string {
	g.t.Helper()
	token := into[wire.Token](g.t, g.open("POST", "/tokens?userId="+userID, "").want(g.t, 201))
	s := into[wire.Session](g.t, g.spend(token, wire.WidgetOptions{}).want(g.t, 201))
	g.userID, g.key = s.UserID, s.SessionKey.Reveal()
	return g.login("philhealth_ph", "username", "George", "123456")
}

func (c *contract) everyPayslipCall() {
	c.t.Helper()
	user := into[wire.UserCreated](c.t, c.call("POST", "/users", "", 201)).User.ID
	const calls = "/archives/-/payslips/"
	var last wire.Archive
	for _, person := range []string{"George", "Ryan"} {
		last = into[wire.Archive](c.t, c.call("POST", calls+"uploadRawFile", payslipOf(c.t, user, person), 200))
	}
	before := len(into[wire.Page[wire.PayslipPrediction]](c.t, c.call("GET", calls+"listPredictions?size=150", "", 200)).Items)
	c.clock.pass(4 * time.Second)
	c.call("GET", calls+"queryPrediction?archiveId="+last.ID, "", 200)
	every[wire.PayslipPrediction](c, calls+"listPredictions", before+2)
	c.call("GET", calls+"listPredictions?startDate=2026-03-01&endDate=2026-03-01", "", 200)
	c.call("POST", calls+"sendManualResult", `{"archiveId":"`+last.ID+`","validFile":true,"checkedFields":["payDate"],"data":{"payDate":"2026-02-28"}}`, 200)
	c.call("GET", "/uploads?userId="+user+"&startDate=2026-03-01&endDate=2026-03-31", "", 200)
	c.call("GET", "/uploads?size=0", "", 400)
	c.call("GET", "/uploads/"+last.ID, "", 200)
	c.call("GET", "/uploads/nothing", "", 404)
}

func (c *contract) everyUserSession() {
	c.t.Helper()
	user := into[wire.UserCreated](c.t, c.call("POST", "/users", "", 201)).User.ID
	c.linkAs(user)
	c.clock.pass(10 * time.Second)
	c.call("GET", "/users/"+user, "", 200)
	c.call("POST", "/users/"+user+"/resetSession", "", 200)
	c.call("GET", "/users/"+user, "", 200)
}

// everyLinkRefusal is what the story of a login does not come by.
func (c *contract) everyLinkRefusal() {
	c.t.Helper()
	made := into[wire.UserCreated](c.t, c.open("POST", "/users", "").want(c.t, 201))
	token := "Bearer " + made.Token.AccessToken.Reveal()
	many := `{"options":{"topProviders":["1","2","3","4","5","6","7","8","9","10","11"]}}`
	c.callAs(token, "POST", "/sessions", many, 400)
	c.call("GET", "/providers/nobody/login", "", 404)
	c.call("POST", "/accounts", `{"providerId":"nobody","option":"username","credentials":{}}`, 404)
	c.call("DELETE", "/accounts/nobody", "", 404)
}

func TestTheEventTypesAreTheSpecifications(t *testing.T) {
	t.Parallel()
	want := schema(t, "RefWebhookEventType").Enum
	got := wire.WebhookEventTypes()
	if len(got) != len(want) {
		t.Fatalf("%d event types, want %d", len(got), len(want))
	}
	for i := range want {
		if string(got[i]) != want[i] {
			t.Errorf("%s, want %s", got[i], want[i])
		}
	}
}

// TestTheInviteStatusesAreTheSpecifications has those that an invite comes by, in that order.
func TestTheInviteStatusesAreTheSpecifications(t *testing.T) {
	t.Parallel()
	got := []any{string(wire.InviteInvited)}
	for status := range newGuest(t, Config{}).reaching(nil) {
		got = append(got, string(status))
	}
	if diff := cmp.Diff(schema(t, "InviteStatus").Enum, got); diff != "" {
		t.Error(diff)
	}
}
