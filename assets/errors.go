package assets

import (
	"slices"
	"strings"
)

// ExplanationKind says whose code is explained.
type ExplanationKind string

// The kinds of explanation: the code with which an account ended in ERROR, that
// with which an archive did (and its status UNSUPPORTED, which is as final and
// has no code), and the code in the envelope of an answer.
const (
	ExplainsAccount  ExplanationKind = "account"
	ExplainsArchive  ExplanationKind = "archive"
	ExplainsEnvelope ExplanationKind = "envelope"
)

// RetryAdvice says whether trying again can help.
type RetryAdvice string

// The advice on retrying: as it is, once something has been put right, never.
const (
	RetryYes      RetryAdvice = "yes"
	RetryAfterFix RetryAdvice = "after-fix"
	RetryNo       RetryAdvice = "no"
)

// Explanation is what a support engineer wants to know about a code. Each text
// is a sentence or two, at most 220 characters.
type Explanation struct {
	Kind  ExplanationKind `json:"kind"`
	Code  string          `json:"code"`
	Title string          `json:"title"`
	// WhatHappened is the cause, EndUserSees what the end user was told, WhoActs
	// who has to do what next.
	WhatHappened string      `json:"whatHappened"`
	EndUserSees  string      `json:"endUserSees"`
	WhoActs      string      `json:"whoActs"`
	Retry        RetryAdvice `json:"retry"`
	RetryText    string      `json:"retryText"`
}

var explanations = parsed[Explanation]("errors.json")

// Explanations gives all explanations: the accounts' in the order of the
// specification, then the archives', then the envelope's by HTTP status. The
// list is the caller's own.
func Explanations() []Explanation { return slices.Clone(explanations()) }

// Explain gives the explanation of a code in any case, false for one that is
// not known. INVALID_CREDENTIALS and SYSTEM_ERROR are codes of two kinds: this
// gives the account's, ExplainAll both.
func Explain(code string) (Explanation, bool) {
	all := ExplainAll(code)
	if len(all) == 0 {
		return Explanation{}, false
	}
	return all[0], true
}

// ExplainAll gives every explanation of a code in any case, the account's
// first; none for a code that is not known.
func ExplainAll(code string) []Explanation {
	return slices.DeleteFunc(Explanations(), func(e Explanation) bool { return !strings.EqualFold(e.Code, strings.TrimSpace(code)) })
}
