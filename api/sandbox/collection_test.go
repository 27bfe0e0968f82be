package sandbox

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
)

// ids gives a whole list, in pages of that size.
func (g *guest) ids(path, size string) []string {
	g.t.Helper()
	type thing struct {
		ID string `json:"id"`
	}
	list := []string{}
	for cursor := ""; ; {
		var page wire.Page[thing]
		decodeLoosely(g.t, g.open("GET", path+"?size="+size+"&cursor="+cursor, "").want(g.t, 200), &page)
		for _, x := range page.Items {
			list = append(list, x.ID)
		}
		if cursor = page.NextCursor; cursor == "" {
			return list
		}
	}
}

func TestCollections(t *testing.T) {
	t.Parallel()
	for path, body := range map[string]string{
		"/consentTemplates": aConsent, "/webhooks": aWebhook, "/inviteTemplates": anInviteTemplate, "/invites": "",
	} {
		g := newGuest(t, Config{})
		if body == "" {
			body = invitation(g.template())
		}
		var made []string
		for range 5 {
			var x struct{ ID string }
			decodeLoosely(t, g.open("POST", path, body), &x)
			made = append(made, x.ID)
			g.clock.pass(time.Second)
		}
		slices.Reverse(made)
		for _, size := range []string{"1", "2", "5", "150"} {
			if got := g.ids(path, size); !slices.Equal(got, made) {
				t.Errorf("%s in pages of %s: %v, want the newest first: %v", path, size, got, made)
			}
		}
		if path == "/invites" { // which cannot be deleted
			g.open("DELETE", path+"/"+made[0], "").refused(t, 501, wire.CodeUnsupportedMethod, "DELETE")
			continue
		}
		g.deleting(path, made)
	}
}

// deleting takes two out of a list, once each.
func (g *guest) deleting(path string, made []string) {
	g.t.Helper()
	for _, id := range []string{made[4], made[2]} {
		g.open("DELETE", path+"/"+id, "").want(g.t, 200)
		g.open("DELETE", path+"/"+id, "").refused(g.t, 404, wire.CodeMissingResource, "of this id")
	}
	left := []string{made[0], made[1], made[3]}
	if got := g.ids(path, "2"); !slices.Equal(got, left) {
		g.t.Errorf("%s: %v are left, want %v", path, got, left)
	}
}

func TestAConsentTemplateIsAsItWasAskedFor(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	body := strings.Replace(aConsent, "{", `{"title":"Our <terms>","consentMethod":"","colour":"red",`, 1)
	made := into[wire.ConsentTemplate](t, g.open("POST", "/consentTemplates", body).want(t, 201))
	want := wire.ConsentTemplate{
		ID: made.ID, CreatedAt: g.clock.Now(), ConsentTemplateRequest: wire.ConsentTemplateRequest{
			ConsentType: "Terms", Title: new("Our <terms>"), Version: "1.0.0", ConsentMethod: new(""),
			ConsentText: "You agree to share your data.",
		},
	}
	listed := into[wire.Page[wire.ConsentTemplate]](t, g.open("GET", "/consentTemplates", "").want(t, 200)).Items
	if diff := cmp.Diff([]wire.ConsentTemplate{want}, listed); diff != "" || cmp.Diff(want, made) != "" {
		t.Errorf("made and listed: %s%s", cmp.Diff(want, made), diff)
	}
	if !strings.HasPrefix(made.ID, "ct-") {
		t.Errorf("id %s", made.ID)
	}
}

// TestWhatTenantsMakeSurvivesARestart is about the ledgers of templates, webhooks
// and invites, and what else the calls around them keep.
func TestWhatTenantsMakeSurvivesARestart(t *testing.T) {
	t.Parallel()
	file := t.TempDir() + "/sandbox.db"
	g := newGuest(t, Config{Speed: 1})
	g.durable(file)
	g.open("POST", "/consentTemplates", aConsent).want(t, 201)
	g.open("POST", "/webhooks", aWebhook).want(t, 200)
	tpl := g.template()
	g.open("PUT", "/inviteTemplates/"+tpl, strings.Replace(anInviteTemplate, "Spring", "Summer", 1)).want(t, 200)
	v := into[wire.Invite](t, g.open("POST", "/invites", invitation(tpl)).want(t, 201))
	account := g.linkAs(v.UserID)
	g.clock.pass(10 * time.Second)
	export := g.export(account)
	g.open("POST", "/users/"+v.UserID+"/resetSession", "").want(t, 200)
	before := g.everything()
	g.restart(file)
	if diff := cmp.Diff(before, g.everything()); diff != "" {
		t.Errorf("after the restart (-before +after):\n%s", diff)
	}
	if got := g.user(v.UserID).Session.Status; got != wire.SessionInProgress {
		t.Errorf("the session that was reset is %s", got)
	}
	if again := g.export(account); again.ID == export.ID {
		t.Errorf("%s was given twice", again.ID)
	}
}
