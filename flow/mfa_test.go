package flow_test

import (
	"testing"

	"winkterm/flow"
)

// TestAChallengeOfBeforeSaysNothing has the host answer with a challenge as it was before
// the last answer: what was wrong then is no news.
func TestAChallengeOfBeforeSaysNothing(t *testing.T) {
	t.Parallel()
	const wrong = "a-1 AWAITING_MFA otp id=c-1 length=4 error=INVALID_MFA at=grab left="
	s := played(t, add(toMFA, "submit", "accepted "+wrong+"2", "type code=1235", "submit")...)
	for _, effect := range s.play("seen " + wrong + "3") {
		if status, ok := effect.(flow.RecordStatus); ok {
			t.Errorf("%+v", status)
		}
	}
}
