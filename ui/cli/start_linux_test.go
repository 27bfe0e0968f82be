package cli

import (
	"slices"
	"syscall"
	"testing"
	"time"
)

// The first frame, beside that of an empty Bubble Tea program of the same
// versions. The figure that counts is their ratio.
func BenchmarkFirstFrame(b *testing.B) {
	ours, empty := build(b, "winkterm"), build(b, "./testdata/empty")
	var mine, least []time.Duration
	for b.Loop() {
		least = append(least, firstFrame(b, empty))
		mine = append(mine, firstFrame(b, ours))
	}
	m, l := median(mine), median(least)
	b.ReportMetric(float64(m.Microseconds())/1000, "winkterm-ms")
	b.ReportMetric(float64(l.Microseconds())/1000, "empty-ms")
	b.ReportMetric(float64(m)/float64(l), "ratio")
}

func firstFrame(b *testing.B, path string) time.Duration {
	b.Helper()
	t := start(b, path)
	took := t.until("winkterm")
	_ = t.end(syscall.SIGKILL)
	return took
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// The memory of the process with the provider list read, and what it does when
// nothing happens.
func BenchmarkResident(b *testing.B) {
	ours := build(b, "winkterm")
	for _, c := range []struct {
		name string
		args []string
	}{
		{"shipped", nil},
		{"100000", []string{"--providers", "100000"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				t := start(b, ours, c.args...)
				t.until("Continue")
				t.keys("\r")
				t.until("Search")
				t.idle()
				wrote, ticks := t.bytes(), t.ticks()
				t.rest(2 * time.Second)
				b.ReportMetric(t.memory("VmRSS"), "MiB")
				b.ReportMetric(t.memory("VmHWM"), "peak-MiB")
				b.ReportMetric(float64(wrote), "bytes")
				b.ReportMetric(float64(t.bytes()-wrote), "idle-bytes")
				b.ReportMetric(float64(t.ticks()-ticks), "idle-ticks")
				_ = t.end(syscall.SIGKILL)
			}
		})
	}
}
