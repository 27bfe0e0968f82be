package report

import (
	"fmt"
	"time"
)

// wall is a moment as a clock on the wall has it, in UTC to the millisecond.
func wall(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000Z") }

// at is a time of the day and that from the beginning.
func (s *story) at(at time.Time) string {
	return at.UTC().Format("15:04:05.000") + " (" + relative(s.since(at)) + ")"
}

// relative is a time from the beginning: "+00:02.359", with hours where there are any.
func relative(d time.Duration) string {
	sign := "+"
	if d < 0 {
		sign, d = "-", -d
	}
	text := fmt.Sprintf("%02d:%02d.%03d", d/time.Minute%60, d/time.Second%60, d/time.Millisecond%1000)
	if d >= time.Hour {
		text = fmt.Sprintf("%d:%s", d/time.Hour, text)
	}
	return sign + text
}

// took is a length of time in milliseconds, or in seconds from ten of them on.
func took(d time.Duration) string {
	switch {
	case d <= 0:
		return "0 ms"
	case d < time.Millisecond:
		return "<1 ms"
	case d < 10*time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}
