package suite

import (
	"context"
	"time"

	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// Config says how a suite is played.
type Config struct {
	// Parallel is how many scenarios are played at once, one at least.
	Parallel int
	// Repeat is how often the whole list is played, once at least. With UntilFail it is
	// played again and again until one does not pass, whatever Repeat says.
	Repeat    int
	UntilFail bool
	// Bail begins no other once one did not pass.
	Bail bool
	// Shuffle plays the list in an order that Seed decides, each round in another.
	Shuffle bool
	Seed    uint64
	// Timeout is how long the whole run may take in real time, Each how long one scenario; 0
	// is without an end.
	Timeout, Each time.Duration
	// Play plays one scenario. It returns soon after ctx has ended, and says then that it
	// was Interrupted, or TimedOut where the deadline was over. The attempt counts from 1.
	Play func(ctx context.Context, s *spec.Scenario, attempt int) play.Outcome
	// Observe is called with what happens, one call after the other; it may be nil. It must
	// not keep the records of what passed.
	Observe func(Event)
	// Now is the real time; nil is that of the system.
	Now func() time.Time
}

// Event says that a scenario began, or how it ended.
type Event struct {
	// Number is the place in the order in which they are played, Index that of the
	// scenario in the list, both from 0. Attempt counts from 1 where it is repeated.
	Number, Index, Attempt int
	Scenario               *spec.Scenario
	// Outcome is how it ended; nil where it began. One that was Skipped never began.
	Outcome *play.Outcome
}

// Summary is what came of a run.
type Summary struct {
	// Counts are how many ended with each verdict, each attempt for itself; Total is all.
	Counts map[play.Verdict]int
	Total  int
	// Seed is that of the order.
	Seed uint64
	// Took is how long it took in real time.
	Took time.Duration
}

// Passed says whether everything passed that was to be played.
func (s Summary) Passed() bool { return s.Counts[play.Passed] == s.Total }
