package session_test

import (
	"testing"

	"winkterm/flow"
	"winkterm/flow/session"
)

// TestAnIDOfAnotherKindLeadsToItsUser begins with an account and an archive where a user
// is wanted: the host says whose they are.
func TestAnIDOfAnotherKindLeadsToItsUser(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	w.login()
	w.does(typedCode("1234"), flow.Submitted{})
	linked := w.reach(flow.ConnectSuccess)
	open := func(o flow.Options) walk {
		s, err := session.Open(t.Context(), session.Config{Host: w.Host(), Options: o})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		other := walk{s, t}
		other.does(flow.Begin{})
		return other
	}
	other := open(flow.Options{AccountID: linked.Linking.AccountID})
	found := other.reach(flow.Owner).Session.Found
	if found.UserID != linked.Session.UserID || found.Status != "CONNECTED" || found.ProviderID != "sss_ph" {
		t.Errorf("found %+v", found)
	}
	other.does(flow.OwnerWanted{})
	if s := other.reach(flow.AccountRevoke); s.Session.UserID != linked.Session.UserID || s.Linking.AccountID != linked.Linking.AccountID {
		t.Errorf("user %s, account %s", s.Session.UserID, s.Linking.AccountID)
	}
	nobody := open(flow.Options{ArchiveID: "u-000000"})
	if failed := nobody.reach(flow.Problem).Calls.Failed; failed.Failure.Status != 404 || failed.Failure.Kind != flow.Gone {
		t.Errorf("failed with %+v", failed.Failure)
	}
}
