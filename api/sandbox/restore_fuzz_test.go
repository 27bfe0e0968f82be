package sandbox

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/store"
	"winkterm/api/sandbox/task"
	"winkterm/api/wire"
)

// FuzzReadBack reads anything for what was written: it is refused, or served like
// any other state.
func FuzzReadBack(f *testing.F) {
	clock := newClock()
	at := clock.Now()
	tables := []string{
		"users", "tokens", "sessions", "accounts", "archives", "tasks",
		"consentTemplates", "webhooks", "invites", "inviteTemplates", "sandbox", "users.next", "events",
	}
	type row = map[string]any
	for i, x := range []row{
		{"ID": "u", "CreatedAt": at}, {"ID": "t", "UserID": "u"}, {"ID": "s", "UserID": "u"},
		{"ID": "a", "CreatedAt": at, "ProviderID": "sss_ph", "Person": "George", "Synced": []time.Time{at.Add(day)}, "History": []row{
			{"At": at, "Status": wire.StatusConnected, "Held": true}, {"At": at.Add(task.DataLife), "Status": wire.StatusDisconnected},
		}},
		{"ID": "d", "CreatedAt": at, "History": []row{{"At": at, "Status": wire.ArchiveStarted}}},
		{"ID": "k", "SourceID": "a"},
	} {
		data, err := json.Marshal(x)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), data)
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		file := filepath.Join(t.TempDir(), "sandbox.db")
		s, err := store.Open(file, state.Version)
		if err != nil {
			t.Fatal(err)
		}
		var b store.Batch
		b.Put(tables[int(which)%len(tables)], 0, data)
		s.Append(&b)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		g := &guest{t: t, srv: New(Config{Clock: clock}), clock: clock}
		if g.srv.state.Open(file) != nil {
			return
		}
		defer g.srv.state.Close() //nolint:errcheck // it is thrown away
		for _, rt := range g.srv.below("/v1/") {
			if rt.Method == "GET" && bare(rt.Path) == rt.Path {
				if r := g.send("GET", rt.Path, goodKey, ""); r.status >= 500 {
					t.Errorf("%s: %s", rt.Path, r.raw)
				}
			}
		}
	})
}
