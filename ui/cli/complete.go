package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winkterm/api"
	"winkterm/assets"
	"winkterm/flow/follow"
	"winkterm/flow/report"
	"winkterm/flow/scenario/results"
)

// completeNothing completes neither names nor files.
var completeNothing = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveNoFileComp)

// flagValues are the flags whose values can be listed, in every command that has them, or
// in one, whose name stands in front then.
var flagValues = map[string]cobra.CompletionFunc{
	"format":        cobra.FixedCompletions(report.Formats(), cobra.ShellCompDirectiveNoFileComp),
	"kind":          cobra.FixedCompletions(api.DataLists(), cobra.ShellCompDirectiveNoFileComp),
	"lane":          completeLanes,
	"login":         cobra.FixedCompletions(logins, cobra.ShellCompDirectiveNoFileComp),
	"sdk":           cobra.FixedCompletions([]string{"v1", "v2"}, cobra.ShellCompDirectiveNoFileComp),
	"until":         cobra.FixedCompletions(follow.Goals(), cobra.ShellCompDirectiveNoFileComp),
	"listen until":  completeEventTypes,
	"out":           cobra.FixedCompletions([]string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt),
	"output":        cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault),
	"provider":      completeProviders,
	"person":        completePeople,
	"upload":        cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault),
	"top-provider":  completeProviders,
	"template":      completeTemplates,
	"send template": completeNothing,
	"send to":       cobra.FixedCompletions([]string{"csv"}, cobra.ShellCompDirectiveFilterFileExt),
	"wink-template": completeTemplates,
	"status":        cobra.FixedCompletions(inviteStatuses, cobra.ShellCompDirectiveNoFileComp),
	"report":        cobra.FixedCompletions([]string{"csv", "json"}, cobra.ShellCompDirectiveFilterFileExt),
	"file":          cobra.FixedCompletions([]string{"yaml", "yml", "json"}, cobra.ShellCompDirectiveFilterFileExt),
	"resume":        cobra.FixedCompletions([]string{"last"}, cobra.ShellCompDirectiveDefault),
	"record":        cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault),
	"cast":          cobra.FixedCompletions([]string{"cast"}, cobra.ShellCompDirectiveFilterFileExt),
	"svg":           cobra.FixedCompletions([]string{"svg"}, cobra.ShellCompDirectiveFilterFileExt),
	"gif":           cobra.FixedCompletions([]string{"gif"}, cobra.ShellCompDirectiveFilterFileExt),
	"demo at":       completePages,
	"data":          cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault),
	"target":        cobra.FixedCompletions([]string{embedded}, cobra.ShellCompDirectiveNoFileComp),
	"tags":          completeTags,
	"from":          completeNames,
	"to":            completeNames,
	"coverage":      cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault),
	"rule":          completeRules,
	"theme":         completeThemes,
	"type":          completeEventTypes,
	"faults":        cobra.FixedCompletions([]string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt),
}

// completeCommand says for the arguments and flags of a command how they are completed.
// Files are offered only where one is wanted.
func completeCommand(cmd *cobra.Command) {
	if cmd.ValidArgsFunction == nil {
		cmd.ValidArgsFunction = completeNothing
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		complete := flagValues[cmd.Name()+" "+f.Name]
		if complete == nil {
			complete = flagValues[f.Name]
		}
		if complete == nil {
			complete = completeNothing
		}
		if err := cmd.RegisterFlagCompletionFunc(f.Name, complete); err != nil {
			panic(err) // a flag that was just listed is there
		}
	})
}

func init() { // reports of a run are files
	for _, name := range results.Formats() {
		flagValues[name] = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	}
}

// completePeople completes a test person.
func completePeople(*cobra.Command, []string, string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, p := range assets.People() {
		names = append(names, cobra.CompletionWithDesc(strings.ToLower(p.Name), p.FullName))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// completeLanes completes a lane; diff compares no snapshots.
func completeLanes(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if cmd.Name() == "diff" {
		return laneNames(), cobra.ShellCompDirectiveNoFileComp
	}
	return lanes, cobra.ShellCompDirectiveNoFileComp
}

// completeProviders completes the id of a shipped provider.
func completeProviders(*cobra.Command, []string, string) (ids []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, p := range assets.Providers() {
		ids = append(ids, cobra.CompletionWithDesc(p.ID, p.Name))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// completeTemplates completes the id of a Wink template that ships.
func completeTemplates(*cobra.Command, []string, string) (ids []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, t := range assets.WinkTemplates() {
		ids = append(ids, cobra.CompletionWithDesc(t.ID, t.CompanyName+", "+t.Name))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
