package fault

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
)

// The limits of what a fault may ask for.
const (
	// MaxDelay is the longest wait of http.slow, in real time.
	MaxDelay = time.Minute
	// DefaultDelay is the wait of http.slow that names none.
	DefaultDelay = 2 * time.Second
	// MaxLate is the longest wait of webhook.late, by the sandbox's clock, and DefaultLate
	// that of one that names none.
	MaxLate     = 24 * time.Hour
	DefaultLate = 30 * time.Second
	// MaxRetryAfter bounds Retry-After, which has whole seconds from 1.
	MaxRetryAfter = time.Hour
	// MaxAdvance bounds how far the clock is moved on at once.
	MaxAdvance = 10 * 366 * 24 * time.Hour
	// MaxArmed is how many faults may be armed at once.
	MaxArmed = 1000
	// MaxSpent is how many of those that are spent stay listed.
	MaxSpent = 200

	maxField = 100 // bytes
)

// FieldError refuses a fault as it was asked for. Mend the field and ask again.
type FieldError struct {
	// Field is the one that is wrong, as the JSON has it: "when.nth".
	Field string
	// Reason says what it must be. It never repeats what was in the field.
	Reason string
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Reason }

func wrong(field, format string, args ...any) error {
	return &FieldError{Field: field, Reason: fmt.Sprintf(format, args...)}
}

// CheckNow says whether f can be triggered at once; its Now is taken for granted. Of
// When only the user and the provider count then. It fails with a *FieldError.
func CheckNow(f wire.Fault) error {
	k, err := find(f.Name)
	if err != nil {
		return err
	}
	if !k.now {
		return wrong("now", "%s waits for %s, arm it", k.name, k.at)
	}
	f.ID, f.Now, f.Triggered = "", false, 0
	plain := wire.Fault{Name: f.Name, When: wire.FaultWhen{UserID: f.When.UserID, ProviderID: f.When.ProviderID}}
	if f != plain {
		err = wrong("now", "what is triggered at once takes a user and a provider alone")
	}
	return cmp.Or(checkWho(f.When), err)
}

// check says whether f can be armed, and fills in what it leaves open. ID and
// Triggered are the sandbox's to give and start empty. It fails with a *FieldError.
func (s *Set) check(f wire.Fault) (*armed, error) {
	k, err := find(f.Name)
	if err != nil {
		return nil, err
	}
	if k.at == AtNone {
		return nil, wrong("name", "%s cannot wait, trigger it at once", k.name)
	}
	if f.Now {
		return nil, wrong("now", "what is armed is not triggered at once")
	}
	f.ID, f.Triggered = "", 0
	if f.Name == Limit {
		f.Times = 0 // a limit of one request would limit nothing
	}
	if f.When.Operation != "" && k.at == AtSync {
		return nil, wrong("when.operation", "a monthly sync is no request")
	}
	if f.When.Operation != "" && k.at == AtDelivery {
		return nil, wrong("when.operation", "a delivery is no request")
	}
	if f.When.ProviderID != "" && k.at == AtDelivery {
		return nil, wrong("when.providerId", "a delivery is of a user, name one in when.userId")
	}
	a := &armed{fault: f, at: k.at, slot: k.slot()}
	a.fault.When.Operation, err = s.Operation("when.operation", f.When.Operation)
	return a, cmp.Or(err, checkWho(f.When), checkCounts(f), checkOptions(f), a.readDelay())
}

func find(name wire.FaultName) (kind, error) {
	if i := slices.IndexFunc(table, func(k kind) bool { return k.name == name }); i >= 0 {
		return table[i], nil
	}
	if _, ok := Advance(name, time.Time{}); ok {
		return kind{name, "", "time goes by", AtNone, now}, nil
	}
	var names []string
	for _, k := range table {
		names = append(names, string(k.name))
	}
	return kind{}, wrong("name", "there is no such fault%s", suggestion(string(name), names))
}

