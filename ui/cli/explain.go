package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/assets"
)

// newExplain explains an error code.
func newExplain(s Streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain CODE",
		Short: "Explain what an error code means, who acts, and whether to try again",
		Args:  exactly(1, "explain wants one code, such as ACCOUNT_LOCKED"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return codes(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			found := assets.ExplainAll(args[0])
			if len(found) == 0 {
				return usage("%q is no code of Smile's; known are %s", args[0], strings.Join(codes(), ", "))
			}
			if asJSON {
				return json.NewEncoder(s.Out).Encode(found)
			}
			for i, e := range found {
				if i > 0 {
					fmt.Fprintln(s.Out)
				}
				fmt.Fprint(s.Out, explained(e))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func codes() []string {
	var all []string
	for _, e := range assets.Explanations() {
		all = append(all, e.Code)
	}
	return all
}

func explained(e assets.Explanation) string {
	of := map[assets.ExplanationKind]string{
		assets.ExplainsAccount: "account", assets.ExplainsEnvelope: "answer of the API",
	}[e.Kind]
	return fmt.Sprintf("%s (%s): %s\n\n  What happened     %s\n  The user sees     %s\n  Who acts          %s\n  Trying again      %s\n",
		e.Code, of, e.Title, e.WhatHappened, e.EndUserSees, e.WhoActs, e.RetryText)
}
