package replay

import (
	"bufio"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/replay"
)

// large writes a recording of a million records, fewer where the benchmarks only have to
// run: a login that fails, over and over.
func large(b *testing.B) string {
	b.Helper()
	records := 1_000_000
	if testing.Short() {
		records = 20_000
	}
	path := filepath.Join(b.TempDir(), "large.ndjson")
	out, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	story := locked(b)
	to := bufio.NewWriterSize(out, 1<<20)
	w, err := recording.NewWriter(to, story.file().Header())
	if err != nil {
		b.Fatal(err)
	}
	for i := range records {
		r := story.records[i%len(story.records)]
		if d, ok := r.Data.(journal.State); ok && i >= len(story.records) && d.Found != "" {
			d.Found, d.FoundIn = "", 14
			r.Data = d
		}
		r.Seq, r.At = i+1, began.Add(time.Duration(i)*50*time.Millisecond)
		w.Write(r)
	}
	if err := to.Flush(); err != nil || w.Failed() != nil || out.Close() != nil {
		b.Fatal(err, w.Failed())
	}
	return path
}

func opened(b *testing.B, path string) *recording.File {
	b.Helper()
	f, err := recording.Open(path)
	if err != nil || f.Damage() != nil {
		b.Fatal(err, f.Damage())
	}
	return f
}

// From the file to the first screen, and what is in memory then.
func BenchmarkOpen(b *testing.B) {
	path := large(b)
	for b.Loop() {
		f := opened(b, path)
		newBench(b, f, nil).draw()
		_ = f.Close()
	}
	f := opened(b, path)
	m := newBench(b, f, nil)
	var memory runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.HeapAlloc)/(1<<20), "MiB-kept")
	b.ReportMetric(float64(memory.Sys)/(1<<20), "MiB-taken")
	_ = m.draw()
	_ = f.Close()
}

// Any moment of a large file, drawn.
func BenchmarkSeek(b *testing.B) {
	f := opened(b, large(b))
	m := newBench(b, f, nil)
	b.Run("far", func(b *testing.B) {
		for i := 1; b.Loop(); i++ {
			m.goTo(i * 7919 * 101 % f.Len())
			m.draw()
		}
	})
	b.Run("back", func(b *testing.B) {
		for b.Loop() {
			if m.at == 0 {
				m.goTo(f.Len() - 1)
			}
			m.goTo(m.at - 1)
			m.draw()
		}
	})
	b.Run("forward", func(b *testing.B) {
		for b.Loop() {
			if m.at == f.Len()-1 {
				m.goTo(0)
			}
			m.goTo(m.at + 1)
			m.draw()
		}
	})
	_ = f.Close()
}

// A search that finds nothing reads all of a large file.
func BenchmarkSearch(b *testing.B) {
	f := opened(b, large(b))
	t := replay.New(f)
	for b.Loop() {
		if _, ok, err := t.Search("nowhere", 0, 1).Run(b.Context(), func(int) {}); ok || err != nil {
			b.Fatal(ok, err)
		}
	}
	_ = f.Close()
}
