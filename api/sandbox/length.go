package sandbox

import (
	"net/mail"
	"time"
	"unicode/utf8"
)

// length is a rule about one text of a body: how many characters it has.
type length struct {
	field    string  // as JSON spells it, with a dot before what is nested
	value    *string // nil when it may be left out and was
	min, max int
}

// checkLengths holds the rules of a body and names the first field that breaks
// one. A text that must be there is one that may not be empty.
func checkLengths(rules ...length) error {
	for _, r := range rules {
		if r.value == nil {
			continue
		}
		if n := utf8.RuneCountInString(*r.value); n < r.min || n > r.max {
			return invalid(r.field, "%d to %d characters are wanted", r.min, r.max)
		}
	}
	return nil
}

// checkGiven wants a field to be there that is neither true nor false by itself.
func checkGiven(field string, value *bool) error {
	if value == nil {
		return invalid(field, "is wanted, true or false")
	}
	return nil
}

// checkEmail wants an address alone, without a name before it.
func checkEmail(field, value string) error {
	if addr, err := mail.ParseAddress(value); err != nil || addr.Address != value {
		return invalid(field, "must be an email address")
	}
	return nil
}

// checkDay wants a day, if anything.
func checkDay(field string, value *string) error {
	if value == nil {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, *value); err != nil {
		return invalid(field, "must be a day, YYYY-MM-DD")
	}
	return nil
}
