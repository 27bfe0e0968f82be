package fault

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
)

// What the fields of a fault look like.
var (
	// An operation's parameters: what stands in braces does not matter, so that the
	// specification's own names of them will do.
	parameter = regexp.MustCompile(`\{[^/]+\}`)
	// A user or provider: what can be seen in ASCII, and nothing at all.
	likeID = regexp.MustCompile(`^[!-~]{0,100}$`)
	// Fields of the specification with dots between them, at most 100 bytes.
	likeField = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$`)
)

const maxField = 100 // bytes

// checkOperation wants one that exists, and writes it as the sandbox does.
func checkOperation(a *armed, operations []string) error {
	asked := a.fault.When.Operation
	if asked == "" {
		return nil
	}
	if a.at == AtSync {
		return wrong("when.operation", "a monthly sync is no request")
	}
	wanted := parameter.ReplaceAllString(asked, "{*}")
	i := slices.IndexFunc(operations, func(op string) bool {
		return op == asked || parameter.ReplaceAllString(op, "{*}") == wanted
	})
	if i < 0 {
		return wrong("when.operation", "there is no such operation%s", nearest(asked, operations))
	}
	a.fault.When.Operation = operations[i]
	return nil
}

func checkWho(when wire.FaultWhen) error {
	if !likeID.MatchString(when.UserID) {
		return wrong("when.userId", "must be an id of at most 100 letters")
	}
	if !likeID.MatchString(when.ProviderID) {
		return wrong("when.providerId", "must be an id of at most 100 letters")
	}
	return nil
}

func checkCounts(f wire.Fault) error {
	switch {
	case f.When.Nth < 0:
		return wrong("when.nth", "must be 1 or more, or 0 for every moment")
	case !(f.When.Chance >= 0 && f.When.Chance <= 1): // NaN as well
		return wrong("when.chance", "must lie between 0 and 1")
	case f.Times < 0:
		return wrong("times", "must be 1 or more, or 0 for every time")
	case f.When.Nth > 0 && f.Times > 1:
		return wrong("times", "must be at most 1 beside nth, which is one moment")
	}
	return nil
}

// The faults that each option is for.
var (
	waits  = []string{string(Slow)}
	busy   = []string{"http.429", "http.503"}
	fields = []string{string(Enum), string(Field)}
)

// checkOptions wants the options of a fault to be its own, and those that are only
// written down to be readable later.
func checkOptions(f wire.Fault) error {
	for _, option := range []struct {
		field, value string
		of           []string
	}{{"delay", f.Delay, waits}, {"delayMax", f.DelayMax, waits}, {"retryAfter", f.RetryAfter, busy}, {"field", f.Field, fields}} {
		if option.value != "" && !slices.Contains(option.of, string(f.Name)) {
			return wrong(option.field, "is for %s alone", strings.Join(option.of, " and "))
		}
	}
	if f.RetryAfter != "" {
		d, err := time.ParseDuration(f.RetryAfter)
		if err != nil || d < time.Second || d > MaxRetryAfter || d%time.Second != 0 {
			return wrong("retryAfter", "must be a duration of whole seconds, from 1s to %s", MaxRetryAfter)
		}
	}
	if len(f.Field) > maxField {
		return wrong("field", "must be at most %d bytes", maxField)
	}
	if f.Field != "" && !likeField.MatchString(f.Field) {
		return wrong("field", "must be names with dots between them, such as connection.status")
	}
	return nil
}

// readDelay reads the wait of http.slow, with a default for none.
func (a *armed) readDelay() error {
	f := &a.fault
	if f.Name != Slow {
		return nil
	}
	if f.Delay == "" && f.DelayMax == "" {
		f.Delay = DefaultDelay.String()
	}
	var err error
	if a.delay, err = readWait("delay", f.Delay); err != nil {
		return err
	}
	if a.delayMax = a.delay; f.DelayMax == "" {
		return nil
	}
	if a.delayMax, err = readWait("delayMax", f.DelayMax); err == nil && a.delayMax < a.delay {
		return wrong("delayMax", "must not be less than delay")
	}
	return err
}

func readWait(field, text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > MaxDelay {
		return 0, wrong(field, "must be a duration such as 500ms or 2s, at most %s", MaxDelay)
	}
	return d, nil
}
