package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/tick"
)

// last is the newest event of a type that reached the flow.
func last[E flow.Event](b *bench) (E, bool) {
	for i := len(b.host.events) - 1; i >= 0; i-- {
		if e, ok := b.host.events[i].(E); ok {
			return e, true
		}
	}
	var none E
	return none, false
}

func TestKeysBecomeIntents(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toLogin()
	b.press("3300", "tab", "secret")
	typed, _ := last[flow.Typed](b)
	if typed.Values["ssNumber"] != "3300" || typed.Values["password"] != "secret" {
		t.Errorf("typed %q", typed.Values["ssNumber"].Reveal())
	}
	if s := b.screen(); strings.Contains(s, "secret") || !strings.Contains(s, "••••••") {
		t.Errorf("the password shows:\n%s", s)
	}
	b.press("enter")
	if _, ok := last[flow.Submitted](b); !ok {
		t.Error("enter on the last field does not submit")
	}
}

func TestGoingBackKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toLogin()
	b.press("33", "esc")
	b.on(flow.ProviderList)
	b.shows("› Search", "│ sss ")
	b.press("enter")
	b.answer(flow.LoginLoaded{Form: form("ssNumber")})
	b.on(flow.Login)
	b.shows("33")
}

func TestTestPersonFillsIn(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toLogin()
	b.shows("try George · 3300000008 · 123456")
	b.press("ctrl+t")
	typed, _ := last[flow.Typed](b)
	if typed.Values["ssNumber"] != "3300000008" || typed.Values["password"] != "123456" {
		t.Errorf("filled in %v", typed.Values["ssNumber"].Reveal())
	}
}

func TestNoTestPersonInProduction(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toLogin()
	b.host.state.Session.Mode = wire.ModeProduction
	b.app.state = b.host.state
	b.press("ctrl+t")
	if _, ok := last[flow.Typed](b); ok {
		t.Error("a test person was typed into production")
	}
}

func TestAPasteReachesTheFocusedFieldAlone(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toLogin()
	b.press("tab")
	b.send(tea.PasteMsg{Content: "pasted\x1b[31m" + strings.Repeat("x", 10_000)})
	typed, _ := last[flow.Typed](b)
	if typed.Values["ssNumber"] != "" {
		t.Error("the paste reached another field")
	}
	got := typed.Values["password"].Reveal()
	if !strings.HasPrefix(got, "pasted") || strings.Contains(got, "\x1b") || len(got) > 300 {
		t.Errorf("pasted %d bytes", len(got))
	}
	b.shows("only 256 characters fit")
	b.press("ctrl+n")
	before := len(b.host.events)
	b.send(tea.PasteMsg{Content: "elsewhere"})
	if len(b.host.events) != before {
		t.Error("a paste into the lanes reached the page")
	}
}

// A failure comes while the user waits, and somebody who is still typing must not
// choose what to do about it.
func TestKeysBeforeAProblemChooseNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toProblem()
	b.now = b.now.Add(-guardTime) // as it came
	before := len(b.host.events)
	b.press("tbx", "enter")
	if b.on(flow.Problem); len(b.host.events) != before {
		t.Errorf("keys for the page before made %v", b.host.events[before:])
	}
	b.now = b.now.Add(guardTime)
	b.press("t")
	b.on(flow.Start)
}

// What arrives while the query stands is shown without another letter.
func TestProvidersThatArriveAreShown(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toConsent()
	b.answer(flow.ProvidersArrived{Providers: []wire.Provider{{ID: "grab", Name: "Grab"}}})
	b.press("enter", "grab")
	b.shows("Grab")
	b.answer(flow.ProvidersArrived{Providers: []wire.Provider{{ID: "food", Name: "Grab Food"}}, Last: true})
	b.shows("Grab Food")
}

func TestClosingIsPossibleFromEveryPage(t *testing.T) {
	t.Parallel()
	for name, lead := range pages {
		b := lead(newBench(t, native, 80, 24))
		if b.host.state.Page == flow.Closed {
			continue
		}
		b.press("ctrl+c")
		if b.host.state.Page != flow.Closed || b.host.state.Session.CloseReason != wire.CloseX {
			t.Errorf("%s: ctrl+c leads to %s, reason %q", name, b.host.state.Page, b.host.state.Session.CloseReason)
		}
		if quit := b.press("ctrl+c"); quit == nil || !isQuit(quit) {
			t.Errorf("%s: a second ctrl+c does not leave", name)
		}
	}
}

func isQuit(cmd tea.Cmd) bool {
	switch msg := cmd().(type) {
	case tea.QuitMsg:
		return true
	case tea.BatchMsg:
		for _, c := range msg {
			if c != nil && isQuit(c) {
				return true
			}
		}
	}
	return false
}

func TestCopyTakesTheIDOfThePage(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toAccount()
	if b.press("ctrl+y") == nil {
		t.Fatal("nothing is copied")
	}
	b.shows("sent account id to the terminal's clipboard")
	b.now = b.now.Add(toastTime)
	b.send(tick.Msg{})
	if strings.Contains(b.screen(), "sent account id to the terminal's clipboard") {
		t.Error("the word stays")
	}
}

