package driver_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
)

// linked makes a user with an account at a provider, by a session of its own,
// and gives their ids.
func (w *walk) linked(providerID, option, identifier string) (user, account string) {
	w.t.Helper()
	other := begin(w.t, plan{open: w.host.OpenAPI(), link: w.host.Link()})
	other.host = w.host
	other.login(providerID, option, identifier, "123456")
	other.until("success", func(s flow.State) bool { return s.Page == flow.ConnectSuccess || s.Page == flow.MFA })
	if other.State().Page == flow.MFA {
		other.code("1234")
		other.reach(flow.ConnectSuccess)
	}
	other.Close()
	return other.State().Session.UserID, other.State().Linking.AccountID
}

// TestKnownUser comes back as a user with a linked account and revokes it.
func TestKnownUser(t *testing.T) {
	t.Parallel()
	for name, browser := range map[string]bool{"native": false, "browser": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := set(t, plan{})
			user, account := w.linked("sss_ph", "ssNumber", "3300000008")

			again := begin(t, plan{
				open: w.host.OpenAPI(), link: w.host.Link(), browser: browser, options: flow.Options{UserID: user},
			})
			again.host = w.host
			again.reach(flow.Consent)
			again.Apply(flow.ConsentGiven{})
			again.Apply(flow.ProviderChosen{Provider: again.provider("sss_ph")})
			s := again.until("the account's page", func(s flow.State) bool { return s.Page == flow.AccountRevoke && !s.Calls.Polling() })
			if s.Linking.AccountID != account || s.Session.UserID != user || s.Linking.Current().MonitorStatus != wire.MonitorActive {
				t.Errorf("account %+v of %s", s.Linking.Current(), s.Session.UserID)
			}
			again.Apply(flow.SyncStopWanted{})
			again.until("the sync's end", func(s flow.State) bool { return s.Linking.Current().MonitorStatus == wire.MonitorCustomerDisabled })
			again.Apply(flow.RevokeWanted{})
			again.Apply(flow.RevokeConfirmed{})
			again.until("DISCONNECTED", func(s flow.State) bool { return s.Linking.Current().ConnectionStatus == wire.StatusDisconnected })

			want := []string{fmt.Sprintf(`onAccountRemoved {"accountId":%q,"userId":%q,"providerId":"sss_ph"}`, account, user)}
			if diff := cmp.Diff(want, again.callbacks()); diff != "" {
				t.Errorf("callbacks:\n%s", diff)
			}
			revoked := slices.ContainsFunc(records[journal.HTTP](again), func(h journal.HTTP) bool {
				return h.Method == "DELETE" && (h.API == "open") == browser
			})
			if !revoked {
				t.Errorf("revoked the wrong way:\n%s", again.tale())
			}
		})
	}
}

// TestBrowserStaysOffTheLinkAPI goes as far as the Open API alone leads.
func TestBrowserStaysOffTheLinkAPI(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{browser: true, options: flow.Options{
		Widget: wire.WidgetOptions{Providers: []string{"sss_ph", "upwork", "grab"}, TopProviders: []string{"grab"}},
	}})
	w.until("the list", func(s flow.State) bool { return s.Catalogue.Complete })
	if diff := cmp.Diff([]string{"grab", "sss_ph", "upwork"}, w.found); diff != "" {
		t.Errorf("providers:\n%s", diff)
	}
	w.Apply(flow.ConsentGiven{})
	w.Apply(flow.ProviderChosen{Provider: w.provider("grab")})
	w.reach(flow.Login)
	w.Apply(flow.Submitted{})
	if s := w.State(); s.Page != flow.Login || s.Calls.Busy() {
		t.Errorf("page %s", s.Page)
	}
	for _, h := range records[journal.HTTP](w) {
		if h.API != "open" {
			t.Errorf("%s %s %s", h.API, h.Method, h.URL)
		}
	}
	w.keepsSecrets()
}

// Without upload the widget hides what has no live connection; the Open API is
// asked for the rest alone.
func TestBrowserHidesWhatHasNoLiveConnectionWithoutUpload(t *testing.T) {
	t.Parallel()
	offline := map[string]bool{}
	for _, p := range assets.Providers() {
		offline[p.ID] = !p.AccountConnection
	}
	for _, upload := range []bool{false, true} {
		w := begin(t, plan{browser: true, options: flow.Options{Widget: wire.WidgetOptions{EnableUpload: upload}}})
		w.until("the list", complete)
		shown := 0
		for _, id := range w.found {
			if offline[id] {
				shown++
			}
		}
		if (shown > 0) != upload || len(w.found) == 0 {
			t.Errorf("upload %t: %d of %d have no live connection", upload, shown, len(w.found))
		}
	}
}
