package assets

import (
	"slices"
	"strings"
)

// TermKind says what a term is the name of: "account status" or another status,
// "callback", "HTTP status", "webhook event".
type TermKind string

// Term is a word of the API or the widget that is not an error code, which are
// Explanations; so is the archive status UNSUPPORTED.
type Term struct {
	Kind TermKind `json:"kind"`
	Code string   `json:"code"`
	// Meaning is a sentence or two, at most 220 characters. The first says what it
	// means.
	Meaning string `json:"meaning"`
}

var terms = parsed[Term]("terms.json")

// Terms gives all terms by kind, each in the order of the specification or, of
// the callbacks, of the documentation. The list is the caller's own.
func Terms() []Term { return slices.Clone(terms()) }

// TermsOf gives every term of a name in any case, for ERROR is the status of an
// account and of an archive; none for a name that is not known.
func TermsOf(name string) []Term {
	return slices.DeleteFunc(Terms(), func(t Term) bool { return !strings.EqualFold(t.Code, strings.TrimSpace(name)) })
}
