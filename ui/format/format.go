// Package format writes sizes and lengths of time for people: the one place that does, so
// that two parts of a screen say the same in the same way.
//
// It must not import anything of ours, or read a clock.
package format

import (
	"fmt"
	"time"

	"github.com/dustin/go-humanize"
)

// Size is a number of bytes in units of 1,000: "312 B", "14 kB", "2.5 MB". Nothing
// is less than 0 B.
func Size(bytes int64) string { return humanize.Bytes(uint64(max(bytes, 0))) }

// Duration is a length of time to the millisecond while it is short: "<1 ms",
// "8 ms", "1.498 s"; from a minute on as Seconds has it.
func Duration(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "<1 ms"
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%d.%03d s", d/time.Second, d%time.Second/time.Millisecond)
	}
	return Seconds(d)
}

// Seconds is a length of time in whole seconds, those that are over: "4 s",
// "1 min 15 s"; from an hour on in minutes: "4 h 58 min".
func Seconds(d time.Duration) string {
	d = max(d, 0)
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", d/time.Minute, d%time.Minute/time.Second)
	}
	return fmt.Sprintf("%d h %d min", d/time.Hour, d%time.Hour/time.Minute)
}
