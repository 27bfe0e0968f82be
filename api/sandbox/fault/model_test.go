package fault_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// life is what a test knows of one fault that it armed.
type life struct {
	fault           wire.Fault
	seen, triggered int
	gone            bool
}

func (l *life) fits(m fault.Moment) bool {
	k, _ := fault.Find(l.fault.Name)
	when := l.fault.When
	return !l.gone && k.Moment == m.At.String() &&
		(when.Operation == "" || when.Operation == m.Operation) &&
		(when.UserID == "" || when.UserID == m.UserID) &&
		(when.ProviderID == "" || when.ProviderID == m.ProviderID)
}

// part is what only one fault of a moment may have.
func (l *life) part() string {
	if l.fault.Name == fault.Slow || l.fault.Name == fault.Limit {
		return string(l.fault.Name)
	}
	return "answer"
}

func someFault(rt *rapid.T) wire.Fault {
	one := func(label string, values ...string) string { return rapid.SampledFrom(values).Draw(rt, label) }
	f := wire.Fault{
		Name: wire.FaultName(one("name", "http.503", "http.404", "http.slow", "http.limit", "http.enum",
			"mfa.wrong", "mfa.expired", "account.TOS_REQUIRED", "archive.SYSTEM_ERROR")),
		Times: rapid.IntRange(0, 3).Draw(rt, "times"),
		When: wire.FaultWhen{
			Operation: one("operation", "", "", getTasks, getAccount), UserID: one("user", "", "", "u", "v"),
			ProviderID: one("provider", "", "", "p"),
			Nth:        rapid.IntRange(0, 4).Draw(rt, "nth"),
			Chance:     rapid.SampledFrom([]*float64{nil, nil, new(0.0), new(0.5), new(1.0)}).Draw(rt, "chance"),
		},
	}
	if f.When.Nth > 0 {
		f.Times = min(f.Times, 1)
	}
	return f
}

func someMoment(rt *rapid.T) fault.Moment {
	one := func(label string, values ...string) string { return rapid.SampledFrom(values).Draw(rt, label) }
	return fault.Moment{
		At:        fault.At(rapid.IntRange(int(fault.AtRequest), int(fault.AtDelivery)).Draw(rt, "at")),
		Operation: one("operation", "", getTasks, getAccount), UserID: one("user", "", "u", "v"),
		ProviderID: one("provider", "", "p"),
	}
}

// TestTakeKeepsItsWord runs random calls on two sets of one seed. Both must do the
// same, and every trigger and every silence must have its reason.
func TestTakeKeepsItsWord(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		s, twin := fault.NewSet(seed, operations()), fault.NewSet(seed, operations())
		var lives []*life
		for range rapid.IntRange(1, 60).Draw(rt, "calls") {
			switch rapid.IntRange(0, 9).Draw(rt, "call") {
			case 0, 1:
				f := someFault(rt)
				lives = append(lives, &life{fault: arm(t, s, f)})
				arm(t, twin, f)
			case 2:
				if len(lives) > 0 {
					l := rapid.SampledFrom(lives).Draw(rt, "disarmed")
					if s.Disarm(l.fault.ID) == l.gone || twin.Disarm(l.fault.ID) == l.gone {
						rt.Fatalf("disarming %s, gone: %t", l.fault.ID, l.gone)
					}
					l.gone = true
				}
			default:
				m := someMoment(rt)
				triggered := s.Take(m)
				checkStruck(rt, lives, m, triggered)
				if diff := cmp.Diff(triggered, twin.Take(m)); diff != "" {
					rt.Fatalf("the same calls differ: %s", diff)
				}
			}
			checkArmed(rt, lives, s.Armed())
		}
	})
}

