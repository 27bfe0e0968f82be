package cli

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/sandbox"
	"winkterm/flow"
	"winkterm/flow/session"
	"winkterm/ui"
)

// TestIncomesAreReadOnTheScreenAndGoneAfterRevoking is George's story: he links, looks at his
// incomes, in full on a key, revokes, and nothing is left of them; none of it was recorded.
func TestIncomesAreReadOnTheScreenAndGoneAfterRevoking(t *testing.T) {
	t.Parallel()
	s, err := session.Open(t.Context(), session.Config{Sandbox: sandbox.Config{Speed: 100}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	ahead := time.Duration(0) // a person reads a page before the next key
	app := ui.NewStepped(ui.Config{Session: s, Journal: s.Journal(), Now: func() time.Time { return s.Clock().Now().Add(ahead) }, Data: s.Data()}, "")
	app.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	until := func(what string, ok func(flow.State) bool) {
		t.Helper()
		if now, err := s.Wait(ctx, ok); err != nil {
			t.Fatalf("%s: %v; on %s, %+v", what, err, now.Page, now.UserData)
		}
		app.Refresh()
		ahead += time.Second
	}
	do := func(i flow.Intent) {
		t.Helper()
		if err := s.Do(i); err != nil {
			t.Fatal(err)
		}
	}
	press := func(keys string) {
		for _, k := range keys {
			app.Update(tea.KeyPressMsg{Code: k, Text: string(k)})
		}
	}
	shows := func(want bool, texts ...string) {
		t.Helper()
		for _, text := range texts {
			if screen := app.View().Content; strings.Contains(screen, text) != want {
				t.Errorf("the screen has %q: %t\n%s", text, !want, screen)
			}
		}
	}
	do(flow.Begin{})
	until("consent", session.On(flow.Consent))
	do(flow.ConsentGiven{})
	provider, err := s.Provider(t.Context(), "ospital_puso_ph")
	if err != nil {
		t.Fatal(err)
	}
	do(flow.ProviderChosen{Provider: provider})
	until("login", session.On(flow.Login))
	george, _ := s.Fill("George")
	do(george)
	do(flow.Submitted{})
	until("success", session.On(flow.ConnectSuccess))
	do(flow.DataWanted{})
	until("the data", func(s flow.State) bool {
		return s.Page == flow.Data && !s.Calls.Reading() && !s.Calls.Polling() && len(s.UserData.Counts) == 3
	})
	app.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	app.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	shows(true, "incomes", "PHP ", "masked")
	app.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	shows(false, "Palomero")
	press("f")
	shows(true, "Palomero", "in full:")
	press("j")
	shows(true, "Palomero")
	do(flow.Back{})
	do(flow.AccountWanted{})
	until("the account", func(s flow.State) bool { return s.Page == flow.AccountRevoke && !s.Calls.Polling() })
	press("x")
	until("the question", func(s flow.State) bool { return s.Revocation.Stage == flow.RevokeAsked })
	shows(true, "That is: identities 1, employments 1, incomes")
	press("y")
	until("the end", func(s flow.State) bool { return s.UserData.Revoked != nil && !s.Calls.Reading() && !s.Calls.Busy() })
	shows(true, "the host has none of them any more")
	press("t")
	until("no data", func(s flow.State) bool { return s.Page == flow.Data && !s.Calls.Reading() })
	shows(true, "incomes 0")
	shows(false, "Palomero", "PHP ")
	records, err := json.Marshal(s.Records())
	if err != nil || strings.Contains(string(records), "Palomero") {
		t.Errorf("what showed in full was recorded: %v", err)
	}
}
