package cli

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/results"
	"winkterm/flow/scenario/suite"
	"winkterm/ui/widget"
)

// newRunMerge puts the reports of shards together.
func newRunMerge(s Streams) *cobra.Command {
	var f runReports
	cmd := &cobra.Command{
		Use:   "merge FILE…",
		Short: "Put the JSON reports of all shards together",
		Long: `Put the reports together that the shards of a suite have written with --json: as other
reports, and for coverage and budgets, which only the whole suite can meet. It ends as
the whole run would have.`,
		Example: `  winkterm run merge shard-*.json --junit all.xml --require-coverage edges=100%`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("merge wants the files that each shard has written with --json")
			}
			return nil
		},
		ValidArgsFunction: cobra.FixedCompletions([]string{"json"}, cobra.ShellCompDirectiveFilterFileExt),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := f.prepare(); err != nil {
				return err
			}
			return mergeRuns(s, f, args)
		},
	}
	f.register(cmd.Flags())
	completeCommand(cmd)
	return cmd
}

func mergeRuns(s Streams, f runReports, args []string) error {
	var runs []results.Run
	for _, path := range args {
		r, err := readRun(path)
		if err != nil {
			return usage("%s: %w", widget.Clean(path), cleanError(err))
		}
		runs = append(runs, r)
	}
	whole, err := results.Merge(runs)
	if err != nil {
		return usageError{cleanError(err)}
	}
	sum := suite.Summary{Counts: map[plays.Verdict]int{}, Total: len(whole.Scenarios), Took: whole.TookMs.Duration()}
	for _, e := range whole.Scenarios {
		sum.Counts[e.Verdict]++
	}
	_, err = io.WriteString(s.Out, summaryText(sum, false))
	return errors.Join(ended(sum, sum.Counts[plays.Interrupted] > 0), err, f.write(s, whole), f.met(s.Out, whole, false))
}

func readRun(path string) (r results.Run, err error) {
	file, err := os.Open(path)
	if err != nil {
		return r, err
	}
	r, err = results.Read(file)
	return r, errors.Join(err, file.Close())
}
