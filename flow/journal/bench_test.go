package journal

import (
	"fmt"
	"testing"
	"time"

	"winkterm/flow/redact"
)

// benchGate knows what a gate knows after a long session.
func benchGate(g *redact.Redactor, values int) {
	g.Learn(redact.Secret, "correct horse battery staple")
	g.Learn(redact.Code, "1234")
	g.Learn(redact.Token, jwt)
	for i := range values {
		g.Learn(redact.Email, fmt.Sprintf("person%d@smileapi.io", i))
	}
}

func BenchmarkAppend(b *testing.B) {
	for _, values := range []int{0, 100, 4096} {
		b.Run(fmt.Sprintf("values=%d", values), func(b *testing.B) {
			j := New(func() time.Time { return time.Unix(1, 0) })
			benchGate(j.Redactor(), values)
			body := Text(providerList(BodyMax - 600))
			call := HTTP{
				API: "open", Method: "GET", URL: "https://open.example/v1/providers?size=150", Path: "/providers", Status: 200, Code: "OK",
				Request:  Message{Header: []Header{{"Authorization", "Bearer " + jwt}, {"Accept", "application/json"}}},
				Response: Message{Header: []Header{{"Content-Type", "application/json"}}, Size: int64(len(body)), Body: body},
			}
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				j.Append(call)
			}
		})
	}
}

// A page of 150 providers is longer than what is kept of it.
func BenchmarkAppendCut(b *testing.B) {
	j := New(func() time.Time { return time.Unix(1, 0) })
	benchGate(j.Redactor(), 100)
	body := Text(providerList(60 << 10))
	b.ReportAllocs()
	for b.Loop() {
		j.Append(HTTP{Method: "GET", Path: "/providers", Response: Message{Size: int64(len(body)), Body: body}})
	}
}

func BenchmarkLearn(b *testing.B) {
	g := redact.New()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		g.Learn(redact.Email, fmt.Sprintf("person%d@smileapi.io", i))
	}
}