func checkStruck(rt *rapid.T, lives []*life, m fault.Moment, triggered []wire.Fault) {
	taken := map[string]bool{}
	for _, l := range lives {
		i := slices.IndexFunc(triggered, func(f wire.Fault) bool { return f.ID == l.fault.ID })
		if !l.fits(m) {
			if i >= 0 {
				rt.Fatalf("%+v triggers at %+v", l.fault, m)
			}
			continue
		}
		l.seen++
		nth, times := l.fault.When.Nth, l.fault.Times
		chance := 1.0
		if l.fault.When.Chance != nil {
			chance = *l.fault.When.Chance
		}
		can := !taken[l.part()] && (nth == 0 || l.seen == nth) && chance > 0
		must := can && chance == 1
		if i >= 0 && !can || i < 0 && must {
			rt.Fatalf("%+v triggers: %t, at its moment %d, taken %v", l.fault, i >= 0, l.seen, taken)
		}
		if i >= 0 {
			l.triggered++
			taken[l.part()] = true
			if triggered[i].Triggered != l.triggered {
				rt.Fatalf("%s triggered %d times, says %d", l.fault.ID, l.triggered, triggered[i].Triggered)
			}
		}
		l.gone = times > 0 && l.triggered == times || nth > 0 && l.seen == nth
	}
	if !slices.IsSortedFunc(triggered, func(a, b wire.Fault) int { return index(lives, a) - index(lives, b) }) {
		rt.Fatalf("%s is not in the order of arming", ids(triggered))
	}
}

func index(lives []*life, f wire.Fault) int {
	return slices.IndexFunc(lives, func(l *life) bool { return l.fault.ID == f.ID })
}

func checkArmed(rt *rapid.T, lives []*life, armed []wire.Fault) {
	var want []wire.Fault
	for _, l := range lives {
		if !l.gone {
			f := l.fault
			f.Triggered = l.triggered
			want = append(want, f)
		}
	}
	if !slices.Equal(armed, want) {
		rt.Fatalf("armed are %+v\nwant %+v", armed, want)
	}
}

// TestChanceIsFair counts triggers under many seeds and numbers: the draws of
// neighbours must not be alike.
func TestChanceIsFair(t *testing.T) {
	t.Parallel()
	for _, chance := range []float64{0.01, 0.1, 0.5, 0.9} {
		var bySet, bySeed int
		s := newSet()
		arm(t, s, wire.Fault{Name: "http.503", When: wire.FaultWhen{Chance: new(chance)}})
		const n = 20_000
		for seed := range uint64(n) {
			bySet += len(s.Take(fault.Moment{At: fault.AtRequest}))
			fresh := fault.NewSet(seed, nil)
			arm(t, fresh, wire.Fault{Name: "http.503", When: wire.FaultWhen{Chance: new(chance)}})
			bySeed += len(fresh.Take(fault.Moment{At: fault.AtRequest}))
		}
		for what, got := range map[string]int{"of one set": bySet, "of many seeds": bySeed} {
			if share := float64(got) / n; share < chance-0.012 || share > chance+0.012 {
				t.Errorf("%s: %.4f triggered, want %.4f", what, share, chance)
			}
		}
	}
}

// TestNeighboursDoNotDisturb arms another fault behind one with a chance; the first
// must fall as it did.
func TestNeighboursDoNotDisturb(t *testing.T) {
	t.Parallel()
	half := wire.Fault{Name: "http.503", When: wire.FaultWhen{Chance: new(0.5)}}
	alone, together := newSet(), newSet()
	arm(t, alone, half)
	arm(t, together, half)
	arm(t, together, wire.Fault{Name: "http.slow", When: wire.FaultWhen{Chance: new(0.5)}})
	same := 0
	for range 200 {
		a := at(alone, 1, fault.Moment{At: fault.AtRequest})
		triggered := together.Take(fault.Moment{At: fault.AtRequest})
		b := slices.ContainsFunc(triggered, func(f wire.Fault) bool { return f.ID == "f-1" })
		if (a == "http.503") != b {
			t.Fatalf("alone %s, together %+v", a, triggered)
		}
		if b == slices.ContainsFunc(triggered, func(f wire.Fault) bool { return f.ID == "f-2" }) {
			same++
		}
	}
	if same < 60 || same > 140 {
		t.Errorf("two faults of chance 0.5 agree %d times of 200", same)
	}
}
