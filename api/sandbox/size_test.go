package sandbox

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
)

// crowd makes users with accounts each, as calls would, without HTTP in between.
func crowd(b *testing.B, users, accounts int) *Server {
	b.Helper()
	clock := newClock()
	s := New(Config{Speed: 1, Clock: clock})
	i, _ := s.providers.find("philhealth_ph")
	p := s.providers.at(i)
	for range users {
		c := &call{rt: route{method: "POST", path: "/link/v1/accounts"}, now: clock.Now()}
		u := s.addUser(map[string]string{"ref": "42"}, c.now)
		s.issueToken(u.ID, c.now)
		c.session.UserID = u.ID
		for range accounts {
			s.begin(c, p, "username", "George", "123456")
		}
		clock.pass(time.Millisecond)
	}
	clock.pass(10 * time.Second)
	return s
}

// BenchmarkMemory is what 10,000 users with 3 connected accounts each keep.
func BenchmarkMemory(b *testing.B) {
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		s := crowd(b, 10_000, 3)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB")
		runtime.KeepAlive(s)
	}
}

// BenchmarkPages is a page of a list, at the beginning and in the middle, among
// few and among many.
func BenchmarkPages(b *testing.B) {
	for _, users := range []int{100, 100_000} {
		s := crowd(b, users, 1)
		middle := query{list: "/v1/accounts"}
		owner := s.state.users.all[users/2].ID
		for name, path := range map[string]string{
			"first": "/v1/accounts?size=10", "middle": "/v1/accounts?size=10&cursor=" + middle.cursor(users/2),
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
