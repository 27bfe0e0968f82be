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
)

// saveMemory keeps to loadingLimit while the list of providers is read.
func saveMemory(ctx context.Context, walk *session.Session) {
	usual := debug.SetMemoryLimit(loadingLimit)
	_, _ = walk.Wait(ctx, func(s flow.State) bool {
		c := s.Catalogue
		return c.Complete || c.Failure.Failed() || c.Loaded > loadingMost
	})
	debug.SetMemoryLimit(usual)
	debug.FreeOSMemory()
}
