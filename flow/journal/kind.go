package journal

import "strings"

// Kind says what a masked value is; it is the word in its placeholder.
type Kind string

// The kinds. The first four are secrets: they are never forgotten.
const (
	KindSecret    Kind = "SECRET"
	KindToken     Kind = "TOKEN"
	KindKey       Kind = "KEY"
	KindCode      Kind = "CODE"
	KindEmail     Kind = "EMAIL"
	KindPhone     Kind = "PHONE"
	KindName      Kind = "NAME"
	KindSSN       Kind = "SSN"
	KindTax       Kind = "TAX"
	KindBirthDate Kind = "BIRTHDATE"
	KindAddress   Kind = "ADDRESS"
	// KindID is a number that names a person elsewhere: a passport, a member, a
	// bank account. Smile's own ids are not masked.
	KindID Kind = "ID"
	// KindPersonal is what describes a person without naming one.
	KindPersonal  Kind = "PERSONAL"
	KindLink      Kind = "LINK"
	KindFile      Kind = "FILE"
	KindSignature Kind = "SIGNATURE"
)

var kinds = map[Kind]bool{
	KindSecret: true, KindToken: true, KindKey: true, KindCode: true,
	KindEmail: true, KindPhone: true, KindName: true, KindSSN: true, KindTax: true,
	KindBirthDate: true, KindAddress: true, KindID: true, KindPersonal: true,
	KindLink: true, KindFile: true, KindSignature: true,
}

// secret says whether a value of this kind must never be forgotten.
func (k Kind) secret() bool {
	return k == KindSecret || k == KindToken || k == KindKey || k == KindCode
}

// worded says whether values of this kind are words that other words may hold:
// "Tan" is a name, and "Tangerine" is not.
func (k Kind) worded() bool { return k == KindName || k == KindAddress }

// bare is the placeholder of a value that is not known in full, because the text
// was cut in its middle: it has no number.
func (k Kind) bare() string { return "[" + string(k) + "]" }

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
	if !kinds[Kind(kind)] || strings.Trim(number, "0123456789") != "" {
		return 0
	}
	return end + 1
}

func isPlaceholder(s string) bool { return s != "" && placeholderAt(s, 0) == len(s) }
