package driver

import (
	"math"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/poll"
)

func TestPause(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	p := Pace{Poll: poll.Pause{First: 1000 * ms, Most: 5 * time.Second}}
	for _, c := range []struct {
		pace       Pace
		round      int
		wait, want time.Duration
	}{
		{p, -1, 0, 0},
		{p, 0, 0, 0},
		{p, 0, 7 * time.Second, 7 * time.Second},
		{p, 1, 0, 1000 * ms},
		{p, 2, 0, 1500 * ms},
		{p, 3, 0, 2250 * ms},
		{p, 4, 0, 3375 * ms},
		{p, 5, 0, 5 * time.Second},
		{p, 600, 0, 5 * time.Second},
		{p, math.MaxInt, 0, 5 * time.Second},
		{p, 2, 1499 * ms, 1500 * ms},
		{p, 2, time.Minute, time.Minute},
		{p, 2, -time.Minute, 1500 * ms},
		{Pace{}, math.MaxInt, 0, 0},
		{Pace{Poll: poll.Pause{First: math.MaxInt64, Most: math.MaxInt64}}, 1, 0, math.MaxInt64},
		{Loopback, 1, 0, 250 * ms},
		{Loopback, 9, 0, 2 * time.Second},
		{Production, 1, 0, 3 * time.Second},
		{Production, 9, 0, 20 * time.Second},
	} {
		if got := c.pace.pause(c.round, c.wait); got != c.want {
			t.Errorf("%+v, round %d, wait %s: %s, want %s", c.pace, c.round, c.wait, got, c.want)
		}
	}
}

func TestPauseGrows(t *testing.T) {
	t.Parallel()
	for _, p := range []Pace{Loopback, Remote, Production} {
		for round := range 600 {
			if p.pause(round+1, 0) < p.pause(round, 0) {
				t.Fatalf("%+v: round %d waits less than the one before", p, round+1)
			}
		}
	}
}

func TestPaceOfMode(t *testing.T) {
	t.Parallel()
	if Remote.forMode(wire.ModeProduction) != Production || Remote.forMode(wire.ModeSandbox) != Remote || Loopback.forMode("") != Loopback {
		t.Error("production may be billed, and only production is slowed down")
	}
}
