package fault_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

func TestArmedIsInOrder(t *testing.T) {
	t.Parallel()
	s := newSet()
	for _, name := range []wire.FaultName{"http.503", "mfa.wrong", "http.slow"} {
		arm(t, s, wire.Fault{Name: name})
	}
	if got := ids(s.Armed()); got != "f-1 f-2 f-3" {
		t.Errorf("armed are %q", got)
	}
	if !s.Disarm("f-2") || s.Disarm("f-2") || s.Disarm("f-4") || s.Disarm("") {
		t.Error("f-2 is to be disarmed once, nothing else")
	}
	arm(t, s, wire.Fault{Name: "http.404"})
	if got := ids(s.Armed()); got != "f-1 f-3 f-4" {
		t.Errorf("armed are %q", got)
	}
	s.Clear()
	if got := at(s, 2, fault.Moment{At: fault.AtRequest}); got != "- -" || len(s.Armed()) != 0 {
		t.Errorf("%q triggers although nothing is armed", got)
	}
	if got := arm(t, s, wire.Fault{Name: "http.404"}).ID; got != "f-5" {
		t.Errorf("the next id is %s", got)
	}
}

func TestArmedIsACopy(t *testing.T) {
	t.Parallel()
	s := newSet()
	arm(t, s, wire.Fault{Name: "http.503"})
	s.Armed()[0].Name = "http.404"
	if got := at(s, 1, fault.Moment{At: fault.AtRequest}); got != "http.503" {
		t.Errorf("%s triggers", got)
	}
}

func TestTooMany(t *testing.T) {
	t.Parallel()
	s := newSet()
	for range fault.MaxArmed {
		arm(t, s, wire.Fault{Name: "http.503", Times: 1})
	}
	if _, err := s.Arm(wire.Fault{Name: "http.503"}); err == nil || refusedField(t, err) != "name" {
		t.Errorf("one more gives %v", err)
	}
	s.Take(fault.Moment{At: fault.AtRequest})
	arm(t, s, wire.Fault{Name: "http.503"})
}

func TestResetRepeats(t *testing.T) {
	t.Parallel()
	s := newSet()
	story := func() (string, []wire.Fault) {
		arm(t, s, wire.Fault{Name: "http.503", When: wire.FaultWhen{Chance: new(0.5)}})
		arm(t, s, wire.Fault{Name: "http.slow", Delay: "1s", DelayMax: "30s"})
		return at(s, 40, fault.Moment{At: fault.AtRequest}), s.Take(fault.Moment{At: fault.AtRequest})
	}
	names, last := story()
	s.Reset()
	if got := at(s, 1, fault.Moment{At: fault.AtRequest}); got != "-" || len(s.Armed()) != 0 {
		t.Errorf("%q triggers behind a reset", got)
	}
	again, lastAgain := story()
	if names != again {
		t.Errorf("first %s\nthen  %s", names, again)
	}
	if diff := cmp.Diff(last, lastAgain); diff != "" {
		t.Error(diff)
	}
}

// TestNothingIsLostBetweenGoroutines arms faults that trigger once each, from many
// goroutines, while others take them.
func TestNothingIsLostBetweenGoroutines(t *testing.T) {
	t.Parallel()
	const sides, each = 8, 100
	s := newSet()
	var triggered atomic.Int64
	var all sync.WaitGroup
	for range sides {
		all.Go(func() {
			for range each {
				if _, err := s.Arm(wire.Fault{Name: "account.ACCOUNT_LOCKED", Times: 1}); err != nil {
					t.Error(err)
				}
			}
		})
		all.Go(func() {
			for range each {
				triggered.Add(int64(len(s.Take(fault.Moment{At: fault.AtLogin}))))
				s.Disarm("f-0")
				s.Armed()
			}
		})
	}
	all.Wait()
	if left := int64(len(s.Armed())); triggered.Load()+left != sides*each {
		t.Errorf("%d triggered and %d are left, of %d", triggered.Load(), left, sides*each)
	}
}

// TestTheSpentStayListed: with how often they triggered, the last ones at least,
// and what was disarmed was not spent.
func TestTheSpentStayListed(t *testing.T) {
	t.Parallel()
	s := newSet()
	arm(t, s, wire.Fault{Name: "http.503", Times: 2})
	arm(t, s, wire.Fault{Name: "http.404", When: wire.FaultWhen{Nth: 1}})
	arm(t, s, wire.Fault{Name: "http.500"})
	if len(s.Spent()) != 0 {
		t.Errorf("spent are %+v before anything happened", s.Spent())
	}
	at(s, 3, request)
	s.Disarm("f-3")
	want := []wire.Fault{
		{ID: "f-2", Name: "http.404", When: wire.FaultWhen{Nth: 1}},
		{ID: "f-1", Name: "http.503", Times: 2, Triggered: 2},
	}
	if diff := cmp.Diff(want, s.Spent()); diff != "" {
		t.Error(diff)
	}
	for range fault.MaxSpent + 7 {
		arm(t, s, wire.Fault{Name: "http.503", Times: 1})
		s.Take(request)
	}
	if list := s.Spent(); len(list) != fault.MaxSpent || list[len(list)-1].ID != "f-210" {
		t.Errorf("%d are listed, the last is %+v", len(list), list[len(list)-1])
	}
	s.Reset()
	if len(s.Spent()) != 0 {
		t.Error("a reset does not forget what is spent")
	}
}
