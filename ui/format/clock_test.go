package format_test

import (
	"testing"
	"time"

	"winkterm/ui/format"
)

func TestClock(t *testing.T) {
	t.Parallel()
	for since, want := range map[time.Duration]string{
		-time.Second: "00:00.000", 0: "00:00.000", 4*time.Minute + 5678*time.Millisecond: "04:05.678", 75 * time.Minute: "75:00.000", time.Second - 1: "00:00.999",
	} {
		if got := format.Clock(since); got != want {
			t.Errorf("%v is %q, want %q", since, got, want)
		}
	}
}
