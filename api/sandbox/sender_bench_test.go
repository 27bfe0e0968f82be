package sandbox

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"winkterm/api/wire"
)

// BenchmarkDelivery is one event from the sandbox to a handler on loopback, signed.
func BenchmarkDelivery(b *testing.B) {
	for _, payload := range []bool{false, true} {
		b.Run(map[bool]string{false: "plain", true: "payload"}[payload], func(b *testing.B) {
			got := make(chan bool, 1024)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				w.WriteHeader(http.StatusNoContent)
				got <- true
			}))
			defer server.Close()
			g := newGuest(b, Config{})
			defer g.srv.sender.Close()
			g.atOnce(`{"providerId":"sss_ph","person":"George"}`)
			events := g.events("?type=TASK_FINISHED")
			if len(events) == 0 {
				b.Fatal("no task is finished")
			}
			id := g.hook(server.URL, "ALL_EVENTS", true, payload)
			tx := g.srv.state.Begin()
			e, _ := g.srv.control.Events.Rows.Get(tx, events[0].ID)
			w := wire.Webhook{ID: id, URL: server.URL}
			tx.End()
			sent := 0
			b.ReportAllocs()
			for b.Loop() {
				tx := g.srv.state.Begin()
				g.srv.sender.Add(tx, w, e)
				tx.End()
				if sent++; sent > 500 { // so many wait at most
					<-got
				}
			}
			for range min(sent, 500) {
				<-got
			}
			b.ReportMetric(float64(sent)/b.Elapsed().Seconds(), "deliveries/s")
		})
	}
}

// BenchmarkEventPosted is POST /users, which causes one event: without a webhook, with one
// whose handler hangs, with one that answers meanwhile, and with one that has answered
// before the next request. request-ns is the request alone.
func BenchmarkEventPosted(b *testing.B) {
	for _, bench := range []string{"none", "hangs", "answers", "paced"} {
		b.Run(bench, func(b *testing.B) {
			got := make(chan bool)
			server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				switch bench {
				case "hangs":
					<-r.Context().Done()
				case "paced":
					got <- true
				}
			}))
			defer server.Close()
			g := newGuest(b, Config{})
			defer g.srv.sender.Close()
			if bench != "none" {
				g.hook(server.URL, "ALL_EVENTS", true, true)
			}
			b.ReportAllocs()
			var spent time.Duration
			for b.Loop() {
				req := httptest.NewRequest("POST", "/v1/users", nil)
				req.Header.Set("Authorization", goodKey)
				rec := httptest.NewRecorder()
				begun := b.Elapsed()
				g.srv.Handler().ServeHTTP(rec, req)
				spent += b.Elapsed() - begun
				if rec.Code != 201 {
					b.Fatal(rec.Body)
				}
				if bench == "paced" {
					<-got
				}
			}
			b.ReportMetric(float64(spent.Nanoseconds())/float64(b.N), "request-ns")
		})
	}
}
