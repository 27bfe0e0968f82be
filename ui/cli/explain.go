package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/api/sandbox/fault"
	"winkterm/assets"
)

// newExplain explains error codes and other words of the API and the widget.
func newExplain(s Streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Explain an error code, status, callback or event; without one, list them all",
		Long: `Explain what an error code means, who acts, and whether to try again; or what a
status of an account, archive, task or invite, a callback of the widget, an HTTP
status such as 429, or an event type of a webhook means. Without a CODE all of them
are listed by kind.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("explain wants one code, such as ACCOUNT_LOCKED, or none to list them all")
			}
			return nil
		},
		ValidArgsFunction: completeCodes,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return knowledge{assets.Explanations(), assets.Terms()}.print(s.Out, asJSON, knowledge.list)
			}
			found := knowledge{assets.ExplainAll(args[0]), assets.TermsOf(args[0])}
			if len(found.codes)+len(found.terms) == 0 {
				return unknownCode(args[0])
			}
			return found.print(s.Out, asJSON, knowledge.explain)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// knowledge is something of what is explained: error codes and other terms.
type knowledge struct {
	codes []assets.Explanation
	terms []assets.Term
}

// print writes the knowledge as JSON, in one list, or else as text says it.
func (k knowledge) print(to io.Writer, asJSON bool, text func(knowledge) string) error {
	if !asJSON {
		_, err := io.WriteString(to, text(k))
		return err
	}
	var all []any
	for _, e := range k.codes {
		all = append(all, e)
	}
	for _, t := range k.terms {
		all = append(all, t)
	}
	return json.NewEncoder(to).Encode(all)
}

// codesOf names whose the error codes of a kind are.
var codesOf = map[assets.ExplanationKind]string{
	assets.ExplainsAccount: "account", assets.ExplainsArchive: "archive", assets.ExplainsEnvelope: "answer of the API",
}

// explain is everything that is known, a paragraph for each code and term.
func (k knowledge) explain() string {
	var all []string
	for _, e := range k.codes {
		all = append(all, fmt.Sprintf("%s (%s): %s\n\n  What happened     %s\n  The user sees     %s\n  Who acts          %s\n  Trying again      %s\n",
			e.Code, codesOf[e.Kind], e.Title, e.WhatHappened, e.EndUserSees, e.WhoActs, e.RetryText))
	}
	for _, t := range k.terms {
		all = append(all, fmt.Sprintf("%s (%s)\n\n  %s\n", t.Code, t.Kind, t.Meaning))
	}
	return strings.Join(all, "\n")
}

// list is a line for each code and term below the names of their kinds.
func (k knowledge) list() string {
	var b strings.Builder
	kind := ""
	line := func(of, code, text string) {
		if of != kind {
			fmt.Fprintf(&b, "%s%s\n", strings.Repeat("\n", min(b.Len(), 1)), of)
		}
		kind = of
		fmt.Fprintf(&b, "  %-27s %s\n", code, text)
	}
	for _, e := range k.codes {
		line("error code ("+codesOf[e.Kind]+")", e.Code, e.Title)
	}
	for _, t := range k.terms {
		line(string(t.Kind), t.Code, brief(t))
	}
	return b.String()
}

// brief is the first sentence of a term's meaning.
func brief(t assets.Term) string {
	first, _, _ := strings.Cut(t.Meaning, ". ")
	return strings.TrimSuffix(first, ".")
}

// completeCodes completes the one argument of explain.
func completeCodes(_ *cobra.Command, args []string, _ string) (all []string, _ cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, e := range assets.Explanations() {
		all = append(all, cobra.CompletionWithDesc(e.Code, e.Title))
	}
	for _, t := range assets.Terms() {
		all = append(all, cobra.CompletionWithDesc(t.Code, brief(t)))
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

// unknownCode refuses a code, and names those that may be meant.
func unknownCode(asked string) error {
	var names []string
	for _, e := range assets.Explanations() {
		names = append(names, e.Code)
	}
	for _, t := range assets.Terms() {
		names = append(names, t.Code)
	}
	if like := alike(strings.TrimSpace(asked), names); len(like) > 0 {
		return usage("%q is not known here; did you mean %s?", asked, strings.Join(like, " or "))
	}
	return usage("%q is not known here; winkterm explain without a code lists what is, such as ACCOUNT_LOCKED", asked)
}

// The limits of what is taken for a name that is not known.
const (
	leastPart = 4 // letters of a part of a name
	mostAlike = 3 // names
	mostWrong = 3 // one letter in so many may be wrong
)

// alike gives the names that may be meant by another: the one from which a letter
// differs, else the first few of which it is a part, else the one that is hardly
// spelt otherwise. Numbers are like no others.
func alike(asked string, names []string) (like []string) {
	if _, err := strconv.Atoi(asked); err == nil {
		return nil
	}
	nearest, changes := fault.Nearest(asked, names)
	if changes > 1 && len(asked) >= leastPart {
		for _, name := range names {
			part := strings.Contains(strings.ToUpper(name), strings.ToUpper(asked))
			if part && len(like) < mostAlike && !slices.Contains(like, name) {
				like = append(like, name)
			}
		}
	}
	if len(like) == 0 && changes <= len(asked)/mostWrong {
		like = []string{nearest}
	}
	return like
}
