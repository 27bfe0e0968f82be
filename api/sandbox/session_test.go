package sandbox

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
)

func TestALinkTokenWorksOnce(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	made := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
	s := into[wire.Session](t, g.spend(made.Token, wire.WidgetOptions{}).want(t, 201))
	if s.UserID != made.User.ID || s.Mode != wire.ModeSandbox || !s.ExpiresAt.Equal(made.Token.ExpiresAt) {
		t.Errorf("session %+v of %+v", s, made)
	}
	if !reflect.DeepEqual(s.Template, wire.Template{ID: "wtpl-sandbox", CompanyName: "Sandbox Company"}) {
		t.Errorf("template %+v", s.Template)
	}
	g.spend(made.Token, wire.WidgetOptions{}).refused(t, 401, wire.CodeInvalidToken, "spent")
	g.send("POST", "/link/v1/sessions", "Bearer nonsense", "").refused(t, 401, wire.CodeInvalidToken, "unknown")
	g.send("POST", "/link/v1/sessions", goodKey, "").refused(t, 401, wire.CodeInvalidToken, "Bearer")
}

func TestARefusedSessionLeavesTheToken(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	made := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
	eleven := slices.Repeat([]string{"upwork"}, 11)
	g.spend(made.Token, wire.WidgetOptions{TopProviders: eleven}).refused(t, 400, wire.CodeInvalidParameters, "topProviders")
	s := into[wire.Session](t, g.spend(made.Token, wire.WidgetOptions{TemplateID: "wtpl-1", CompanyName: "Ünïcode"}).want(t, 201))
	if !reflect.DeepEqual(s.Template, wire.Template{ID: "wtpl-1", CompanyName: "Ünïcode"}) {
		t.Errorf("template %+v", s.Template)
	}
}

func TestTokensAndSessionsLiveFiveHours(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	fresh := into[wire.Token](t, g.open("POST", "/tokens?userId="+g.userID, "").want(t, 201))
	if fresh.ExpiresAt.Sub(g.clock.Now()) != 5*time.Hour || fresh.Mode != wire.ModeSandbox || !strings.HasPrefix(fresh.ID, "tk-") {
		t.Errorf("token %+v", fresh)
	}
	g.clock.pass(5*time.Hour - time.Millisecond)
	g.link("GET", "/providers", "").want(t, 200)
	g.clock.pass(time.Millisecond)
	g.link("GET", "/providers", "").refused(t, 401, wire.CodeInvalidToken, "over")
	g.spend(fresh, wire.WidgetOptions{}).refused(t, 401, wire.CodeInvalidToken, "expired")
}

func TestALateSessionEndsWithItsToken(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	made := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
	g.clock.pass(4 * time.Hour)
	s := into[wire.Session](t, g.spend(made.Token, wire.WidgetOptions{}).want(t, 201))
	if left := s.ExpiresAt.Sub(g.clock.Now()); left != time.Hour {
		t.Errorf("%s are left, want 1h", left)
	}
}

func TestTokensThatAreOverAreForgotten(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	for range 5 {
		g.open("POST", "/tokens?userId="+g.userID, "").want(t, 201)
	}
	g.clock.pass(5 * time.Hour)
	g.open("POST", "/tokens?userId="+g.userID, "").want(t, 201)
	sum := into[wire.SandboxState](t, g.send("GET", "/_sandbox", "", "").want(t, 200))
	if sum.Tokens != 1 || sum.Sessions != 0 || sum.Users != 1 {
		t.Errorf("state %+v", sum)
	}
}

func TestTokensNeedAKnownUser(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	g.open("POST", "/tokens", "").refused(t, 400, wire.CodeInvalidParameters, "userId")
	g.open("POST", "/tokens?userId="+strings.Repeat("x", 201), "").refused(t, 400, wire.CodeInvalidParameters, "userId")
	g.open("POST", "/tokens?userId=tenant-1", "").refused(t, 404, wire.CodeMissingResource, "user")
}

func TestAnotherUsersAccountIsMissing(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id := g.login("sss_ph", "ssNumber", "3300000008", "123456")
	g.openSession(wire.WidgetOptions{})
	for _, c := range [][2]string{{"GET", ""}, {"DELETE", ""}, {"POST", "/mfa/resend"}} {
		g.link(c[0], "/accounts/"+id+c[1], "").refused(t, 404, wire.CodeMissingResource, "account")
	}
	g.code(id, "1234").refused(t, 404, wire.CodeMissingResource, "account")
}

