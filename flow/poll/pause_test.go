package poll

import (
	"testing"
	"time"
)

func TestPauses(t *testing.T) {
	t.Parallel()
	p := Pause{First: time.Second, Most: 5 * time.Second}
	for rounds, want := range map[int]time.Duration{0: time.Second, 1: 1500 * time.Millisecond, 3: 3375 * time.Millisecond, 4: 5 * time.Second, 1 << 40: 5 * time.Second} {
		if got := p.After(rounds); got != want {
			t.Errorf("after %d rounds %s, want %s", rounds, got, want)
		}
	}
	if got := (Pause{}).After(1 << 40); got != 0 {
		t.Errorf("no pause grows to %s", got)
	}
}
