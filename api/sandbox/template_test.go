package sandbox

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/assets"
)

// linkIDs are the ids of the providers of a session.
func (g *guest) linkIDs(query string) (ids []string) {
	g.t.Helper()
	page := into[wire.Page[wire.Provider]](g.t, g.link("GET", "/providers?size=150"+query, "").want(g.t, 200))
	for _, p := range page.Items {
		ids = append(ids, p.ID)
	}
	return ids
}

// A Wink template that ships decides the session's company, its colours, and what is
// offered.
func TestAWinkTemplateDecidesWhatIsOffered(t *testing.T) {
	t.Parallel()
	for _, w := range assets.WinkTemplates() {
		for _, upload := range []bool{false, true} {
			g := newGuest(t, Config{})
			o := wire.WidgetOptions{TemplateID: w.ID, EnableUpload: upload, TopProviders: []string{"sss_ph", "upwork"}}
			made := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
			s := into[wire.Session](t, g.spend(made.Token, o).want(t, 201))
			g.key = s.SessionKey.Reveal()
			if !reflect.DeepEqual(s.Template, w.Template) {
				t.Errorf("template %+v, want %+v", s.Template, w.Template)
			}
			if w.EnableUpload != nil {
				upload = *w.EnableUpload
			}
			offered := func(p assets.Provider) bool {
				return (len(w.Types) == 0 || slices.Contains(w.Types, p.Type)) && (upload || p.AccountConnection || p.SocialSecurity != "")
			}
			want, got := slices.Sorted(slices.Values(ids(offered))), slices.Sorted(slices.Values(g.linkIDs("")))
			if !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", w.ID, got, want)
			}
			answer := 403
			if upload {
				answer = 400
			}
			g.link("POST", "/archives", `{}`).want(t, answer)
		}
	}
}

// What a template does not offer is not there by its id either.
func TestATemplateHidesOtherTypes(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	g.openSession(wire.WidgetOptions{TemplateID: "wtpl-halimbawa"})
	g.link("GET", "/providers/upwork", "").want(t, 200)
	g.link("GET", "/providers/sss_ph", "").refused(t, 404, wire.CodeMissingResource, "here")
	g.link("GET", "/providers/sss_ph/login", "").refused(t, 404, wire.CodeMissingResource, "here")
	g.openSession(wire.WidgetOptions{TemplateID: "wtpl-contoh"})
	g.link("GET", "/providers/sss_ph/login", "").want(t, 200)
	g.link("GET", "/providers/upwork/login", "").refused(t, 404, wire.CodeMissingResource, "here")
}

// The company of the options beats the template's.
func TestTheOptionsNameTheCompany(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	made := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
	s := into[wire.Session](t, g.spend(made.Token, wire.WidgetOptions{TemplateID: "wtpl-contoh", CompanyName: "Kape Bank"}).want(t, 201))
	if s.Template.CompanyName != "Kape Bank" || s.Template.Colours == nil {
		t.Errorf("template %+v", s.Template)
	}
}

// The newest consent template is what a session asks to agree to, and there is none by
// itself.
func TestASessionHasTheNewestConsent(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	session := func() *wire.ConsentText {
		t.Helper()
		made := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
		return into[wire.Session](t, g.spend(made.Token, wire.WidgetOptions{}).want(t, 201)).Template.Consent
	}
	if got := session(); got != nil {
		t.Errorf("without a template: %+v", got)
	}
	g.open("POST", "/consentTemplates", aConsent).want(t, 201)
	newest := into[wire.ConsentTemplate](t, g.open("POST", "/consentTemplates", encode(t, wire.ConsentTemplateRequest{
		ConsentType: "Terms", Title: new("Newer"), Version: "2", ConsentText: strings.Repeat("ü", wire.ConsentTextMax+1),
	})).want(t, 201))
	if got := session(); got == nil || got.Title != "Newer" || got.Text != strings.Repeat("ü", wire.ConsentTextMax-1)+"…" {
		t.Errorf("%+v", got)
	}
	g.open("DELETE", "/consentTemplates/"+newest.ID, "").want(t, 200)
	if got := session(); got == nil || got.Title != "" || got.Text != "You agree to share your data." {
		t.Errorf("once the newer one is deleted: %+v", got)
	}
}
