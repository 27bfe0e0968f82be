package fault

import (
	"time"

	"winkterm/api/wire"
)

// Advance says how far a fault of the clock group moves the sandbox's clock on from
// now; false for any other. A month goes by the calendar: it ends on the same day
// of the next one, as the monthly sync counts, or behind its end where that day
// does not exist.
func Advance(name wire.FaultName, now time.Time) (time.Duration, bool) {
	group, span := Split(name)
	if group != GroupClock {
		return 0, false
	}
	switch span {
	case "5m":
		return 5 * time.Minute, true
	case "5h":
		return 5 * time.Hour, true
	case "1month":
		return now.AddDate(0, 1, 0).Sub(now), true
	case "60d":
		return 60 * 24 * time.Hour, true
	}
	return 0, false
}
