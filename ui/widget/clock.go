package widget

import (
	"fmt"
	"time"
)

// secondsFrom is from when on a Countdown shows seconds. Before, it changes
// once a minute, so that a page with nothing else to tell can sleep.
const secondsFrom = 5 * time.Minute

// Countdown is the time that is left: "4 h 58 min", "12 min", from five minutes
// on "4:59", then "expired".
func Countdown(left time.Duration) string {
	switch {
	case left <= 0:
		return "expired"
	case left <= secondsFrom:
		s := int((left + time.Second - 1) / time.Second)
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	case left < time.Hour:
		return fmt.Sprintf("%d min", int(left/time.Minute))
	}
	return fmt.Sprintf("%d h %d min", int(left/time.Hour), int(left%time.Hour/time.Minute))
}

// NextCountdown is how long a Countdown's text stays as it is, for the one tick
// that redraws it; 0 when it will not change any more.
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

// Waiting is the text of a wait in whole seconds: "waiting for the provider 4 s".
func Waiting(what string, since time.Duration) string {
	return fmt.Sprintf("%s %d s", what, int(max(since, 0)/time.Second))
}
