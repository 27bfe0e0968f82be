package redact

import (
	"iter"
	"slices"
	"strings"
)

// Kind says what a masked value is; it is the word in its placeholder.
type Kind string

// The kinds. The first four are secrets: they are never forgotten.
const (
	Secret    Kind = "SECRET"
	Token     Kind = "TOKEN"
	Key       Kind = "KEY"
	Code      Kind = "CODE"
	Email     Kind = "EMAIL"
	Phone     Kind = "PHONE"
	Name      Kind = "NAME"
	SSN       Kind = "SSN"
	Tax       Kind = "TAX"
	BirthDate Kind = "BIRTHDATE"
	Address   Kind = "ADDRESS"
	// ID is a number that names a person elsewhere: a passport, a member, a
	// bank account. Smile's own ids are not masked.
	ID Kind = "ID"
	// Personal is what describes a person without naming one.
	Personal  Kind = "PERSONAL"
	Link      Kind = "LINK"
	File      Kind = "FILE"
	Signature Kind = "SIGNATURE"
)

var kinds = []Kind{
	Secret, Token, Key, Code, Email, Phone, Name, SSN, Tax, BirthDate, Address, ID, Personal, Link, File, Signature,
}

// secret says whether a value of this kind must never be forgotten.
func (k Kind) secret() bool { return slices.Contains(kinds[:4], k) }

// worded says whether values of this kind are words that other words may hold:
// "Tan" is a name, and "Tangerine" is not.
func (k Kind) worded() bool { return k == Name || k == Address }

// Bare is the placeholder of a value that is not known in full, because the text
// was cut in its middle: it has no number.
func (k Kind) Bare() string { return "[" + string(k) + "]" }

// placeholderAt gives the length of the placeholder that starts at s[i], 0 when
// there is none.
func placeholderAt(s string, i int) int {
	if i >= len(s) || s[i] != '[' {
		return 0
	}
	end := strings.IndexByte(s[i:min(len(s), i+24)], ']')
	if end < 0 {
		return 0
	}
	kind, number, _ := strings.Cut(s[i+1:i+end], "_")
	if !slices.Contains(kinds, Kind(kind)) || strings.Trim(number, "0123456789") != "" {
		return 0
	}
	return end + 1
}

// isDots says whether a text is nothing but the dots that stand for a masked value: in
// a snapshot, or where a provider has masked it.
func isDots(s string) bool { return s != "" && strings.Trim(s, "•") == "" }

func isPlaceholder(s string) bool { return s != "" && placeholderAt(s, 0) == len(s) }

// Placeholders gives every placeholder of a text, in order.
func Placeholders(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; ; {
			n := strings.IndexByte(s[i:], '[')
			if n < 0 {
				return
			}
			i += n
			length := placeholderAt(s, i)
			if length > 0 && !yield(s[i:i+length]) {
				return
			}
			i += max(length, 1)
		}
	}
}

// KindOf gives the kind of a placeholder, and whether it has a number: one without is
// of a value that is not known in full.
func KindOf(placeholder string) (kind Kind, numbered bool) {
	name, _, numbered := strings.Cut(strings.Trim(placeholder, "[]"), "_")
	return Kind(name), numbered
}
