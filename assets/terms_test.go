package assets_test

import (
	"slices"
	"testing"

	"winkterm/api/wire"
	"winkterm/assets"
)

// named writes names of some type with their kind before them.
func named[T ~string](kind assets.TermKind, names ...T) (all []string) {
	for _, name := range names {
		all = append(all, string(kind)+" "+string(name))
	}
	return all
}

func TestEveryTermIsExplained(t *testing.T) {
	t.Parallel()
	want := slices.Concat(
		named("account status", wire.StatusPending, wire.StatusAwaitingMFA, wire.StatusConnected, wire.StatusError, wire.StatusDisconnected),
		named("monitor status", wire.MonitorActive, wire.MonitorUserActionRequired, wire.MonitorUnsupported, wire.MonitorCustomerDisabled),
		named("archive status", wire.ArchiveStarted, wire.ArchiveAnalyzed, wire.ArchiveError, wire.ArchiveRevoked),
		named("task status", wire.TaskStarted, wire.TaskFinished),
		named("invite status", wire.InviteInvited, wire.InviteEmailOpened, wire.InviteLandingPageOpened, wire.InviteWinkWidgetOpened, wire.InviteLinked, wire.InviteRevoked),
		named("session status", "IN_PROGRESS", "COMPLETED", "REVOKED"),
		named("callback", wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved,
			wire.OnUploadsCreated, wire.OnUploadsRemoved, wire.OnTokenExpired, wire.OnClose, wire.OnUIEvent),
		named("HTTP status", "200", "201", "400", "401", "403", "404", "413", "415", "429", "500", "501", "502", "503", "504"),
		named("webhook event", wire.WebhookEventTypes()...),
	)
	var got []string
	for _, term := range assets.Terms() {
		got = append(got, string(term.Kind)+" "+term.Code)
		checkText(t, term.Code, term.Meaning)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("explained:\n%q\nwant:\n%q", got, want)
	}
}

func TestTermsOfAName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]assets.TermKind{
		"error":         {"account status", "archive status"},
		" onclose ":     {"callback"},
		"429":           {"HTTP status"},
		"user_created":  {"webhook event"},
		"finished":      {"task status"},
		"REVOKED":       {"archive status", "invite status", "session status"},
		"":              nil,
		"ACCOUNT_LOKED": nil,
	} {
		var got []assets.TermKind
		for _, term := range assets.TermsOf(name) {
			got = append(got, term.Kind)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestTermsAreTheCallersOwn(t *testing.T) {
	t.Parallel()
	first := assets.Terms()[0]
	assets.Terms()[0].Code = "CHANGED"
	assets.TermsOf("ERROR")[0].Code = "CHANGED"
	if assets.Terms()[0] != first {
		t.Error("a caller changed the shared list")
	}
}
