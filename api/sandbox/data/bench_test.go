package data

import (
	"testing"
	"time"

	"winkterm/api/wire"
)

// BenchmarkKind makes one kind of data of the source that has most of it, with
// two later syncs.
func BenchmarkKind(b *testing.B) {
	for _, k := range kinds() {
		s := sample(b, k.at, "George", "")
		s.Synced = []time.Time{s.Since.AddDate(0, 1, 0), s.Since.AddDate(0, 2, 0)}
		b.Run(string(k.kind), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				k.count(s)
			}
		})
	}
}

// BenchmarkOf makes all data of a source of each type.
func BenchmarkOf(b *testing.B) {
	for _, id := range []string{"upwork", "sss_ph", "cpf_sg", "sahod_hr_ph", "liwanag_power_ph", "egov_wallet_ph"} {
		s := sample(b, id, "George", "7")
		b.Run(id, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Of(s)
			}
		})
	}
}

// BenchmarkUser makes the payload of a user with three accounts.
func BenchmarkUser(b *testing.B) {
	sources := []Source{sample(b, "upwork", "George", ""), sample(b, "sss_ph", "George", ""), sample(b, "sahod_hr_ph", "George", "")}
	b.ReportAllocs()
	for b.Loop() {
		User(nil, sources, func(wire.Datapoint, string) string { return "" })
	}
}
