package sandbox

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/store"
)

// TestRowsThatCannotHaveBeenAreRefused writes a row that no sandbox writes, and
// wants the file to be refused with the reason.
func TestRowsThatCannotHaveBeenAreRefused(t *testing.T) {
	t.Parallel()
	clock := newClock()
	at := clock.Now().Format(time.RFC3339)
	for name, c := range map[string]struct{ table, row, says string }{
		"no id":                        {"users", `{"Seq":0}`, "out of order"},
		"no JSON":                      {"users", `{`, "table users, entry 0"},
		"a session of nobody":          {"sessions", `{"ID":"ses-1","UserID":"u"}`, "user u"},
		"a task of nothing":            {"tasks", `{"ID":"task-1","SourceID":"a"}`, "task-1"},
		"an account without a status":  {"accounts", `{"ID":"a-1","ProviderID":"sss_ph"}`, "no status"},
		"an account nowhere":           {"accounts", `{"ID":"a-1","ProviderID":"nobody"}`, "--providers"},
		"an archive without beginning": {"archives", `{"ID":"u-1","History":[{"At":"` + at + `","Status":"ANALYZED"}]}`, "STARTED"},
		"a webhook to elsewhere":       {"webhooks", `{"ID":"wh-1","Asked":{"name":"a","url":"http://example.com","secret":"s"}}`, "url"},
		"an invite template of nothing": {
			"inviteTemplates", `{"ID":"tpl-1","Asked":{}}`, "name",
		},
		"a consent template of nothing": {"consentTemplates", `{"ID":"ct-1","Asked":{}}`, "consentType"},
		"a clock that goes back":        {"sandbox", `{"Lead":-1}`, "forward"},
		"an event of no type":           {"events", `{"ID":"et-1","Type":"NONE"}`, "et-1"},
		"an invite of no status":        {"invites", `{"ID":"inv-1","Steps":[{"Status":"NONE"}]}`, "inv-1"},
		"a number that is none":         {"users.next", `"many"`, "users.next"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "sandbox.db")
			s, err := store.Open(file, state.Version)
			if err != nil {
				t.Fatal(err)
			}
			var b store.Batch
			b.Put(c.table, 0, []byte(c.row))
			s.Append(&b)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if err := New(Config{Clock: clock}).state.Open(file); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("it is opened with %v, want %q", err, c.says)
			}
		})
	}
}
