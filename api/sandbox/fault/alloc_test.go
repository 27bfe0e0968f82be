package fault_test

import (
	"testing"

	"winkterm/api/sandbox/fault"
)

// TestNothingArmedCostsNoMemory is not parallel: others would be counted in.
func TestNothingArmedCostsNoMemory(t *testing.T) {
	s := newSet()
	n := testing.AllocsPerRun(100, func() {
		if p := fault.NewPlan(s.Take(request)); p != (fault.Plan{}) {
			t.Error("something triggered")
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}
