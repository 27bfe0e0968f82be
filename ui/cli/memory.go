package cli

import (
	"context"
	"runtime"
	"runtime/debug"

	"winkterm/flow"
	"winkterm/flow/session"
)

// memoryLimit is how much memory, in bytes, Go's part of the program takes before garbage
// is collected as it arises and not when the heap has doubled. A list of 100,000
// providers comes in 1,000 pages, of which little but the names is kept.
const memoryLimit = 38 << 20

// saveMemory keeps to memoryLimit while the list of providers is read. A list for which
// that is too little gets what it needs in the end, else collecting would never rest.
func saveMemory(ctx context.Context, walk *session.Session) {
	debug.SetMemoryLimit(memoryLimit)
	if _, err := walk.Wait(ctx, func(s flow.State) bool { return s.Catalogue.Complete }); err != nil {
		return
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(max(memoryLimit, int64(m.HeapAlloc)*3/2))
}