func TestRevokeAsksFirst(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toAccount()
	b.press("x", "enter") // the harmless answer comes first
	if _, ok := last[flow.RevokeConfirmed](b); ok {
		t.Fatal("enter revoked")
	}
	b.press("x", "y")
	if _, ok := last[flow.RevokeConfirmed](b); !ok {
		t.Error("y did not revoke")
	}
}

func TestInProductionTheIDMustBeTyped(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toAccount()
	b.host.state.Session.Mode = wire.ModeProduction
	b.app.state = b.host.state
	b.press("x", "y", "enter")
	if b.host.state.Revocation.Stage != flow.RevokeAsked {
		t.Fatal("revoked without the id")
	}
	b.shows("type the id of the account")
	b.press("esc", "x", "a-17bb4c02", "enter")
	if b.host.state.Revocation.Stage != flow.RevokeSent {
		t.Errorf("not revoked:\n%s", b.screen())
	}
}

func TestMouse(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toConsent()
	for y, line := range strings.Split(b.screen(), "\n") {
		if strings.Contains(line, "Decline") {
			b.send(tea.MouseClickMsg{X: 10, Y: y, Button: tea.MouseLeft})
		}
	}
	b.on(flow.Closed)
}

func TestAClickChoosesAProviderAndASecondTakesIt(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toProviders()
	for range 2 {
		for y, line := range strings.Split(b.screen(), "\n") {
			if strings.Contains(line, "Freelancer") {
				b.send(tea.MouseClickMsg{X: 10, Y: y, Button: tea.MouseLeft})
				break
			}
		}
	}
	taken, ok := last[flow.ProviderChosen](b)
	if !ok || taken.Provider.ID != "freelancer" {
		t.Errorf("took %q", taken.Provider.ID)
	}
}

func TestAControlCharacterInANameIsNotDrawn(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toConsent()
	b.answer(flow.ProvidersArrived{Last: true, Providers: []wire.Provider{{
		ID: "evil", Name: "Evil\x1b]0;owned\x07\x1b[2J", LongName: "two\nlines\u202e", Active: true, Enabled: true, AccountConnection: true,
	}}})
	b.press("enter")
	drawn := b.app.draw()
	for _, bad := range []string{"\x1b]", "\x07", "\x1b[2J", "\u202e"} {
		if strings.Contains(drawn, bad) {
			t.Errorf("the screen holds %q", bad)
		}
	}
	b.shows("Evil")
}

func TestATinyWindowSaysWhatItNeedsAndLosesNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toLogin()
	b.press("3300")
	b.send(tea.WindowSizeMsg{Width: 20, Height: 5})
	b.shows("winkterm needs")
	b.press("00")
	b.send(tea.WindowSizeMsg{Width: 0, Height: 0}, tea.WindowSizeMsg{Width: 80, Height: 24})
	b.shows("330000")
}

// When nothing is pending, the next change of the screen is the token's minute.
func TestNothingTicksWhenNothingHappens(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toProviders()
	b.host.state.Session.ExpiresAt = b.now.Add(4*time.Hour + 30*time.Second)
	b.app.state = b.host.state
	if got := b.app.staleIn(b.now); got < 30*time.Second || got > 31*time.Second {
		t.Errorf("the next frame is due in %s", got)
	}
	b.app.state.Session.ExpiresAt = time.Time{}
	if got := b.app.staleIn(b.now); got != 0 {
		t.Errorf("without a token a frame is due in %s", got)
	}
}

func TestHelpListsTheKeys(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toLogin()
	b.press("f1")
	b.shows("test person", "inspector", "Everywhere")
	b.press("esc")
	b.on(flow.Login)
	b.shows("Log in to")
}

func TestEveryErrorIsExplained(t *testing.T) {
	t.Parallel()
	for _, code := range wire.AccountErrorCodes() {
		e, ok := assets.Explain(string(code))
		if !ok {
			t.Errorf("%s has no explanation", code)
			continue
		}
		b := newBench(t, native, 200, 60).toError(code)
		b.shows(string(code), e.Title, "What happened", "The user sees", "Who acts", "Trying again")
	}
}

func TestProductionIsNamedInTheHeader(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toConsent()
	b.host.state.Session.Mode = wire.ModeProduction
	b.app.state = b.host.state
	b.shows("PRODUCTION  embedded")
	sandbox := newBench(t, native, 120, 40).toConsent().app.draw()
	if red := strings.SplitN(b.app.draw(), "\n", 2)[0]; strings.Contains(sandbox, "48;5;124") || !strings.Contains(red, "48;5;124") {
		t.Errorf("the header is not red: %q", red)
	}
}

func TestAProductionHostIsRedFromTheFirstFrame(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40)
	b.app.Production = true
	b.shows("PRODUCTION  embedded")
	if header := strings.SplitN(b.app.draw(), "\n", 2)[0]; !strings.Contains(header, "48;5;124") {
		t.Errorf("the header is not red before an answer: %q", header)
	}
}

func TestSlashSearchesTheHelp(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toAccount()
	b.press("?", "/", "revoke?") // letters, no keys
	b.shows("no key for that")
	b.press("backspace")
	b.shows("x          revoke", "/ revoke")
	b.press("esc", "esc")
	b.shows("Revoke the account")
	if strings.Contains(b.screen(), "Everywhere") {
		t.Errorf("the help stays:\n%s", b.screen())
	}
}
