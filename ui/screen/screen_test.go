package screen

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/search"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
)

func env() *Env {
	e := &Env{
		Theme: theme.New(theme.Standard, true), Keys: keymap.New(), Index: search.New(), People: assets.People(),
		Host: "embedded", Now: func() time.Time { return time.Unix(0, 0) },
	}
	e.Index.Add([]wire.Provider{
		{ID: "sss_ph", Name: "Social Security System", Type: wire.TypeGovernment},
		{ID: "grab", Name: "Grab", Type: wire.TypeGig},
	})
	return e
}

func press(k string) tea.Msg {
	switch k {
	case "enter":
		return tea.KeyPressMsg{Code: tea.KeyEnter}
	case "down":
		return tea.KeyPressMsg{Code: tea.KeyDown}
	case "up":
		return tea.KeyPressMsg{Code: tea.KeyUp}
	case "tab":
		return tea.KeyPressMsg{Code: tea.KeyTab}
	case "ctrl+d", "ctrl+l", "ctrl+p", "ctrl+r", "ctrl+t", "ctrl+x":
		return tea.KeyPressMsg{Code: rune(k[len(k)-1]), Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: rune(k[0]), Text: k}
}

// keys presses keys on a fresh screen and gives what the last one wants.
func keys(s flow.State, pressed ...string) Out {
	page := For(s, env())
	page.View(s, 60, 20)
	var out Out
	for _, k := range pressed {
		out = page.Update(press(k), s)
	}
	return out
}

var linked = wire.Account{
	ID: "a-1", ProviderID: "sss_ph", ConnectionStatus: wire.StatusConnected, MonitorStatus: wire.MonitorActive,
}

func at(p flow.Page) flow.State {
	return flow.State{
		Page: p, Options: flow.Options{Native: true}, Session: flow.Session{UserID: "u-1", Mode: wire.ModeSandbox},
		Linking: flow.Linking{AccountID: linked.ID, Accounts: []wire.Account{linked}}, BackStack: []flow.Page{flow.Consent, flow.ProviderList},
	}
}

func with(s flow.State, change func(*flow.State)) flow.State {
	change(&s)
	return s
}

func TestKeyInIntentOut(t *testing.T) {
	t.Parallel()
	locked := with(at(flow.ConnectError), func(s *flow.State) {
		code := wire.ErrAccountLocked
		s.Linking.Accounts = []wire.Account{{ID: linked.ID, Connection: wire.Connection{Status: wire.StatusError, ErrorCode: &code}}}
	})
	options := with(at(flow.LoginOptions), func(s *flow.State) {
		s.Linking.Form.Options = []wire.LoginOption{{ID: "email", Label: "Email"}, {ID: "mobile", Label: "Mobile"}}
	})
	asked := with(at(flow.AccountRevoke), func(s *flow.State) { s.Revocation.Stage = flow.RevokeAsked })
	choice := with(at(flow.MFA), func(s *flow.State) {
		s.Linking.Challenge = wire.Challenge{Kind: wire.MFAChoice, Choices: []wire.ChannelChoice{{ID: "sms", Label: "SMS"}, {ID: "email", Label: "Email"}}}
	})
	lost := with(at(flow.AccountRevoke), func(s *flow.State) {
		a := linked
		a.ConnectionStatus = wire.StatusError
		s.Linking.Accounts = []wire.Account{a}
	})
	two := with(at(flow.Accounts), func(s *flow.State) {
		s.Linking.Accounts = []wire.Account{linked, {ID: "a-2", ConnectionStatus: wire.StatusError}}
		s.Documents.Archives = []wire.Archive{{ID: "d-1"}}
	})
	byEmail := flow.Typed{Values: map[string]wire.Secret{flow.ChoiceField: "email"}}
	broken := with(at(flow.ProviderList), func(s *flow.State) { s.Catalogue.Failure.Title = "cut off" })
	for name, c := range map[string]struct {
		state flow.State
		keys  []string
		want  []flow.Intent
	}{
		"consent, continue":             {at(flow.Consent), []string{"enter"}, []flow.Intent{flow.ConsentGiven{}}},
		"consent, decline":              {at(flow.Consent), []string{"down", "enter"}, []flow.Intent{flow.ConsentDeclined{}}},
		"a menu goes round":             {at(flow.Consent), []string{"up", "enter"}, []flow.Intent{flow.AccountsWanted{}}},
		"consent, everything":           {at(flow.Consent), []string{"l"}, []flow.Intent{flow.AccountsWanted{}}},
		"list, everything":              {at(flow.ProviderList), []string{"ctrl+p"}, []flow.Intent{flow.AccountsWanted{}}},
		"success, everything":           {at(flow.ConnectSuccess), []string{"l"}, []flow.Intent{flow.AccountsWanted{}}},
		"everything, the newest first":  {two, []string{"enter"}, []flow.Intent{flow.AccountWanted{ID: "a-2"}}},
		"everything, an upload":         {two, []string{"down", "down", "enter"}, []flow.Intent{flow.ArchiveWanted{ID: "d-1"}}},
		"a letter picks":                {at(flow.Consent), []string{"d"}, []flow.Intent{flow.ConsentDeclined{}}},
		"another letter does not":       {at(flow.Consent), []string{"z"}, nil},
		"list, typing":                  {at(flow.ProviderList), []string{"g"}, []flow.Intent{flow.Searched{Query: "g"}}},
		"list, type":                    {at(flow.ProviderList), []string{"ctrl+l"}, []flow.Intent{flow.TypeFiltered{Type: wire.TypeGig}}},
		"list, the linked account":      {at(flow.ProviderList), []string{"up", "enter"}, []flow.Intent{flow.AccountWanted{ID: "a-1"}}},
		"list, searched has none":       {with(at(flow.ProviderList), func(s *flow.State) { s.Catalogue.Query = "sss" }), []string{"up", "enter"}, []flow.Intent{flow.ProviderChosen{Provider: wire.Provider{ID: "sss_ph", Name: "Social Security System", Type: wire.TypeGovernment}}}},
		"list, no employer":             {at(flow.ProviderList), []string{"ctrl+x"}, []flow.Intent{flow.EmployerMissing{}}},
		"list that broke off":           {broken, []string{"ctrl+r"}, []flow.Intent{flow.Refreshed{}}},
		"list that did not":             {with(at(flow.ProviderList), func(s *flow.State) { s.Linking.Accounts = nil }), []string{"ctrl+r"}, nil},
		"list, look at the accounts":    {at(flow.ProviderList), []string{"ctrl+r"}, []flow.Intent{flow.Refreshed{}}},
		"account failed, log in again":  {lost, []string{"enter"}, []flow.Intent{flow.LoginWanted{}}},
		"account failed, revoke":        {lost, []string{"x"}, []flow.Intent{flow.RevokeWanted{}}},
		"account did not fail":          {at(flow.AccountRevoke), []string{"l"}, nil},
		"options, the second":           {options, []string{"down", "enter"}, []flow.Intent{flow.OptionChosen{ID: "mobile"}}},
		"survey, record":                {at(flow.EmployerSurvey), []string{"enter"}, []flow.Intent{flow.RecordChosen{}}},
		"connecting, look again":        {at(flow.Connecting), []string{"r"}, []flow.Intent{flow.Refreshed{}}},
		"mfa, channel":                  {choice, []string{"down", "enter"}, []flow.Intent{byEmail, flow.Submitted{}}},
		"mfa, resend":                   {choice, []string{"ctrl+r"}, []flow.Intent{flow.ResendWanted{}}},
		"success, done":                 {at(flow.ConnectSuccess), []string{"enter"}, []flow.Intent{flow.Done{}}},
		"success, another":              {at(flow.ConnectSuccess), []string{"a"}, []flow.Intent{flow.AnotherWanted{}}},
		"success, account":              {at(flow.ConnectSuccess), []string{"s"}, []flow.Intent{flow.AccountWanted{}}},
		"error, try again":              {at(flow.ConnectError), []string{"enter"}, []flow.Intent{flow.Retried{}}},
		"error, not to try again":       {locked, []string{"enter"}, []flow.Intent{flow.AnotherWanted{}}},
		"error, try again all the same": {locked, []string{"down", "enter"}, []flow.Intent{flow.Retried{}}},
		"error, exit":                   {at(flow.ConnectError), []string{"x"}, []flow.Intent{flow.Done{}}},
		"account, revoke":               {at(flow.AccountRevoke), []string{"x"}, []flow.Intent{flow.RevokeWanted{}}},
		"account, stop sync":            {at(flow.AccountRevoke), []string{"m"}, []flow.Intent{flow.SyncStopWanted{}}},
		"account asked, keep is first":  {asked, []string{"enter"}, []flow.Intent{flow.Back{}}},
		"account asked, revoke":         {asked, []string{"y"}, []flow.Intent{flow.RevokeConfirmed{}}},
		"problem, try again":            {at(flow.Problem), []string{"enter"}, []flow.Intent{flow.Retried{}}},
		"closed, again":                 {at(flow.Closed), []string{"s"}, []flow.Intent{flow.Begin{}}},
		"owner, go on":                  {with(at(flow.Owner), func(s *flow.State) { s.Session.Found.Kind = flow.SubjectAccount }), []string{"enter"}, []flow.Intent{flow.OwnerWanted{}}},
		"start has nothing":             {at(flow.Start), []string{"enter"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := keys(c.state, c.keys...).Intents; !reflect.DeepEqual(got, c.want) {
				t.Errorf("%v gives %v, want %v", c.keys, got, c.want)
			}
		})
	}
}

func TestTheClosedPageLeaves(t *testing.T) {
	t.Parallel()
	if !keys(at(flow.Closed), "enter").Quit {
		t.Error("enter does not leave")
	}
}

func TestEnterTakesTheChosenProvider(t *testing.T) {
	t.Parallel()
	taken, ok := keys(at(flow.ProviderList), "down", "enter").Intents[0].(flow.ProviderChosen)
	if !ok || taken.Provider.ID != "grab" {
		t.Errorf("took %q", taken.Provider.ID)
	}
	if out := keys(with(at(flow.ProviderList), func(s *flow.State) { s.Catalogue.Query = "zzzz" }), "enter"); out.Intents != nil {
		t.Errorf("enter on nothing gives %v", out.Intents)
	}
}

// The accounts of a returning user stand above the providers, as far as they count: not one
// that was revoked, and none while one searches.
func TestLinkedAccountsComeFirst(t *testing.T) {
	t.Parallel()
	s := with(at(flow.ProviderList), func(s *flow.State) {
		s.Linking.Accounts = []wire.Account{linked}
		s.Linking.Accounts[0].CreatedAt = time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
		waits, gone := s.Linking.Accounts[0], s.Linking.Accounts[0]
		waits.ID, waits.ProviderID, waits.MonitorStatus = "a-2", "grab", wire.MonitorUserActionRequired
		gone.ID, gone.ConnectionStatus = "a-3", wire.StatusDisconnected
		s.Linking.Accounts = append(s.Linking.Accounts, waits, gone)
	})
	page := For(s, env())
	lines := func() string { return ansi.Strip(strings.Join(page.View(s, 60, 20).Lines, "\n")) }
	first := lines()
	for _, want := range []string{"CONNECTED     Grab  USER_ACTION_REQUIRED  since 2026-03", "CONNECTED     Social Security System  since 2026-03-04", " 3/4"} {
		if !strings.Contains(first, want) {
			t.Errorf("no %q in\n%s", want, first)
		}
	}
	if strings.Contains(first, "DISCONNECTED") || strings.Index(first, "CONNECTED") > strings.Index(first, "› ✓ Social") {
		t.Errorf("the revoked one shows, or not above the first provider, where the cursor is:\n%s", first)
	}
	page.Update(press("up"), s)
	if chosen := lines(); !strings.Contains(chosen, " 2/4") || !strings.Contains(chosen, "a-1") || !strings.Contains(chosen, "enter shows the account") {
		t.Errorf("chosen is\n%s", chosen)
	}
	page.Update(press("up"), s)
	if waiting := lines(); !strings.Contains(waiting, "a-2") || !strings.Contains(waiting, "logging in again") {
		t.Errorf("that of an account which wants its user is\n%s", waiting)
	}
	s.Catalogue.Query = "grab"
	if searched := lines(); strings.Contains(searched, "CONNECTED") {
		t.Errorf("accounts show while one searches:\n%s", searched)
	}
}

// Continuous data sync is named where the only provider has it, and in general where there
// are several.
func TestConsentNamesTheSync(t *testing.T) {
	t.Parallel()
	only := func(p wire.Provider) flow.State {
		return with(at(flow.Consent), func(s *flow.State) { s.Options.Widget.Providers, s.Linking.Provider = []string{p.ID}, p })
	}
	kinds := []wire.Datapoint{wire.DataIdentities, wire.DataContributions, wire.DataInsights}
	for want, s := range map[string]flow.State{
		"(CDS): your identities, contributions are read again every month": only(wire.Provider{ID: "sss_ph", Supported: kinds, MonitorSupported: true}),
		"(CDS), if any, reads monthly.": with(at(flow.Consent), func(s *flow.State) { // back from a provider's login
			s.Linking.Provider = wire.Provider{ID: "sss_ph", Supported: kinds, MonitorSupported: true}
		}),
		"Continuous data sync (CDS), if any": at(flow.Consent),
		"":                                   only(wire.Provider{ID: "upwork", Supported: kinds}),
	} {
		text := strings.Join(strings.Fields(drawn(For(s, env()), s)), " ")
		if !strings.Contains(text, want) || strings.Contains(text, "CDS") != (want != "") {
			t.Errorf("no %q, or more, in %s", want, text)
		}
	}
}

func TestAnAccountThatWaitsForItsUserSaysSo(t *testing.T) {
	t.Parallel()
	account := func(status wire.ConnectionStatus, monitor wire.MonitorStatus, code wire.AccountErrorCode) flow.State {
		return with(at(flow.AccountRevoke), func(s *flow.State) {
			a := linked
			a.ConnectionStatus, a.MonitorStatus, a.Connection.ErrorCode = status, monitor, &code
			s.Linking.Accounts = []wire.Account{a}
		})
	}
	for name, c := range map[string]struct {
		state flow.State
		again bool // enter logs in again
		says  bool
	}{
		"connected, waits": {account(wire.StatusConnected, wire.MonitorUserActionRequired, ""), true, true},
		"expired":          {account(wire.StatusError, wire.MonitorUnsupported, wire.ErrExpiredCredentials), true, true},
		"locked":           {account(wire.StatusError, wire.MonitorUnsupported, wire.ErrAccountLocked), true, false},
		"connected":        {account(wire.StatusConnected, wire.MonitorActive, ""), false, false},
		"revoked":          {account(wire.StatusDisconnected, wire.MonitorUserActionRequired, ""), false, false},
	} {
		if says := strings.Contains(drawn(For(c.state, env()), c.state), "authorise again"); says != c.says {
			t.Errorf("%s: says so: %t", name, says)
		}
		if got := reflect.DeepEqual(keys(c.state, "enter").Intents, []flow.Intent{flow.LoginWanted{}}); got != c.again {
			t.Errorf("%s: enter logs in again: %t", name, got)
		}
		onLogin := c.state
		onLogin.Page, onLogin.Linking.Provider = flow.Login, wire.Provider{ID: "sss_ph"}
		if says := strings.Contains(drawn(For(onLogin, env()), onLogin), "authorises account a-1 again"); says != c.says {
			t.Errorf("%s: the login says so: %t", name, says)
		}
	}
}

func TestHiddenBarsTakeNoKeys(t *testing.T) {
	t.Parallel()
	s := with(at(flow.ProviderList), func(s *flow.State) {
		s.Options.Widget.EnableSearchBar, s.Options.Widget.EnableTypeBar = new(bool), new(bool)
	})
	for _, k := range []string{"g", "ctrl+l"} {
		if out := keys(s, k); out.Intents != nil {
			t.Errorf("%s gives %v", k, out.Intents)
		}
	}
}

// Enter goes to the field that is still empty before it sends.
func TestEnterFillsTheFormBeforeItSends(t *testing.T) {
	t.Parallel()
	s := with(at(flow.Login), func(s *flow.State) {
		s.Linking.Option = "email"
		s.Linking.Form.Options = []wire.LoginOption{{ID: "email", Fields: []wire.Field{
			{Name: "email", Kind: wire.FieldEmail, Required: true}, {Name: "password", Kind: wire.FieldPassword, Required: true},
		}}}
	})
	if out := keys(s, "a", "enter"); out.Intents != nil {
		t.Errorf("sent with an empty field: %v", out.Intents)
	}
	out := keys(s, "a", "enter", "b", "enter")
	want := []flow.Intent{flow.Typed{Values: map[string]wire.Secret{"email": "a", "password": "b"}}, flow.Submitted{}}
	if !reflect.DeepEqual(out.Intents, want) {
		t.Errorf("got %v", out.Intents)
	}
}
