package flow_test

import (
	"errors"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
)

// A session that may not be in production ends before the page of invites shows; were it
// otherwise, nothing would be sent all the same.
func TestNoInviteIsSentInProductionByAccident(t *testing.T) {
	t.Parallel()
	s := played(t, toInvite...)
	s.state.Session.Mode = wire.ModeProduction
	s.play("type again=ana@example.com")
	var refused *flow.Refused
	_, effects, err := flow.Step(s.state, flow.Submitted{})
	if !errors.As(err, &refused) || refused.Why != "production is not allowed in this session" || len(effects) > 0 {
		t.Errorf("%v, %v", err, effects)
	}
	s.state.Options.Production = true
	if _, effects, err = flow.Step(s.state, flow.Submitted{}); err != nil || len(effects) != 1 {
		t.Errorf("%v, %v", err, effects)
	}
}

// TestWhomAnInviteIsForIsTakenAsItIsWritten pastes blanks around the name and the address.
func TestWhomAnInviteIsForIsTakenAsItIsWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, email, wantName, wantEmail string }{
		{"  Ana Santos ", " ana@example.com\u00a0", "Ana Santos", "ana@example.com"},
		{"   ", "ana@example.com", "", ""},
	} {
		s := played(t, toInvite...)
		s.apply(flow.Typed{Values: map[string]wire.Secret{"fullName": wire.Secret(c.name), "email": wire.Secret(c.email)}})
		s.apply(flow.Submitted{})
		sent, _ := s.state.Calls.Slots[flow.SlotUser].Request.(flow.SendInvite)
		if sent.FullName.Reveal() != c.wantName || sent.Email.Reveal() != c.wantEmail {
			t.Errorf("%q, %q is sent as %q, %q", c.name, c.email, sent.FullName.Reveal(), sent.Email.Reveal())
		}
	}
}
