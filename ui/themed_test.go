package ui

import (
	"image/color"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/theme"
)

// toThemed goes to the consent page of a session with a Wink template that ships.
func (b *bench) toThemed(id string) *bench {
	b.t.Helper()
	w, ok := assets.WinkTemplateOf(id)
	if !ok {
		b.t.Fatalf("there is no template %s", id)
	}
	b.intend(flow.Begin{})
	expires := b.now.Add(5 * time.Hour)
	b.answer(flow.TokenReady{UserID: "tenant-9f2c7a60", Mode: wire.ModeSandbox, ExpiresAt: expires})
	b.answer(flow.SessionOpened{UserID: "tenant-9f2c7a60", Mode: wire.ModeSandbox, ExpiresAt: expires, Template: w.Template})
	b.on(flow.Consent)
	return b
}

// titled wants the title of the consent page in the colours of a theme.
func titled(t *testing.T, th theme.Theme, screen string) {
	t.Helper()
	if want := th.Title.Render("Udaharan People uses Smile to link your account"); !strings.Contains(screen, want) {
		t.Errorf("%q is not in\n%s", want, screen)
	}
}

// The colours of the session's Wink template are those of the wizard and of a still of it,
// where the terminal has enough; they go with the session.
func TestAWinkTemplateColoursTheWizard(t *testing.T) {
	t.Parallel()
	for dark, ground := range map[bool]color.Color{true: color.Black, false: color.White} {
		w, _ := assets.WinkTemplateOf("wtpl-udaharan")
		plain := theme.New(theme.Standard, dark)
		themed := plain.With(theme.Colours{Primary: w.Colours.Primary, Accent: w.Colours.Accent})
		b := newBench(t, native, 80, 24)
		b.send(tea.BackgroundColorMsg{Color: ground}, tea.ColorProfileMsg{Profile: colorprofile.ANSI})
		b.toThemed(w.ID)
		titled(t, plain, b.app.draw())
		b.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI256})
		titled(t, themed, b.app.draw())
		b.send(tea.BackgroundColorMsg{Color: ground})
		titled(t, themed, b.app.draw())

		again := still(t, b, time.Second)
		again.Size(80, 24)
		again.SetTheme(plain)
		titled(t, plain, again.Draw())
		again.SetColours(true)
		titled(t, themed, again.Draw())
		again.Show(Moment{State: flow.New(native), Found: b.host.catalogue, At: b.now, Since: b.now})
		if !strings.Contains(again.Draw(), plain.Title.Render("Starting")) {
			t.Error("the colours stay behind the session")
		}
	}
	b := newBench(t, native, 80, 24)
	b.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	b.toThemed("wtpl-udaharan")
	before := b.app.env.Theme.Title.Render("x")
	b.host.state.Session.Template.Colours = nil
	b.send(changedMsg{})
	if after := b.app.env.Theme.Title.Render("x"); after == before || after != theme.New(theme.Standard, true).Title.Render("x") {
		t.Errorf("the title is %q, was %q", after, before)
	}
}

// The list's filter has the types that the template offers, and goes round through them;
// what it says of documents beats the options.
func TestAWinkTemplateSaysWhatIsOffered(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40)
	b.toThemed("wtpl-contoh").answer(flow.ProvidersArrived{Providers: shipped(), Last: true})
	b.press("enter")
	b.shows("[All] Govt Service  System  Employer", "Upload documents instead")
	for _, want := range []wire.ProviderType{wire.TypeGovernment, wire.TypeSystem, wire.TypeEmployer, ""} {
		b.press("ctrl+l")
		if got := b.host.state.Catalogue.Type; got != want {
			t.Errorf("the filter is %q, want %q", got, want)
		}
	}
	if _, ok := b.app.page.Toward(flow.TypeFiltered{Type: wire.TypeGig}, b.app.state); ok {
		t.Error("there is a way to a type that is not offered")
	}
	up := native
	up.Widget.EnableUpload = true
	b = newBench(t, up, 120, 40)
	b.toThemed("wtpl-halimbawa").answer(flow.ProvidersArrived{Providers: shipped(), Last: true})
	b.press("enter")
	if strings.Contains(b.screen(), "documents instead") || b.host.state.Options.CanUpload() {
		t.Errorf("documents are offered:\n%s", b.screen())
	}
}

// A text of the tenant's is asked to be agreed to in place of the usual one, as text.
func TestTheConsentIsTheTenants(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	b.toConsent()
	b.host.state.Session.Template.Consent = &wire.ConsentText{Title: "Terms of Contoh", Text: "You agree:\n\x1b[31mto share\x07 it."}
	b.send(changedMsg{})
	b.shows("Terms of Contoh", "You agree:", "to share it.", "Continue", "Decline")
	if screen := b.screen(); strings.Contains(screen, "With your consent") || strings.Contains(b.app.draw(), "\x07") || strings.Contains(b.app.draw(), "\x1b[31m") {
		t.Errorf("%q", screen)
	}
}
