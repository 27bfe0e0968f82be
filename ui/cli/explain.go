package cli

import (
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
				return printEntries(s.Out, allEntries(), asJSON, list)
			}
			found := entriesOf(assets.ExplainAll(args[0]), assets.TermsOf(args[0]))
			if len(found) == 0 {
				return unknownCode(args[0])
			}
			return printEntries(s.Out, found, asJSON, explain)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, a line for each meaning")
	return cmd
}

// entry is an error code or another word that is explained.
type entry struct {
	kind, code, brief string
	text              string // all that is known, with its heading
	value             any    // the same as JSON has it
}

// saidCode and saidTerm are what JSON has: ours, and beside it what Smile publishes.
type (
	saidCode struct {
		assets.Explanation
		SmileSays string `json:"smileSays,omitempty"`
	}
	saidTerm struct {
		assets.Term
		SmileSays string `json:"smileSays,omitempty"`
	}
)

// codesOf names whose the error codes of a kind are.
var codesOf = map[assets.ExplanationKind]string{
	assets.ExplainsAccount: "account", assets.ExplainsArchive: "archive", assets.ExplainsEnvelope: "answer of the API",
}

func allEntries() []entry { return entriesOf(assets.Explanations(), assets.Terms()) }

func entriesOf(codes []assets.Explanation, terms []assets.Term) (all []entry) {
	for _, e := range codes {
		text := fmt.Sprintf("%s (%s): %s\n\n  What happened     %s\n  The user sees     %s\n  Who acts          %s\n  Trying again      %s\n",
			e.Code, codesOf[e.Kind], e.Title, e.WhatHappened, e.EndUserSees, e.WhoActs, e.RetryText)
		if said := e.SmileSays(); said != "" {
			text += "  Smile says        " + said + "\n"
		}
		all = append(all, entry{"error code (" + codesOf[e.Kind] + ")", e.Code, e.Title, text, saidCode{e, e.SmileSays()}})
	}
	for _, t := range terms {
		brief, _, _ := strings.Cut(strings.TrimSuffix(t.Meaning, "."), ". ")
		text := fmt.Sprintf("%s (%s)\n\n  %s\n", t.Code, t.Kind, t.Meaning)
		if said := t.SmileSays(); said != "" {
			text += "  Smile says: " + said + "\n"
		}
		all = append(all, entry{string(t.Kind), t.Code, brief, text, saidTerm{t, t.SmileSays()}})
	}
	return all
}

// printEntries writes them as one list of JSON, or else as text says it.
func printEntries(to io.Writer, entries []entry, asJSON bool, text func([]entry) string) error {
	if !asJSON {
		_, err := io.WriteString(to, text(entries))
		return err
	}
	var all []any
	for _, e := range entries {
		all = append(all, e.value)
	}
	return writeJSON(to, all)
}

// explain is a paragraph for each entry.
func explain(entries []entry) string {
	var all []string
	for _, e := range entries {
		all = append(all, e.text)
	}
	return strings.Join(all, "\n")
}

// list is a line for each entry below the names of their kinds.
func list(entries []entry) string {
	var b strings.Builder
	kind := ""
	for _, e := range entries {
		if e.kind != kind {
			fmt.Fprintf(&b, "%s%s\n", strings.Repeat("\n", min(b.Len(), 1)), e.kind)
		}
		kind = e.kind
		fmt.Fprintf(&b, "  %-27s %s\n", e.code, e.brief)
	}
	return b.String()
}

// completeCodes completes the one argument of explain.
func completeCodes(_ *cobra.Command, args []string, _ string) (all []string, _ cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, e := range allEntries() {
		all = append(all, cobra.CompletionWithDesc(e.code, e.brief))
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

// unknownCode refuses a code, and names those that may be meant.
func unknownCode(asked string) error {
	var names []string
	for _, e := range allEntries() {
		names = append(names, e.code)
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
