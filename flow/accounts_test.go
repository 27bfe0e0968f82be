package flow_test

import (
	"testing"

	"winkterm/flow"
)

// TestThePageOfAllHasUploads reads uploads there also where none can be added; the provider
// list has no use for them then.
func TestThePageOfAllHasUploads(t *testing.T) {
	t.Parallel()
	for command, want := range map[string]bool{"all": true, "refresh": false} {
		s := &story{probe: newProbe(t, flow.Options{Native: true})}
		for _, c := range add(toWaiting, "back", "back", command) {
			s.play(c)
		}
		poll, ok := s.state.Calls.Slots[flow.SlotPoll].Request.(flow.Poll)
		if !ok || poll.Subject.Kind != flow.SubjectUser || poll.Subject.Uploads != want {
			t.Errorf("%s polls %+v", command, poll.Subject)
		}
	}
}
