package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/metrics"
	"testing"

	"winkterm/api"
	"winkterm/api/wire"
)

// heapLimit is what an upload of the largest file may cost above idle, in bytes.
const heapLimit = 4 << 20

// discard is a host that reads an upload and keeps nothing of it.
func discard(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	envelope(200, "OK", oneArchive)(w, r)
}

// heapNow is what the heap holds, with what the collector has not seen to yet.
func heapNow() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// peak uploads the largest file over a real connection, and gives by how much
// the heap was larger than before at most, of client and host together.
func peak(tb testing.TB, c *api.Client) uint64 {
	tb.Helper()
	f := &noise{size: wire.FileLimit}
	runtime.GC()
	idle := heapNow()
	var most uint64
	_, err := c.CreateArchive(tb.Context(), f.upload(), func(int64, int64) { most = max(most, heapNow()) })
	if err != nil {
		tb.Fatal(err)
	}
	return most - min(most, idle)
}

func heapClient(tb testing.TB) *api.Client {
	tb.Helper()
	server := httptest.NewServer(http.HandlerFunc(discard))
	tb.Cleanup(server.Close)
	c, err := api.New(api.Config{
		BaseURL: server.URL + "/v1", Key: testKey, Secret: testSecret, HTTP: server.Client(), Observe: func(api.Exchange) {},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// TestLargestFileCostsFewMegabytes is not parallel, for it looks at the heap of
// all that runs.
func TestLargestFileCostsFewMegabytes(t *testing.T) {
	c := heapClient(t)
	if grown := peak(t, c); grown > heapLimit {
		t.Errorf("an upload of %d MiB costs %.1f MiB", wire.FileLimit>>20, float64(grown)/(1<<20))
	}
}

// BenchmarkUpload sends the largest file to a host on loopback, and reports the
// most that the heap grew by.
func BenchmarkUpload(b *testing.B) {
	c := heapClient(b)
	b.SetBytes(wire.FileLimit)
	b.ReportAllocs()
	var most uint64
	for b.Loop() {
		most = max(most, peak(b, c))
	}
	b.ReportMetric(float64(most)/(1<<20), "MiB-above-idle")
}
