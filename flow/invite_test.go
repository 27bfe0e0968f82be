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
