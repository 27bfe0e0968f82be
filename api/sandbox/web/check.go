package web

import (
	"net/mail"
	"time"
	"unicode/utf8"
)

// Length is a rule about one text of a body: how many characters it has.
type Length struct {
	Field    string  // as JSON spells it, with a dot before what is nested
	Value    *string // nil when it may be left out and was
	Min, Max int
}

// CheckLengths holds the rules of a body and names the first field that breaks
// one. A text that must be there is one that may not be empty.
func CheckLengths(rules ...Length) error {
	for _, r := range rules {
		if r.Value == nil {
			continue
		}
		if n := utf8.RuneCountInString(*r.Value); n < r.Min || n > r.Max {
			return Invalid(r.Field, "%d to %d characters are wanted", r.Min, r.Max)
		}
	}
	return nil
}

// CheckGiven wants a field to be there that is neither true nor false by itself.
func CheckGiven(field string, value *bool) error {
	if value == nil {
		return Invalid(field, "is wanted, true or false")
	}
	return nil
}

// CheckEmail wants an address alone, without a name before it.
func CheckEmail(field, value string) error {
	if addr, err := mail.ParseAddress(value); err != nil || addr.Address != value {
		return Invalid(field, "must be an email address")
	}
	return nil
}

// CheckDay wants a day, if anything.
func CheckDay(field string, value *string) error {
	if value == nil {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, *value); err != nil {
		return Invalid(field, "must be a day, YYYY-MM-DD")
	}
	return nil
}
