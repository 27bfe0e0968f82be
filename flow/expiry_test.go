package flow_test

import (
	"slices"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
)

// firesExpiry says that effects fire onTokenExpired.
func firesExpiry(effects []flow.Effect) bool {
	return slices.ContainsFunc(effects, func(e flow.Effect) bool {
		f, ok := e.(flow.FireCallback)
		return ok && f.Name == wire.OnTokenExpired
	})
}

// TestTokenExpiresOnEveryPage has the token expire on each page: it is fired
// once, a new token is had, and the user is where they were with what they typed.
func TestTokenExpiresOnEveryPage(t *testing.T) {
	t.Parallel()
	for page, commands := range waysTo() {
		s := played(t, commands...)
		typed := len(s.state.Linking.Typed)
		if got, want := firesExpiry(s.play("expire")), page != flow.Start && page != flow.Owner && page != flow.Closed; got != want {
			t.Errorf("on %s onTokenExpired fires: %t, want %t", page, got, want)
		} else if !want {
			continue
		}
		if firesExpiry(s.play("expire")) {
			t.Errorf("on %s onTokenExpired fires twice", page)
		}
		s.play("token u-1")
		s.play("session")
		if s.state.Page != page || len(s.state.Linking.Typed) != typed {
			t.Errorf("on %s the user is led to %s, with %d of %d fields", page, s.state.Page, len(s.state.Linking.Typed), typed)
		}
	}
}

// TestTokenRefusedInEverySlot lets a call be refused for want of a token: it is
// made again with the new one, and a second refusal is a problem.
func TestTokenRefusedInEverySlot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		from []string
		slot string
		twin flow.Page
	}{
		{"login form", add(toList, "choose grab"), "user", flow.Problem},
		{"record", add(toSurvey, "record"), "user", flow.Problem},
		{"credentials", add(toLogin, "submit"), "user", flow.Problem},
		{"poll of a login", toWaiting, "poll", flow.Problem},
		{"code", add(toMFA, "submit"), "user", flow.Problem},
		{"resent code", add(toMFA, "resend"), "user", flow.Problem},
		{"poll of the sync", toSuccess, "poll", flow.Problem},
		{"poll of the account", add(toAccount, "refresh"), "poll", flow.Problem},
		{"revoking", add(toAsked, "confirm"), "user", flow.Problem},
		{"document types", add(toList, "upload"), "user", flow.Problem},
		{"upload", add(toFiles, "submit", "sent bytes=10 of=20"), "user", flow.Problem},
		{"poll of an analysis", toAnalysis, "poll", flow.Problem},
		{"poll of documents", add(toArchive, "refresh"), "poll", flow.Problem},
		{"revoking documents", add(toArchive, "revoke", "confirm"), "user", flow.Problem},
		{"stopping the sync", add(toAccount, "stop-sync"), "user", flow.Problem},
		{"list", []string{"begin", "token u-1", "session", "consent"}, "list", flow.ProviderList},
		{"search", []string{"begin", "token u-1", "session", "consent", "search grab"}, "search", flow.ProviderList},
	} {
		s := played(t, c.from...)
		page, slot := s.state.Page, slices.Index(slotNames, c.slot)
		refused := s.state.Calls.Slots[slot].Request
		if !firesExpiry(s.play("fail " + c.slot + " expired")) {
			t.Errorf("%s: onTokenExpired is not told", c.name)
		}
		s.play("token u-1")
		s.play("session")
		if again := s.state.Calls.Slots[slot]; describeRequest(again.Request) != describeRequest(refused) || again.Held {
			t.Errorf("%s: %T is not made again but %+v", c.name, refused, again)
		}
		if s.state.Page != page {
			t.Errorf("%s: the user is led from %s to %s", c.name, page, s.state.Page)
		}
		if firesExpiry(s.play("fail " + c.slot + " expired")) {
			t.Errorf("%s: onTokenExpired is told for a token that is new", c.name)
		}
		if s.state.Page != c.twin {
			t.Errorf("%s: refused twice leads to %s, want %s", c.name, s.state.Page, c.twin)
		}
	}
}

// TestCallsMadeBeforeTheTokenAreMadeAgain refuses a call of the token before when
// the new one is there already: nothing expired, the call is made again.
func TestCallsMadeBeforeTheTokenAreMadeAgain(t *testing.T) {
	t.Parallel()
	s := played(t, add(toWaiting, "expire", "token u-1", "session")...)
	if firesExpiry(s.play("fail poll expired")) {
		t.Error("onTokenExpired is told for a token that is new")
	}
	if !s.state.Calls.Polling() || s.state.Calls.Slots[flow.SlotPoll].Held || s.state.Page != flow.Connecting {
		t.Errorf("the poll is not made again: %+v", s.state.Calls.Slots)
	}
}

// TestNoTokenNoExpiry ignores a time that belongs to no token that is in use.
func TestNoTokenNoExpiry(t *testing.T) {
	t.Parallel()
	for _, from := range [][]string{nil, {"begin"}, {"begin", "fail user passing"}, {"begin", "token u-1"}, toClosed} {
		s := played(t, from...)
		for _, e := range []flow.Event{
			flow.TokenExpired{}, flow.TokenExpired{ExpiresAt: s.state.Session.ExpiresAt}, flow.TokenExpired{ExpiresAt: expiry(9)},
		} {
			if effects := s.apply(e); len(effects) > 0 {
				t.Errorf("%v after %v does %v", e, from, effects)
			}
		}
	}
}

// TestASearchEndsWithTheToken gives up a search that waits for a token that
// cannot be had; the next key asks again.
func TestASearchEndsWithTheToken(t *testing.T) {
	t.Parallel()
	s := played(t, "begin", "token u-1", "session", "consent", "expire", "search grab", "fail token lasting")
	if s.state.Page != flow.Problem {
		t.Fatalf("no token leads to %s", s.state.Page)
	}
	s.play("back")
	if s.state.Page != flow.ProviderList || s.state.Calls.Slots[flow.SlotSearch].Attempt != 0 {
		t.Errorf("on %s, searching with %+v", s.state.Page, s.state.Calls.Slots[flow.SlotSearch])
	}
	s.play("search grabb")
	if s.state.Calls.Slots[flow.SlotSearch].Attempt == 0 {
		t.Error("the host is not asked again")
	}
}
