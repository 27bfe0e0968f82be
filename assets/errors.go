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

// Explanation is what a support engineer wants to know about a code. Each text
// is a sentence or two, at most 220 characters.
type Explanation struct {
	Kind  ExplanationKind `json:"kind"`
	Code  string          `json:"code"`
	Title string          `json:"title"`
	// Message is what the sandbox answers beside the code of an account.
	Message string `json:"message,omitempty"`
	// WhatHappened is the cause, EndUserSees what the end user was told, WhoActs
	// who has to do what next.
	WhatHappened string `json:"whatHappened"`
	EndUserSees  string `json:"endUserSees"`
	WhoActs      string `json:"whoActs"`
	// Retry says whether trying again can help: "yes" as it is, "after-fix" once
	// something has been put right, "no" never.
	Retry     string `json:"retry"`
	RetryText string `json:"retryText"`
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
	for _, e := range explanations() {
		if strings.EqualFold(e.Code, strings.TrimSpace(code)) {
			return e, true
		}
	}
	return Explanation{}, false
}

// ExplainAll gives every explanation of a code in any case, the account's
// first; none for a code that is not known.
func ExplainAll(code string) []Explanation {
	return slices.DeleteFunc(Explanations(), func(e Explanation) bool { return !strings.EqualFold(e.Code, strings.TrimSpace(code)) })
}
