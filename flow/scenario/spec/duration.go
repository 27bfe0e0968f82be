package spec

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Duration is a Go duration ("300ms", "8s", "1h30m"), or whole days ("60d").
type Duration time.Duration

// String is the shortest spelling that reads back.
func (d Duration) String() string {
	const day = 24 * time.Hour
	if whole := time.Duration(d); whole >= day && whole%day == 0 {
		return strconv.FormatInt(int64(whole/day), 10) + "d"
	}
	text := time.Duration(d).String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

const durations = "write it as 300ms, 8s, 5m, 1h30m or 60d"

// ParseDuration reads one. It fails on a negative one.
func ParseDuration(text string) (Duration, error) {
	var d time.Duration
	var err error
	if days, ok := strings.CutSuffix(text, "d"); ok {
		var n uint64
		n, err = strconv.ParseUint(days, 10, 16)
		d = time.Duration(n) * 24 * time.Hour
	} else {
		d, err = time.ParseDuration(text)
	}
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q is no time: %s", text, durations)
	}
	return Duration(d), nil
}

// UnmarshalText reads one.
func (d *Duration) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDuration(string(text))
	return err
}

// MarshalText writes one.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Std is the duration as the standard library has it.
func (d Duration) Std() time.Duration { return time.Duration(d) }
