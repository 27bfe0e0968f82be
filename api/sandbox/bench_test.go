package sandbox

import (
	"net/http/httptest"
	"net/url"
	"testing"
)

func mustFilter(t testing.TB, c *catalogue, values string) providerFilter {
	t.Helper()
	v, err := url.ParseQuery(values)
	if err != nil {
		t.Fatal(err)
	}
	f, err := c.filter(&query{filter: v}, scope{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		New(Config{Providers: 100_000})
	}
}

func BenchmarkProviders(b *testing.B) {
	deep := query{list: "/v1/providers"}
	for _, bench := range []struct {
		name  string
		n     int
		query string
	}{
		{"shipped", 0, "size=10"},
		{"first", 100_000, "size=10"},
		{"deep", 100_000, "size=10&cursor=" + deep.cursor(99_000)},
		{"large", 100_000, "size=150"},
		{"rareName", 100_000, "name=lakan+rides+cebu"},
		{"noName", 100_000, "name=qqqq"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			g := visit(b, Config{Providers: bench.n})
			b.ReportAllocs()
			for b.Loop() {
				req := httptest.NewRequest("GET", "/v1/providers?"+bench.query, nil)
				req.Header.Set("Authorization", goodKey)
				rec := httptest.NewRecorder()
				g.srv.Handler().ServeHTTP(rec, req)
				if rec.Code != 200 {
					b.Fatal(rec.Body)
				}
			}
		})
	}
}
