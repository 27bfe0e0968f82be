package cli

import (
	"context"
	"runtime/debug"

	"winkterm/flow"
	"winkterm/flow/session"
)

const (
	// loadingLimit is the memory in bytes from which on garbage is collected as it arises
	// while the list of providers is read: a list of 100,000 comes in 1,000 pages, of
	// which little but the names is kept.
	loadingLimit = 38 << 20
	// loadingMost is how many providers loadingLimit is enough for. With more, collecting
	// would never rest.
	loadingMost = 120_000
	// loadingGarbage is how many percent of what is used garbage may be meanwhile: below
	// 16 MB nothing is collected, which would take a tenth of the time to the first frame.
	loadingGarbage = 400
)

const (
	// runLimit is the memory in bytes from which on garbage is collected as it arises while
	// scenarios are played, and runMost for how many at once it is enough. Below it garbage
	// is left until there is runGarbage percent of what is used: most of it is of scenarios
	// that are over, and collecting it more often takes a third of the time.
	runLimit   = 270 << 20
	runMost    = 1000
	runGarbage = 400
)

// boundRun keeps to runLimit, or to what the environment says where that is less, while so
// many scenarios are played at once, until end is called.
func boundRun(parallel int) (end func()) {
	if parallel > runMost {
		return func() {}
	}
	limit := debug.SetMemoryLimit(min(debug.SetMemoryLimit(-1), runLimit))
	percent := debug.SetGCPercent(runGarbage)
	return func() { debug.SetGCPercent(percent); debug.SetMemoryLimit(limit) }
}

// saveMemory keeps to loadingLimit while the list of providers is read, and leaves the
// processor to the first frame.
func saveMemory(ctx context.Context, walk *session.Session) {
	usual, percent := debug.SetMemoryLimit(loadingLimit), debug.SetGCPercent(loadingGarbage)
	_, _ = walk.Wait(ctx, func(s flow.State) bool {
		c := s.Catalogue
		return c.Complete || c.Failure.Failed() || c.Loaded > loadingMost
	})
	debug.SetMemoryLimit(usual)
	debug.SetGCPercent(percent)
	debug.FreeOSMemory()
}
