package format_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"winkterm/ui/format"
)

func TestSizes(t *testing.T) {
	t.Parallel()
	for bytes, want := range map[int64]string{
		-1: "0 B", 0: "0 B", 999: "999 B", 1000: "1.0 kB", 1024: "1.0 kB", 61_952: "62 kB", 1_340_000: "1.3 MB", 15 << 20: "16 MB",
	} {
		if got := format.Size(bytes); got != want {
			t.Errorf("%d is %q, want %q", bytes, got, want)
		}
	}
}

func TestDurations(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration][3]string{
		-time.Second:                        {"<1 ms", "0 s", "0 s"},
		0:                                   {"<1 ms", "0 s", "0 s"},
		8*time.Millisecond + 999:            {"8 ms", "0 s", "0 s"},
		1498 * time.Millisecond:             {"1.498 s", "1 s", "1 s"},
		time.Minute - 1:                     {"59.999 s", "59 s", "59 s"},
		time.Minute:                         {"1 min 0 s", "1 min 0 s", "1 min"},
		75*time.Second + time.Millisecond*9: {"1 min 15 s", "1 min 15 s", "1 min"},
		time.Hour:                           {"1 h 0 min", "1 h 0 min", "1 h"},
		27*time.Hour + 3*time.Minute:        {"27 h 3 min", "27 h 3 min", "27 h"},
	} {
		if got := [3]string{format.Duration(d), format.Seconds(d), format.Age(d)}; got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

func TestCountdown(t *testing.T) {
	t.Parallel()
	tests := map[time.Duration]string{
		4*time.Hour + 58*time.Minute + 59*time.Second: "4 h 58 min",
		time.Hour:                    "1 h 0 min",
		59*time.Minute + time.Second: "59 min",
		5*time.Minute + 1:            "5 min",
		5 * time.Minute:              "5:00",
		4*time.Minute + 1:            "4:01",
		59 * time.Second:             "0:59",
		0:                            "expired",
		-time.Hour:                   "expired",
	}
	for left, want := range tests {
		if got := format.Countdown(left); got != want {
			t.Errorf("Countdown(%v) = %q, want %q", left, got, want)
		}
	}
}

// One tick at the time that NextCountdown says is enough to never show an old
// text, and none comes too early for good: the text changes with it.
func TestNextCountdown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		left := time.Duration(rapid.Int64Range(1, int64(6*time.Hour)).Draw(t, "left"))
		next := format.NextCountdown(left)
		if next <= 0 || format.Countdown(left-next) == format.Countdown(left) {
			t.Fatalf("%v: after %v the text is still %q", left, next, format.Countdown(left))
		}
		if format.Countdown(left-next+1) != format.Countdown(left) {
			t.Fatalf("%v: the text changes before %v", left, next)
		}
	})
	if format.NextCountdown(0) != 0 {
		t.Error("an expired countdown ticks on")
	}
}

func TestNextAge(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := time.Duration(rapid.Int64Range(0, int64(6*time.Hour)).Draw(t, "age"))
		next := format.NextAge(d)
		if next <= 0 || format.Age(d+next) == format.Age(d) || format.Age(d+next-1) != format.Age(d) {
			t.Fatalf("%v: the text %q does not change just after %v", d, format.Age(d), next)
		}
	})
}
