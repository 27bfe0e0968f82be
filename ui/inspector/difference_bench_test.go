package inspector_test

import (
	"fmt"
	"testing"

	"winkterm/flow/compare"
	"winkterm/flow/journal"
)

// many is a widget that is opened again and again, about n callbacks in all.
func many(n int) []journal.Record {
	var data []journal.Data
	for len(data) < n {
		data = append(data, journal.Launch{}, page("Consent", ""), page("ProviderList", ""), page("Login", `,"account":{"providerId":"sss_ph"}`),
			account("onAccountCreated", ""), page("Mfa", `,"account":{"providerId":"sss_ph"}`), account("onAccountConnected", ""),
			page("ConnectSuccess", `,"account":{"providerId":"sss_ph","accountId":"a-17bb0c52"}`), told("onClose", `{"reason":"exit"}`))
	}
	return records(data...)
}

// BenchmarkFeedDifference is one more callback while the difference shows.
func BenchmarkFeedDifference(b *testing.B) {
	for _, n := range []int{20, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			one := records(told("onTokenExpired", "null"))
			for b.Loop() {
				b.StopTimer()
				m := inDifference(many(n))
				b.StartTimer()
				m.Feed(one)
			}
		})
	}
}

// BenchmarkShowDifference is the first look at it.
func BenchmarkShowDifference(b *testing.B) {
	for _, n := range []int{20, 1000, compare.RecordsMax} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			all := many(n)
			for b.Loop() {
				b.StopTimer()
				m := fed(all...)
				b.StartTimer()
				press(m, "left")
			}
		})
	}
}

// BenchmarkViewDifference draws a thousand rows' window.
func BenchmarkViewDifference(b *testing.B) {
	m := inDifference(many(1000))
	for b.Loop() {
		press(m, "up") // what is drawn is kept until then
		m.View(100, 40, true)
	}
}

// hooks are n deliveries beside as many callbacks.
func hooks(n int) []journal.Record {
	var data []journal.Data
	for i := range n {
		id := fmt.Sprint("a-", i)
		data = append(data, journal.Webhook{ID: fmt.Sprint("et-", i), Type: "ACCOUNT_CREATED", SubjectID: id}, journal.Callback{Name: "onAccountCreated", Args: journal.Text(`{"accountId":"` + id + `"}`)})
	}
	return records(data...)
}

// BenchmarkFeedWebhooks is one more delivery while the webhooks show, and while they do not.
func BenchmarkFeedWebhooks(b *testing.B) {
	for _, n := range []int{20, 1000, journal.RecordsMax/2 - 1} {
		for _, shown := range []string{"Webhooks", "Timeline"} {
			b.Run(fmt.Sprint(shown, n), func(b *testing.B) {
				one := records(journal.Webhook{ID: "et-new", Type: "LINK_ADDED"})
				for b.Loop() {
					b.StopTimer()
					m := fed(hooks(n)...)
					toTab(m, shown)
					b.StartTimer()
					m.Feed(one)
				}
			})
		}
	}
}
