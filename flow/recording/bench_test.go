package recording

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"winkterm/flow/journal"
)

// million is how many records the benchmarks' file has, fewer where they only have to run.
func million() int {
	if testing.Short() {
		return 20_000
	}
	return 1_000_000
}

// large writes a recording with records as a session has them, 0.7 KB each on average.
func large(b *testing.B, records int) (path string) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "large.ndjson")
	out, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	buffered := bufio.NewWriterSize(out, 1<<20)
	w, err := NewWriter(buffered, Header{Command: Wizard, Started: noon})
	if err != nil {
		b.Fatal(err)
	}
	body := journal.Text(`{"id":"a-1","items":[` + strings.Repeat(`{"name":"one"},`, 60) + `{}]}`)
	state := journal.JSON(`{"page":"Login","items":["` + strings.Repeat("x", 1200) + `"]}`)
	for i := range records {
		r := journal.Record{Seq: i + 1, At: noon.Add(time.Duration(i) * time.Millisecond)}
		switch i % 5 {
		case 0:
			r.Lane, r.Kind, r.Data = journal.LaneIntent, "Typed", journal.Intent{Name: "Typed", Args: `{"Field":"x"}`}
		case 1:
			r.Lane, r.Kind = journal.LaneHTTP, fmt.Sprintf("GET /accounts/a-%d", i%5000)
			r.Data = journal.HTTP{Method: "GET", Path: fmt.Sprintf("/accounts/a-%d", i%5000), Status: 200, Response: journal.Message{Size: int64(len(body)), Body: body}}
		case 2:
			r.Lane, r.Kind, r.Data = journal.LaneState, "Login", journal.State{Page: "Login", State: state}
		case 3:
			r.Lane, r.Kind, r.Data = journal.LaneStatus, "PENDING", journal.Status{Subject: "account", ID: "a-1", To: "PENDING"}
		case 4:
			r.Lane, r.Kind, r.Data = journal.LaneCallback, "onUIEvent", journal.Callback{Name: "onUIEvent", Args: "null"}
		}
		w.Write(r)
	}
	if err := buffered.Flush(); err != nil || w.Failed() != nil || out.Close() != nil {
		b.Fatal(err, w.Failed())
	}
	return path
}

// heap is what is in use now, and what the system has given so far, in bytes.
func heap() (used, taken uint64) {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc, m.Sys
}

// Opening a recording of a million records, and what is in memory then.
func BenchmarkOpen(b *testing.B) {
	path, records := large(b, million()), million()
	info, _ := os.Stat(path)
	b.SetBytes(info.Size())
	before, _ := heap()
	var f *File
	for b.Loop() {
		if f != nil {
			_ = f.Close()
		}
		var err error
		if f, err = Open(path); err != nil || f.Len() != records {
			b.Fatal(err)
		}
	}
	used, taken := heap()
	b.ReportMetric(float64(used-before)/(1<<20), "MiB-kept")
	b.ReportMetric(float64(taken)/(1<<20), "MiB-taken")
	_ = f.Close()
}

// Reading any record of a million, and every meta of them.
func BenchmarkSeek(b *testing.B) {
	records := million()
	f := open(b, large(b, records))
	b.Run("record", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := f.At(i * 7919 % records); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("jump over all", func(b *testing.B) {
		for b.Loop() {
			for i := range records {
				if f.Meta(i).Failed {
					b.Fatal("there is no error")
				}
			}
		}
	})
}

// Writing a record of 16 KB.
func BenchmarkWrite(b *testing.B) {
	out, err := os.Create(filepath.Join(b.TempDir(), "session.ndjson"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	w, _ := NewWriter(out, Header{})
	r := journal.Record{Seq: 1, At: noon, Lane: journal.LaneHTTP, Kind: "GET /x", Data: journal.HTTP{Response: journal.Message{Body: journal.Text(strings.Repeat("0123456789abcde\n", 1<<10))}}}
	for b.Loop() {
		w.Write(r)
	}
	if w.Failed() != nil {
		b.Fatal(w.Failed())
	}
}

// Listing as many sessions as are kept, 5 MB each.
func BenchmarkList(b *testing.B) {
	folder, source := Folder(b.TempDir()), large(b, 8_000)
	text, err := os.ReadFile(source)
	if err != nil {
		b.Fatal(err)
	}
	for i := range KeepMost {
		if err := os.WriteFile(folder.path(strings.TrimSuffix(fileName(noon.Add(time.Duration(i)*time.Second)), extension)), text, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if list, err := folder.List(); err != nil || len(list) != KeepMost || list[0].Damage != "" || list[0].Records != 8_000 {
			b.Fatal(err, len(list))
		}
	}
}
