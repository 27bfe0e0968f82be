package ui

import (
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/tick"
)

// queries are typed letter by letter, and erased again.
var queries = []string{"social", "a", "grab holdings", "zzzz", "e p", "bank of the", "株式", "indon corp"}

// BenchmarkSearchKey measures a key in the search over 100,000 providers: Update
// and View together, at the median and the 99th percentile.
func BenchmarkSearchKey(b *testing.B) {
	w := newBench(b, native, 120, 40).toConsent()
	w.answer(flow.ProvidersArrived{Providers: catalogue(b, 100_000), Last: true})
	w.press("enter")
	w.on(flow.ProviderList)
	clock := api.SystemClock()
	var took []time.Duration
	for b.Loop() {
		for _, q := range queries {
			keys := []tea.KeyPressMsg{}
			for _, r := range q {
				keys = append(keys, tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			for range q {
				keys = append(keys, tea.KeyPressMsg{Code: tea.KeyBackspace})
			}
			for _, k := range keys {
				started := clock.Now()
				w.app.Update(k)
				w.app.View()
				took = append(took, clock.Now().Sub(started))
			}
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms/key")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms/key")
	b.ReportMetric(0, "ns/op")
}

// catalogue is what the sandbox serves for a catalogue of n.
func catalogue(b *testing.B, n int) []wire.Provider {
	b.Helper()
	running, err := sandbox.Listen(b.Context(), sandbox.Config{Providers: n})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = running.Close(b.Context()) }()
	client, err := api.New(api.Config{BaseURL: running.OpenAPI(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey})
	if err != nil {
		b.Fatal(err)
	}
	all := make([]wire.Provider, 0, n)
	for page, err := range client.ProviderPages(b.Context(), api.ListOptions{}) {
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, page.Items...)
	}
	if len(all) != n {
		b.Fatalf("%d providers", len(all))
	}
	return all
}

// BenchmarkFrame measures one frame of a page beside full lanes.
func BenchmarkFrame(b *testing.B) {
	w := newBench(b, native, 120, 40).toSuccess()
	for range 2000 {
		w.records()
	}
	for b.Loop() {
		w.app.Update(tick.Msg{})
		w.app.View()
	}
}