// parameter is what an operation's parameter looks like. The names of parameters do not
// matter, so that the specification's own will do.
var parameter = regexp.MustCompile(`\{[^/]+\}`)

// likeID says whether a text can be the id of a user or provider, or none.
func likeID(s string) bool {
	return len(s) <= maxField && strings.IndexFunc(s, func(r rune) bool { return r < '!' || r > '~' }) < 0
}

// Operation gives the operation that is asked for in a field as the sandbox writes
// it, none for none. It fails with a *FieldError for one that there is not.
func (s *Set) Operation(field, asked string) (string, error) {
	if asked == "" {
		return "", nil
	}
	wanted := parameter.ReplaceAllString(asked, "{*}")
	for _, op := range s.operations {
		if parameter.ReplaceAllString(op, "{*}") == wanted {
			return op, nil
		}
	}
	return "", wrong(field, "there is no such operation%s", suggestion(asked, s.operations))
}

func checkWho(when wire.FaultWhen) error {
	if !likeID(when.UserID) {
		return wrong("when.userId", "must be an id of at most 100 letters")
	}
	if !likeID(when.ProviderID) {
		return wrong("when.providerId", "must be an id of at most 100 letters")
	}
	return nil
}

func checkCounts(f wire.Fault) error {
	chance := f.When.Chance
	switch {
	case f.When.Nth < 0:
		return wrong("when.nth", "must be 1 or more, or 0 for every moment")
	case chance != nil && !(*chance >= 0 && *chance <= 1): // NaN as well
		return wrong("when.chance", "must lie between 0 and 1")
	case f.Times < 0:
		return wrong("times", "must be 1 or more, or 0 for every time")
	case f.When.Nth > 0 && f.Times > 1:
		return wrong("times", "must be at most 1 beside nth, which is one moment")
	}
	return nil
}

// checkOptions wants the options of a fault to be its own, and those that are only
// written down to be readable later.
func checkOptions(f wire.Fault) error {
	for _, option := range []struct{ field, value, of string }{
		{"delay", f.Delay, "http.slow and webhook.late"}, {"delayMax", f.DelayMax, "http.slow and webhook.late"},
		{"retryAfter", f.RetryAfter, "http.429 and http.503"}, {"field", f.Field, "http.enum and http.field"},
	} {
		if option.value != "" && !strings.Contains(option.of, string(f.Name)) {
			return wrong(option.field, "is for %s alone", option.of)
		}
	}
	if f.RetryAfter != "" {
		d, err := time.ParseDuration(f.RetryAfter)
		if err != nil || d < time.Second || d > MaxRetryAfter || d%time.Second != 0 {
			return wrong("retryAfter", "must be a duration of whole seconds, from 1s to %s", MaxRetryAfter)
		}
	}
	if f.Field != "" && (len(f.Field) > maxField || !Answered(f.Field)) {
		return wrong("field", "no answer has it; names with dots between them are wanted, such as connection.status")
	}
	return nil
}

// readDelay reads the wait of http.slow or webhook.late, with a default for none.
func (a *armed) readDelay() (err error) {
	f, usual, most := &a.fault, DefaultDelay, MaxDelay
	if f.Name == Late {
		usual, most = DefaultLate, MaxLate
	} else if f.Name != Slow {
		return nil
	}
	if f.Delay == "" && f.DelayMax == "" {
		f.Delay = usual.String()
	}
	if a.delay, err = readWait("delay", f.Delay, most); err != nil {
		return err
	}
	if a.delayMax = a.delay; f.DelayMax == "" {
		return nil
	}
	if a.delayMax, err = readWait("delayMax", f.DelayMax, most); err == nil && a.delayMax < a.delay {
		return wrong("delayMax", "must not be less than delay")
	}
	return err
}

func readWait(field, text string, most time.Duration) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > most {
		return 0, wrong(field, "must be a duration such as 500ms or 2s, at most %s", most)
	}
	return d, nil
}
