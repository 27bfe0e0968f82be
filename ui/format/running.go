package format

import (
	"fmt"
	"time"
)

// Age is how long ago something was, in its largest unit, so that the text of what
// is old rarely changes: "12 s", "3 min", "2 h".
func Age(d time.Duration) string {
	d = max(d, 0)
	unit, name := ageUnit(d)
	return fmt.Sprintf("%d %s", d/unit, name)
}

// NextAge is how long an Age's text stays as it is.
func NextAge(d time.Duration) time.Duration {
	d = max(d, 0)
	unit, _ := ageUnit(d)
	return unit - d%unit
}

func ageUnit(d time.Duration) (time.Duration, string) {
	switch {
	case d < time.Minute:
		return time.Second, "s"
	case d < time.Hour:
		return time.Minute, "min"
	}
	return time.Hour, "h"
}

// secondsFrom is from when on a Countdown shows seconds. Before, it changes once a
// minute, so that a page on which nothing else changes can sleep.
const secondsFrom = 5 * time.Minute

// Countdown is the time that is left: "4 h 58 min", "12 min", from five minutes on
// "4:59", then "expired".
func Countdown(left time.Duration) string {
	switch {
	case left <= 0:
		return "expired"
	case left <= secondsFrom:
		s := (left + time.Second - 1) / time.Second
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	case left < time.Hour:
		return fmt.Sprintf("%d min", left/time.Minute)
	}
	return Seconds(left)
}

// NextCountdown is how long a Countdown's text stays as it is, for the one tick that
// redraws it; 0 when it will not change any more.
func NextCountdown(left time.Duration) time.Duration {
	if left <= 0 {
		return 0
	}
	if left > secondsFrom {
		// A full minute's text holds to the end of that nanosecond.
		return min(left%time.Minute+time.Nanosecond, left-secondsFrom)
	}
	if rest := left % time.Second; rest > 0 {
		return rest
	}
	return time.Second
}
