package fault_test

import (
	"testing"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

func TestAllThatIsSetMustFit(t *testing.T) {
	t.Parallel()
	f := wire.Fault{Name: "account.ACCOUNT_LOCKED", When: wire.FaultWhen{
		Operation: "POST /link/v1/accounts", UserID: "u", ProviderID: "p",
	}}
	fits := fault.Moment{At: fault.AtLogin, Operation: "POST /link/v1/accounts", UserID: "u", ProviderID: "p"}
	for what, c := range map[string]struct {
		change func(*fault.Moment)
		want   string
	}{
		"as it is":          {func(*fault.Moment) {}, "account.ACCOUNT_LOCKED"},
		"another moment":    {func(m *fault.Moment) { m.At = fault.AtUpload }, "-"},
		"another operation": {func(m *fault.Moment) { m.Operation = getTasks }, "-"},
		"another user":      {func(m *fault.Moment) { m.UserID = "v" }, "-"},
		"unknown user":      {func(m *fault.Moment) { m.UserID = "" }, "-"},
		"another provider":  {func(m *fault.Moment) { m.ProviderID = "q" }, "-"},
	} {
		s, m := newSet(), fits
		arm(t, s, f)
		c.change(&m)
		if got := at(s, 1, m); got != c.want {
			t.Errorf("%s: %s triggers, want %s", what, got, c.want)
		}
	}
}

func TestTheFirstArmedWins(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		faults []wire.Fault
		at     fault.At
		want   string
	}{
		"a queue": {
			[]wire.Fault{{Name: "http.503", Times: 2}, {Name: "http.404", Times: 1}},
			fault.AtRequest, "http.503 http.503 http.404 -",
		},
		"slow and refused": {
			[]wire.Fault{{Name: "http.503", Times: 1}, {Name: "http.slow"}, {Name: "http.limit", Times: 3}},
			fault.AtRequest, "http.503+http.slow+http.limit http.slow+http.limit http.slow+http.limit http.slow+http.limit",
		},
		"one wait": {
			[]wire.Fault{{Name: "http.slow", Times: 1}, {Name: "http.slow", Times: 1}},
			fault.AtRequest, "http.slow http.slow -",
		},
		"one outcome": {
			[]wire.Fault{{Name: "mfa.wrong", Times: 1}, {Name: "mfa.right", Times: 1}},
			fault.AtAnswer, "mfa.wrong mfa.right -",
		},
		"every one counts the moment": {
			[]wire.Fault{{Name: "http.503", Times: 1}, {Name: "http.404", When: wire.FaultWhen{Nth: 2}}},
			fault.AtRequest, "http.503 http.404 -",
		},
		"a moment that went to another is over": {
			[]wire.Fault{{Name: "http.503", Times: 1}, {Name: "http.404", When: wire.FaultWhen{Nth: 1}}},
			fault.AtRequest, "http.503 - -",
		},
		"a code expires before its answer": {
			[]wire.Fault{{Name: "mfa.wrong"}, {Name: "mfa.expired", Times: 1}},
			fault.AtChallenge, "mfa.expired -",
		},
	} {
		s := newSet()
		for _, f := range c.faults {
			arm(t, s, f)
		}
		n := 1
		for _, r := range c.want {
			if r == ' ' {
				n++
			}
		}
		if got := at(s, n, fault.Moment{At: c.at}); got != c.want {
			t.Errorf("%s: %s\nwant %s", what, got, c.want)
		}
	}
}

func TestEveryWaitingKindStrikesAtItsMomentOnly(t *testing.T) {
	t.Parallel()
	moments := map[string]fault.At{}
	for a := fault.AtRequest; a <= fault.AtDelivery; a++ {
		moments[a.String()] = a
	}
	for _, k := range fault.Kinds() {
		if k.Moment == "" {
			continue
		}
		s := newSet()
		arm(t, s, wire.Fault{Name: k.Name, Times: 1})
		for text, a := range moments {
			if _, ok := s.First(fault.Moment{At: a}); ok != (text == k.Moment) {
				t.Errorf("%s at %s: %t", k.Name, text, ok)
			}
		}
		if lasts := k.Name == fault.Limit; (len(s.Armed()) != 0) != lasts {
			t.Errorf("%s behind its last time: armed are %v", k.Name, s.Armed())
		}
	}
}

func TestStruckIsCounted(t *testing.T) {
	t.Parallel()
	s := newSet()
	arm(t, s, wire.Fault{Name: "archive.SYSTEM_ERROR", Times: 3})
	for n := 1; n <= 3; n++ {
		f, ok := s.First(fault.Moment{At: fault.AtUpload})
		if !ok || f.Triggered != n || f.ID != "f-1" {
			t.Errorf("trigger %d is %+v, %t", n, f, ok)
		}
		if list := s.Armed(); n < 3 && (len(list) != 1 || list[0].Triggered != n) {
			t.Errorf("behind trigger %d armed are %+v", n, list)
		}
	}
}

// TestARangeOfDelaysBecomesOne has a chance beside the range: the delays of those
// that trigger must still lie all over it.
func TestARangeOfDelaysBecomesOne(t *testing.T) {
	t.Parallel()
	s := newSet()
	arm(t, s, wire.Fault{Name: "http.slow", Delay: "100ms", DelayMax: "1100ms", When: wire.FaultWhen{Chance: new(0.2)}})
	var sum time.Duration
	n := 0
	for range 20_000 {
		f, ok := s.First(fault.Moment{At: fault.AtRequest})
		if !ok {
			continue
		}
		d, err := time.ParseDuration(f.Delay)
		if err != nil || d < 100*time.Millisecond || d > 1100*time.Millisecond || f.DelayMax != "" {
			t.Fatalf("it triggered with %q and %q", f.Delay, f.DelayMax)
		}
		sum += d
		n++
	}
	if mean := sum / time.Duration(n); mean < 580*time.Millisecond || mean > 620*time.Millisecond {
		t.Errorf("the mean wait of %d is %s", n, mean)
	}
	if f := s.Armed()[0]; f.Delay != "100ms" || f.DelayMax != "1100ms" {
		t.Errorf("what is armed became %+v", f)
	}
}
