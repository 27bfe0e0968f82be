package store

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"
)

// BenchmarkCommit is the life of a call: an account, its task and a count,
// together about 1 kB, handed over and waited for, by so many callers at a time.
func BenchmarkCommit(b *testing.B) {
	for _, callers := range []int{1, 16, 64} {
		b.Run(fmt.Sprintf("callers=%d", callers), func(b *testing.B) {
			file := newFile(b)
			s := mustOpen(b, file)
			var c caller
			b.ResetTimer()
			var wg sync.WaitGroup
			for range callers {
				wg.Go(func() { c.run(b, s) })
			}
			wg.Wait()
			b.StopTimer()
			mustClose(b, s)
			info, err := os.Stat(file)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
			b.ReportMetric(float64(info.Size())/float64(b.N), "file-B/op")
		})
	}
}

// caller is what the callers share: the lock of a state, and its next number.
type caller struct {
	calls atomic.Int64
	lock  sync.Mutex
	next  uint64
}

func (c *caller) run(b *testing.B, s *Store) {
	account, task := make([]byte, 700), make([]byte, 300)
	var batch Batch
	for c.calls.Add(1) <= int64(b.N) {
		c.lock.Lock()
		batch.Put("accounts", c.next, account)
		batch.Put("tasks", c.next, task)
		batch.Put("counts", 0, task[:8])
		c.next++
		s.Append(&batch)
		c.lock.Unlock()
		if err := s.Flush(); err != nil {
			b.Error(err)
			return
		}
	}
}

// BenchmarkAppend is what a call does under the lock of the state.
func BenchmarkAppend(b *testing.B) {
	s := mustOpen(b, newFile(b))
	value := make([]byte, 700)
	var batch Batch
	b.ReportAllocs()
	n := uint64(0)
	for b.Loop() {
		batch.Put("accounts", n%5000, value)
		batch.Put("tasks", n%5000, value)
		s.Append(&batch)
		n++
	}
}

// BenchmarkFlushIdle is what a GET pays when nothing waits.
func BenchmarkFlushIdle(b *testing.B) {
	s := mustOpen(b, newFile(b))
	save(b, s, func(batch *Batch) { batch.Put("t", 1, []byte("a")) })
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := s.Flush(); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkOpen opens a file of 10,000 users with three accounts each, which is
// 29 MB, and loads it.
func BenchmarkOpen(b *testing.B) {
	file := newFile(b)
	s := mustOpen(b, file)
	save(b, s, func(batch *Batch) {
		for key := range uint64(10_000) {
			batch.Put("users", key, make([]byte, 200))
		}
		for key := range uint64(30_000) {
			batch.Put("accounts", key, make([]byte, 700))
		}
	})
	mustClose(b, s)
	for b.Loop() {
		s := mustOpen(b, file)
		n := 0
		for _, table := range []string{"users", "accounts"} {
			if err := s.Load(table, func(uint64, []byte) error { n++; return nil }); err != nil {
				b.Fatal(err)
			}
		}
		if n != 40_000 {
			b.Fatal("loaded", n)
		}
		mustClose(b, s)
	}
}

// BenchmarkCreate is the start of a sandbox whose file is not there yet.
func BenchmarkCreate(b *testing.B) {
	folder := b.TempDir()
	n := 0
	for b.Loop() {
		n++
		s, err := Open(fmt.Sprint(folder, "/", n), version)
		if err != nil {
			b.Fatal(err)
		}
		mustClose(b, s)
	}
}
