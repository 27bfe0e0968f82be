package sandbox

import (
	"bytes"
	"encoding/base64"
	"net/http/httptest"
	"strings"
	"testing"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		New(Config{Providers: 100_000})
	}
}

func BenchmarkProviders(b *testing.B) {
	deep := web.NewQuery("/v1/providers", nil)
	for _, bench := range []struct {
		name  string
		n     int
		query string
	}{
		{"shipped", 0, "size=10"},
		{"first", 100_000, "size=10"},
		{"deep", 100_000, "size=10&cursor=" + deep.Cursor(99_000)},
		{"large", 100_000, "size=150"},
		{"rareName", 100_000, "name=lakan+rides+cebu"},
		{"noName", 100_000, "name=qqqq"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			g := newGuest(b, Config{Providers: bench.n})
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

// BenchmarkUpload is POST /archives with a file of 15 MB; B/op is all that the
// sandbox allocates for it.
func BenchmarkUpload(b *testing.B) {
	data := append([]byte("%PDF-1.4\n"), make([]byte, wire.FileLimit-9)...)
	content := base64.StdEncoding.EncodeToString(data)
	body := []byte(`{"fileType":"PAYSLIP","rawFiles":[{"fileExtensionType":"PDF","fileContent":"` + content + `"}]}`)
	g := newGuest(b, Config{})
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		req := httptest.NewRequest("POST", "/v1/archives", bytes.NewReader(body))
		req.Header.Set("Authorization", goodKey)
		req.Header.Set("Content-Type", "application/json")
		rec := httptest.NewRecorder()
		g.srv.Handler().ServeHTTP(rec, req)
		if rec.Code != 200 {
			b.Fatal(rec.Body)
		}
	}
}

// BenchmarkEvent is POST /users, which causes one event: with nobody who hears of it, with
// somebody who listens, and with ten webhooks as well.
func BenchmarkEvent(b *testing.B) {
	for _, bench := range []struct {
		name     string
		deliver  func(Delivery)
		webhooks int
	}{{"unheard", nil, 0}, {"listener", func(Delivery) {}, 0}, {"webhooks", func(Delivery) {}, 10}} {
		b.Run(bench.name, func(b *testing.B) {
			g := newGuest(b, Config{Deliver: bench.deliver})
			for range bench.webhooks {
				g.open("POST", "/webhooks", strings.Replace(aWebhook, "ACCOUNT_CONNECTED", "ALL_EVENTS", 1)).want(b, 200)
			}
			b.ReportAllocs()
			for b.Loop() {
				req := httptest.NewRequest("POST", "/v1/users", nil)
				req.Header.Set("Authorization", goodKey)
				rec := httptest.NewRecorder()
				g.srv.Handler().ServeHTTP(rec, req)
				if rec.Code != 201 {
					b.Fatal(rec.Body)
				}
			}
		})
	}
}
