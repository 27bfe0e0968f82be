package flow_test

import (
	"slices"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
)

// TestPagesAreWhole checks that every page has a name of its own, and that the
// widget's screens are all there.
func TestPagesAreWhole(t *testing.T) {
	t.Parallel()
	names, events := map[string]flow.Page{}, map[wire.EventName]flow.Page{}
	for _, page := range flow.Pages() {
		if other, taken := names[page.String()]; taken || page.String() == "" {
			t.Errorf("page %d is named %q, as page %d", page, page, other)
		}
		names[page.String()] = page
		if e := page.WidgetEvent(); e != "" {
			events[e] = page
		}
		if len(page.Next()) == 0 {
			t.Errorf("%s leads nowhere", page)
		}
	}
	for _, e := range []wire.EventName{
		wire.ConsentPageOpened, wire.ProviderListPageOpened, wire.LoginOptionsPageOpened, wire.LoginPageOpened,
		wire.MfaPageOpened, wire.ConnectSuccessPageOpened, wire.AccountRevokePageOpened, wire.EmployerSurveyPageOpened,
		wire.FileTypeListPageOpened, wire.FileTypePageOpened, wire.ArchiveSuccessPageOpened, wire.RevokeArchivePageOpened,
	} {
		if _, ok := events[e]; !ok {
			t.Errorf("no page sends %s", e)
		}
	}
}

// TestEveryPageCanBeReached follows the table from the start.
func TestEveryPageCanBeReached(t *testing.T) {
	t.Parallel()
	reached := []flow.Page{flow.Start, flow.Browsing, flow.Problem, flow.Closed}
	for i := 0; i < len(reached); i++ {
		for _, next := range reached[i].Next() {
			if !slices.Contains(reached, next) {
				reached = append(reached, next)
			}
		}
	}
	for _, page := range flow.Pages() {
		if !slices.Contains(reached, page) {
			t.Errorf("no way leads to %s", page)
		}
	}
}

// A widget that was closed on the way is at no stage; one that has connected is past all.
func TestProgressOfAClosedWidget(t *testing.T) {
	t.Parallel()
	s := flow.State{Page: flow.Closed}
	if _, done := s.Progress(); done != -1 {
		t.Errorf("closed on the way: %d stages are done", done)
	}
	s.Linking = flow.Linking{AccountID: "a-1", Accounts: []wire.Account{{ID: "a-1", ConnectionStatus: wire.StatusConnected}}}
	if _, done := s.Progress(); done != flow.Stages {
		t.Errorf("closed after connecting: %d stages are done", done)
	}
}
