package search_test

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"winkterm/flow/search"
)

const many = 100_000

// BenchmarkSearch asks an index of 100,000 providers. Each round types a query
// whole, so that nothing of the round before can be narrowed; p50-µs and p99-µs
// are of single queries.
func BenchmarkSearch(b *testing.B) {
	latin, cjk := search.New(), search.New()
	latin.Add(catalogue(many))
	cjk.Add(chinese(many))
	for _, bm := range []struct {
		name, query string
		ix          *search.Index
	}{
		{"one letter", "s", latin},
		{"letter a", "a", latin},
		{"two letters", "an", latin},
		{"two scattered", "nm", latin},
		{"two rare", "zq", latin},
		{"three letters", "sss", latin},
		{"vowels", "aio", latin},
		{"ten letters", "manilabank", latin},
		{"ten apart", "mnlcrpphil", latin},
		{"no match", "xqzjk", latin},
		{"two words", "manila bank", latin},
		{"accented", "zürich", latin},
		{"CJK in Latin", "年金", latin},
		{"CJK one", "年", cjk},
		{"CJK two", "年金", cjk},
		{"CJK three", "社会保", cjk},
	} {
		b.Run(bm.name, func(b *testing.B) {
			var times []time.Duration
			found := 0
			for b.Loop() {
				bm.ix.Search("0xff", "") // another query in between
				times = append(times, stopwatch(func() { found = bm.ix.Search(bm.query, "").Len() }))
			}
			report(b, times)
			b.ReportMetric(float64(found), "found")
		})
	}
}

// BenchmarkTyping types letter by letter and draws 20 rows after each, as the
// list does.
func BenchmarkTyping(b *testing.B) {
	ix := search.New()
	ix.Add(catalogue(many))
	for _, text := range []string{"manila bank", "aaaaaa", "services group", "indonesia"} {
		b.Run(text, func(b *testing.B) {
			var times []time.Duration
			for b.Loop() {
				for n := 1; n <= len(text); n++ {
					times = append(times, stopwatch(func() {
						res := ix.Search(text[:n], "")
						for i := range min(20, res.Len()) {
							_ = res.At(i)
						}
					}))
				}
			}
			report(b, times)
		})
	}
}

func stopwatch(work func()) time.Duration {
	start := time.Now() //nolint:forbidigo // measures
	work()
	return time.Since(start) //nolint:forbidigo // measures
}

func report(b *testing.B, times []time.Duration) {
	b.Helper()
	slices.Sort(times)
	micro := func(q float64) float64 { return float64(times[int(q*float64(len(times)-1))].Nanoseconds()) / 1000 }
	b.ReportMetric(micro(0.5), "p50-µs")
	b.ReportMetric(micro(0.99), "p99-µs")
}

// BenchmarkAdd adds 100,000 providers and reports what the index then holds.
func BenchmarkAdd(b *testing.B) {
	providers := catalogue(many)
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		ix := search.New()
		ix.Add(providers)
		runtime.GC()
		runtime.ReadMemStats(&after)
		if ix.Len() != many {
			b.Fatalf("only %d", ix.Len())
		}
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
}