// listed gives the ids of the session's providers, all pages.
func (g *guest) listed(query string) []string {
	g.t.Helper()
	var ids []string
	for cursor := ""; ; {
		page := into[wire.Page[wire.Provider]](g.t, g.link("GET", "/providers?size=150"+query+"&cursor="+cursor, "").want(g.t, 200))
		for _, p := range page.Items {
			ids = append(ids, p.ID)
		}
		if cursor = page.NextCursor; cursor == "" {
			return ids
		}
	}
}

func TestOptionsNarrowTheProviders(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	g.openSession(wire.WidgetOptions{Providers: []string{"grab", "nobody", "upwork"}, TopProviders: []string{"grab", "sss_ph"}})
	if got := g.listed(""); !slices.Equal(got, []string{"grab", "upwork"}) {
		t.Errorf("listed %v", got)
	}
	if got := g.listed("&ids=upwork,sss_ph"); !slices.Equal(got, []string{"upwork"}) {
		t.Errorf("ids cannot widen the session: %v", got)
	}
	g.link("GET", "/providers/sss_ph", "").refused(t, 404, wire.CodeMissingResource, "provider")
	g.link("GET", "/providers/sss_ph/login", "").refused(t, 404, wire.CodeMissingResource, "provider")
	g.try("sss_ph", "ssNumber", "3300000008", "123456").refused(t, 404, wire.CodeMissingResource, "provider")
}

func TestTopProvidersComeFirst(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	g.openSession(wire.WidgetOptions{TopProviders: []string{"cpf_sg", "grab", "cpf_sg"}, EnableUpload: true})
	got := g.listed("")
	if !slices.Equal(got[:3], []string{"cpf_sg", "grab", "sss_ph"}) {
		t.Errorf("first are %v", got[:3])
	}
	if len(got) != g.srv.catalogue.Len() {
		t.Errorf("%d listed, want all %d once", len(got), g.srv.catalogue.Len())
	}
}

func TestWithoutUploadOnlyWhatCanBeLinkedShows(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	got := g.listed("")
	if slices.Contains(got, "zolc_pl") || !slices.Contains(got, "kuya_jo_ph") {
		t.Errorf("an employer shows when it has a live connection or a social security record: %v", got)
	}
	g.link("GET", "/providers/zolc_pl", "").refused(t, 404, wire.CodeMissingResource, "provider")
	g.openSession(wire.WidgetOptions{EnableUpload: true})
	if got := g.listed(""); !slices.Contains(got, "zolc_pl") {
		t.Errorf("with upload all show: %v", got)
	}
}

func TestTheWayFromAnEmployerToItsSocialSecurityRecord(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	g.openSession(wire.WidgetOptions{Providers: []string{"kuya_jo_ph"}})
	form := into[wire.LoginForm](t, g.link("GET", "/providers/kuya_jo_ph/login", "").want(t, 200))
	if form.SocialSecurity != "sss_ph" || form.Options == nil || len(form.Options) != 0 || form.MFA.Kind != wire.MFANone {
		t.Errorf("form %+v", form)
	}
	if got := g.listed(""); !slices.Equal(got, []string{"kuya_jo_ph"}) {
		t.Errorf("listed %v", got)
	}
	g.link("GET", "/providers/sss_ph", "").want(t, 200)
	id := g.login("sss_ph", "ssNumber", "3300000008", "123456")
	g.ends(id, wire.StatusAwaitingMFA, "")
}

func TestLoginForms(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	for id, want := range map[string]struct {
		mfa     wire.MFAKind
		options []string
	}{
		"sss_ph":     {wire.MFAOTP, []string{"ssNumber"}},
		"freelancer": {wire.MFANone, []string{"email", "username"}},
		"grab":       {wire.MFAChoice, []string{"mobile"}},
		"raket_ph":   {wire.MFAQuestions, []string{"username", "email"}},
	} {
		form := into[wire.LoginForm](t, g.link("GET", "/providers/"+id+"/login", "").want(t, 200))
		var options []string
		for _, o := range form.Options {
			options = append(options, o.ID)
			if len(o.Fields) != 2 || o.Fields[0].Name != o.ID || o.Fields[1].Kind != wire.FieldPassword || o.Label == "" {
				t.Errorf("%s: option %+v", id, o)
			}
		}
		if form.MFA.Kind != want.mfa || !slices.Equal(options, want.options) || form.SocialSecurity != "" {
			t.Errorf("%s: form %+v", id, form)
		}
	}
}
