package flow_test

import (
	"testing"

	"winkterm/flow"
)

// TestAResetStartsOverFromEveryPage has the host started over: a new user is made
// at once, and what is answered to the one before finds nobody.
func TestAResetStartsOverFromEveryPage(t *testing.T) {
	t.Parallel()
	for page, commands := range waysTo() {
		s := played(t, commands...)
		shown, attempt := s.state.ViewCount, s.state.Calls.Attempt
		s.play("reset")
		if s.state.Page != flow.Start || s.state.ViewCount <= shown || s.state.Calls.Attempt <= attempt {
			t.Errorf("a reset on %s leads to %s, shown %d after %d", page, s.state.Page, s.state.ViewCount, shown)
		}
		s.play("token u-2 SANDBOX")
		s.play("session")
		if s.state.Page != flow.Consent || s.state.Session.UserID != "u-2" || len(s.state.Linking.Accounts) > 0 {
			t.Errorf("after a reset on %s the page is %s, the user %q", page, s.state.Page, s.state.Session.UserID)
		}
	}
}

// TestAResetForgetsAKnownUser must not ask for the token of somebody whom the
// host does not know any more.
func TestAResetForgetsAKnownUser(t *testing.T) {
	t.Parallel()
	s := &story{probe: newProbe(t, flow.Options{Native: true, UserID: "u-7"})}
	s.play("begin")
	s.play("reset")
	if what := s.state.Calls.Slots[flow.SlotUser].Request; what != (flow.CreateUser{}) {
		t.Errorf("a reset asks for %T", what)
	}
}
