package account

import (
	"testing"
	"time"
)

func TestTheSyncFallsOnTheDayOfTheFirstConnection(t *testing.T) {
	t.Parallel()
	first := time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)
	for n, want := range map[int]string{1: "2026-02-28", 2: "2026-03-31", 3: "2026-04-30", 13: "2027-02-28", 25: "2028-02-29"} {
		if got := monthsOn(first, n).Format(time.DateOnly); got != want {
			t.Errorf("%d months after %s is %s, want %s", n, first.Format(time.DateOnly), got, want)
		}
	}
}
