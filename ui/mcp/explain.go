package mcp

import (
	"strings"

	"winkterm/assets"
	"winkterm/flow/scenario/spec"
)

type explainArgs struct {
	Word string `json:"word,omitempty" doc:"The error code, status, callback, HTTP status or webhook event, in any case; without it all are listed by name."`
}

// entry is a word that is explained; what is behind Meaning is of error codes alone.
type entry struct {
	Kind        string `json:"kind"`
	Word        string `json:"word"`
	Meaning     string `json:"meaning"`
	EndUserSees string `json:"end_user_sees,omitempty"`
	WhoActs     string `json:"who_acts,omitempty"`
	Retry       string `json:"retry,omitempty"`
}

func explain(_ *call, in explainArgs) (answer, error) {
	var all, found []entry
	for _, e := range assets.Explanations() {
		all = append(all, entry{"error code (" + string(e.Kind) + ")", e.Code, e.Title + ". " + e.WhatHappened, e.EndUserSees, e.WhoActs, e.RetryText})
	}
	for _, t := range assets.Terms() {
		all = append(all, entry{Kind: string(t.Kind), Word: t.Code, Meaning: t.Meaning})
	}
	for _, e := range all {
		if strings.EqualFold(e.Word, strings.TrimSpace(in.Word)) {
			found = append(found, e)
		}
		if in.Word == "" {
			brief, _, _ := strings.Cut(e.Meaning, ". ")
			found = append(found, entry{Kind: e.Kind, Word: e.Word, Meaning: brief})
		}
	}
	if len(found) == 0 {
		words := named(all, func(e entry) string { return e.Word })
		return answer{}, fail(kindNotFound, "without a word, explain lists those that there are", "%q is not known here%s", in.Word, spec.Suggest(in.Word, words))
	}
	lines := named(found, func(e entry) string {
		return strings.TrimSpace(e.Word + " (" + e.Kind + "): " + e.Meaning + " " + e.WhoActs)
	})
	return answer{text: strings.Join(lines, "\n"), data: map[string]any{"entries": found}}, nil
}
