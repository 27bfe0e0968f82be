package fault

import (
	"strings"
	"time"

	"winkterm/api/wire"
)

// checkDelay reads the wait of http.slow, with a default for none.
func checkDelay(a *armed) error {
	f := &a.fault
	if f.Name != Slow {
		return noDelay(*f)
	}
	if f.Delay == "" && f.DelayMax == "" {
		f.Delay = DefaultDelay.String()
	}
	var err error
	if a.delay, err = wait("delay", f.Delay); err != nil {
		return err
	}
	if a.delayMax = a.delay; f.DelayMax == "" {
		return nil
	}
	if a.delayMax, err = wait("delayMax", f.DelayMax); err == nil && a.delayMax < a.delay {
		return wrong("delayMax", "must not be less than delay")
	}
	return err
}

func noDelay(f wire.Fault) error {
	if f.Delay != "" {
		return wrong("delay", "is for %s alone", Slow)
	}
	if f.DelayMax != "" {
		return wrong("delayMax", "is for %s alone", Slow)
	}
	return nil
}

func wait(field, text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > MaxDelay {
		return 0, wrong(field, "must be a duration such as 500ms or 2s, at most %s", MaxDelay)
	}
	return d, nil
}

func checkRetryAfter(f wire.Fault) error {
	if f.RetryAfter == "" {
		return nil
	}
	if f.Name != "http.429" && f.Name != "http.503" {
		return wrong("retryAfter", "is for http.429 and http.503 alone")
	}
	d, err := time.ParseDuration(f.RetryAfter)
	if err != nil || d < time.Second || d > MaxRetryAfter || d%time.Second != 0 {
		return wrong("retryAfter", "must be a duration of whole seconds, from 1s to %s", MaxRetryAfter)
	}
	return nil
}

func checkField(f wire.Fault) error {
	if f.Field == "" {
		return nil
	}
	if f.Name != Enum && f.Name != Field {
		return wrong("field", "is for %s and %s alone", Enum, Field)
	}
	if len(f.Field) > maxField {
		return wrong("field", "must be at most %d bytes", maxField)
	}
	for name := range strings.SplitSeq(f.Field, ".") {
		if !identifier(name) {
			return wrong("field", "must be names with dots between them, such as connection.status")
		}
	}
	return nil
}

// identifier says whether a name looks like those of the specification's fields.
func identifier(name string) bool {
	for i, r := range name {
		letter := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return name != ""
}
