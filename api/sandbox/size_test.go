package sandbox

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// populate makes users with connected accounts, by calls without a network.
func populate(b *testing.B, users, accounts int) *Server {
	b.Helper()
	g := newGuest(b, Config{Speed: 1})
	for range users {
		made := into[wire.UserCreated](b, g.open("POST", "/users", `{"externalMetadata":{"ref":"42"}}`).want(b, 201))
		if accounts > 0 {
			s := into[wire.Session](b, g.spend(made.Token, wire.WidgetOptions{}).want(b, 201))
			g.key = s.SessionKey.Reveal()
		}
		for range accounts {
			g.login("philhealth_ph", "username", "George", "123456")
		}
		g.clock.pass(time.Millisecond)
	}
	g.clock.pass(10 * time.Second)
	return g.srv
}

// BenchmarkMemory is what 10,000 users with 3 connected accounts each keep.
func BenchmarkMemory(b *testing.B) {
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		s := populate(b, 10_000, 3)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB")
		runtime.KeepAlive(s)
	}
}

// BenchmarkPages is a page of a list, at the beginning and in the middle, among
// few and among many; with -short many are fewer, for they take most of a minute to make.
func BenchmarkPages(b *testing.B) {
	many := 100_000
	if testing.Short() {
		many = 5_000
	}
	for _, users := range []int{100, many} {
		s := populate(b, users, 1)
		middle := web.NewQuery("/v1/accounts", nil)
		tx := s.state.Begin()
		owner := s.users.Rows.All(tx)[users/2].ID
		tx.End()
		for name, path := range map[string]string{
			"first": "/v1/accounts?size=10", "middle": "/v1/accounts?size=10&cursor=" + middle.Cursor(users/2),
			"ofUser": "/v1/accounts?userId=" + owner, "users": "/v1/users?size=10", "tasks": "/v1/tasks?size=10",
		} {
			b.Run(fmt.Sprintf("%s/%d", name, users), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					get(b, s, path)
				}
			})
		}
	}
}

// get serves one request without a network.
func get(b *testing.B, s *Server, path string) {
	req := httptest.NewRequest(http.MethodGet, path, http.NoBody)
	req.Header.Set("Authorization", goodKey)
	rec := httptest.NewRecorder()
	s.Handler().ServeHTTP(rec, req)
	if rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), `"`+string(wire.CodeOK)+`"`) {
		b.Fatal(rec.Body)
	}
}
