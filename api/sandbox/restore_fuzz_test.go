package sandbox

import (
	"encoding/json"
	"testing"
	"time"

	"winkterm/api/wire"
)

// FuzzReadBack reads anything for what was written: it is refused, or served like
// any other state.
func FuzzReadBack(f *testing.F) {
	clock := newClock()
	at := clock.Now()
	for i, x := range []any{
		user{entry: entry{ID: "u", CreatedAt: at}}, token{entry: entry{ID: "t"}, UserID: "u"}, session{entry: entry{ID: "s"}, UserID: "u"},
		account{entry: entry{ID: "a", CreatedAt: at}, ProviderID: "sss_ph", Person: "George", Line: timeline{
			{At: at, Status: wire.StatusConnected, Held: true}, {At: at.Add(dataLife), Status: wire.StatusDisconnected},
		}, Synced: []time.Time{at.Add(day)}},
		archive{entry: entry{ID: "d", CreatedAt: at}, Line: []archiveStep{{At: at, Status: wire.ArchiveStarted}}},
		task{entry: entry{ID: "k"}, SourceID: "a"},
	} {
		data, err := json.Marshal(x)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), data)
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		g := &guest{t: t, srv: New(Config{Clock: clock}), clock: clock}
		shelves := g.srv.state.shelves()
		if shelves[int(which)%len(shelves)].restore(g.srv, data) != nil {
			return
		}
		for _, rt := range g.srv.openAPI() {
			if rt.method == "GET" && bare(rt.path) == rt.path {
				if r := g.send("GET", rt.path, goodKey, ""); r.status >= 500 {
					t.Errorf("%s: %s", rt.path, r.raw)
				}
			}
		}
	})
}
