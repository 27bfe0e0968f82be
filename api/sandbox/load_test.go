package sandbox

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// clients is how many clients the benchmarks below have at once.
const clients = 16

// BenchmarkServing is the sandbox over loopback, with clients that do no more
// than write a request and read the answer; they share the processors with it.
func BenchmarkServing(b *testing.B) {
	for _, bench := range []struct{ name, method, path, body string }{
		{"providers", "GET", "/v1/providers?size=10", ""},
		{"users", "POST", "/v1/users", "{}"},
	} {
		b.Run(bench.name, func(b *testing.B) { bombard(b, Config{}, bench.method, bench.path, bench.body) })
	}
}

// bombard sends b.N requests on all connections and reports how many a second.
func bombard(b *testing.B, cfg Config, method, path, body string) {
	b.Helper()
	r, err := Listen(b.Context(), cfg)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = r.Close(context.WithoutCancel(b.Context())) }()
	request := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		method, path, r.addr, goodKey, len(body), body)
	b.ReportAllocs()
	b.ResetTimer()
	var all sync.WaitGroup
	for i := range clients {
		all.Go(func() {
			n := b.N / clients
			if i < b.N%clients {
				n++
			}
			if err := repeat(r.addr, request, n); err != nil {
				b.Error(err)
			}
		})
	}
	all.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}

// repeat sends one request n times on one connection.
func repeat(addr, request string, n int) error {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	in := bufio.NewReaderSize(conn, 64<<10)
	for range n {
		if _, err := io.Copy(conn, strings.NewReader(request)); err != nil {
			return err
		}
		answer, err := http.ReadResponse(in, nil)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, answer.Body)
		if _ = answer.Body.Close(); err != nil || answer.StatusCode > 299 {
			return fmt.Errorf("status %d: %w", answer.StatusCode, err)
		}
	}
	return nil
}
