package fault_test

import (
	"strings"
	"testing"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

var request = fault.Moment{At: fault.AtRequest, Operation: getTasks, UserID: "tenant-1"}

func BenchmarkTakeNothingArmed(b *testing.B) {
	s := newSet()
	b.ReportAllocs()
	for b.Loop() {
		s.Take(request)
	}
}

// BenchmarkTakeElsewhere has faults for other moments than the one that is asked.
func BenchmarkTakeElsewhere(b *testing.B) {
	s := newSet()
	for range 10 {
		arm(b, s, wire.Fault{Name: "account.ACCOUNT_LOCKED"})
	}
	b.ReportAllocs()
	for b.Loop() {
		s.Take(request)
	}
}

// BenchmarkTakeTenArmed has ten for the moment, none of which fits.
func BenchmarkTakeTenArmed(b *testing.B) {
	s := newSet()
	for range 10 {
		arm(b, s, wire.Fault{Name: "http.503", When: wire.FaultWhen{Operation: getAccount}})
	}
	b.ReportAllocs()
	for b.Loop() {
		s.Take(request)
	}
}

// BenchmarkTakeTenDrawing has ten that fit and decide by chance.
func BenchmarkTakeTenDrawing(b *testing.B) {
	s := newSet()
	for range 10 {
		arm(b, s, wire.Fault{Name: "http.503", When: wire.FaultWhen{Chance: new(1e-9)}})
	}
	b.ReportAllocs()
	for b.Loop() {
		s.Take(request)
	}
}

func BenchmarkTakeStriking(b *testing.B) {
	s := newSet()
	arm(b, s, wire.Fault{Name: "http.503"})
	b.ReportAllocs()
	for b.Loop() {
		fault.NewPlan(s.Take(request))
	}
}

func BenchmarkTakeParallel(b *testing.B) {
	for name, armed := range map[string]int{"nothing": 0, "ten": 10} {
		b.Run(name, func(b *testing.B) {
			s := newSet()
			for range armed {
				arm(b, s, wire.Fault{Name: "http.503", When: wire.FaultWhen{Operation: getAccount}})
			}
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					s.Take(request)
				}
			})
		})
	}
}

func BenchmarkReadLargest(b *testing.B) {
	text := "faults:\n" + strings.Repeat("  - name: http.503\n    when: {operation: GET /v1/tasks}\n", fault.MaxArmed)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := fault.Read(strings.NewReader(text), operations()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSpoilPage(b *testing.B) {
	item := `{"id":"p","type":"GIG","supported":["INCOMES"]},`
	body := []byte(`{"code":"OK","data":{"items":[` + strings.Repeat(item, wire.SizeMax) + `{}]}}`)
	p := fault.NewPlan([]wire.Fault{{Name: "http.enum"}})
	for b.Loop() {
		if _, changed := p.Spoil(body); !changed {
			b.Fatal("nothing was spoilt")
		}
	}
}
