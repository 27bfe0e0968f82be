package flow_test

import (
	"testing"

	"winkterm/flow"
)

// TestTheExpiryOfAReplacedTokenMeansNothing lets the clock tell of the time of a
// token that a new one has taken the place of.
func TestTheExpiryOfAReplacedTokenMeansNothing(t *testing.T) {
	t.Parallel()
	s := played(t, toWaiting...)
	old := s.state.Session.ExpiresAt
	for _, command := range []string{"expire", "token u-1", "session"} {
		s.play(command)
	}
	if s.state.Session.ExpiresAt.Equal(old) {
		t.Fatal("the new token has the time of the old one")
	}
	if effects := s.apply(flow.TokenExpired{ExpiresAt: old}); len(effects) > 0 {
		t.Errorf("the time of the old token does %v", effects)
	}
}
