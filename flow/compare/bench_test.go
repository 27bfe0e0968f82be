package compare_test

import (
	"fmt"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/compare"
)

// long is a path of about n callbacks in one go: an account after the other.
func long(tb testing.TB, n int) *path {
	tb.Helper()
	p := newPath()
	p.opened(tb, flow.ShowPage{Page: flow.Consent})
	for i := 0; len(p.told) < n; i++ {
		provider, account := fmt.Sprintf("p-%d", i), fmt.Sprintf("a-%d", i)
		args := wire.AccountCallback{AccountID: account, UserID: p.user, ProviderID: provider}
		p.opened(tb, flow.ShowPage{Page: flow.ProviderList})
		p.opened(tb, flow.ShowPage{Page: flow.Login, ProviderID: provider})
		p.tell(tb, wire.OnAccountCreated, args)
		p.opened(tb, flow.ShowPage{Page: flow.MFA, ProviderID: provider})
		p.tell(tb, wire.OnAccountConnected, args)
		p.opened(tb, flow.ShowPage{Page: flow.ConnectSuccess, ProviderID: provider, AccountID: account})
		for _, status := range []string{"PENDING", "AWAITING_MFA", "CONNECTED"} {
			p.seen = append(p.seen, compare.Seen{At: p.at, ID: account, Status: status})
		}
	}
	return p
}

var sizes = []int{20, 1000, compare.RecordsMax}

func BenchmarkExpected(b *testing.B) {
	for _, n := range sizes {
		p := long(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				compare.Expected(p.options, p.told, p.seen)
			}
		})
	}
}

func BenchmarkDiff(b *testing.B) {
	for _, n := range sizes {
		p := long(b, n)
		told := append(p.told[:n/2:n/2], p.told[n/2+1:]...)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				compare.Diff(told, p.told)
			}
		})
	}
}

// BenchmarkDiffOfStrangers is the worst that can be: nothing stands where it should.
func BenchmarkDiffOfStrangers(b *testing.B) {
	for _, n := range sizes {
		told, expected := make([]compare.Callback, n), make([]compare.Callback, n)
		for i := range n {
			told[i] = compare.Read(start, "onClose", fmt.Sprintf(`{"accountId":"a-%d"}`, i*7919%n))
			expected[i] = compare.Read(start, "onClose", fmt.Sprintf(`{"accountId":"a-%d"}`, i))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				compare.Diff(told, expected)
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	const data = `{"eventName":"ConnectSuccessPageOpened","eventTime":"2026-01-02T03:04:05.000Z","mode":"SANDBOX","userId":"tenant-9f2c","account":{"providerId":"sss_ph","accountId":"a-17bb0c52"}}`
	b.ReportAllocs()
	for b.Loop() {
		compare.Read(start, wire.OnUIEvent, data)
	}
}
