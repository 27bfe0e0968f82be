package cli

import (
	"context"
	"runtime"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
)

// runFlags are those of winkterm run.
type runFlags struct {
	suite.Choice
	suite              suite.Config
	reports            runReports
	shard, target      string
	record             string
	recordAll          bool
	hostFromFile       bool
	list, plain, watch bool
	seeded             bool // --seed was given
	// opened is called with the path of each file that is read; it may be nil.
	opened func(path string)
}

// player plays a scenario, and says at which step it is.
type player func(ctx context.Context, s *spec.Scenario, attempt int, step func(spec.Step)) plays.Outcome

// newRun plays scenarios.
func newRun(s Streams) *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "run FILE|DIR…",
		Short: "Play scenarios, for QA and CI: steps and expectations in YAML, without a screen",
		Long: `Play scenarios: the same flow as in the wizard, without a screen, on a sandbox for each
whose clock is simulated. FILE is YAML, a DIR stands for all .yaml and .yml files below
it, - for standard input, and shipped for those that ship with the program, of which
shipped/smoke-link.yaml is one file. On a terminal a table shows what is played, elsewhere
each scenario is a line. What did not pass is explained: the expectation with its
line, what came instead, the last records, and the command that plays it again.

--tags smoke,docs,!slow plays what has one of the plain tags and none of those with a !.
--from and --to name the first and the last scenario, or give their numbers, which
--list prints. --shard 2/5 plays the second of five parts; where the index counts from
0, as in Kubernetes, write --shard "$JOB_COMPLETION_INDEX:5".

It ends with 0 when all passed, with 1 when an expectation was not met, with 2 for a
bad file or a step that cannot happen, with 4, 5 or 6 when the host was not reached,
refused the key or gave no answer in time, and with 130 after ctrl+c. Reports are
written in each case.`,
		Example: `  winkterm run scenarios --parallel 8
  winkterm run login.yaml --from "wrong code" --to "wrong code" --record sessions
  winkterm run scenarios --tags smoke --watch
  winkterm run shipped --tags smoke`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("run wants files or folders of scenarios, - for standard input, or shipped for those that ship, which \"winkterm scenarios write DIR\" writes out")
			}
			return nil
		},
		ValidArgsFunction: completeScenarios,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.seeded = cmd.Flags().Changed("seed")
			if err := f.check(args); err != nil {
				return err
			}
			if s.atOnce != nil {
				defer context.AfterFunc(cmd.Context(), s.atOnce)()
			}
			if f.watch {
				return watchRuns(cmd.Context(), s, f, args)
			}
			return runScenarios(cmd.Context(), s, f, args)
		},
	}
	f.register(cmd.Flags())
	cmd.AddCommand(newRunMerge(s))
	return themed(s, cmd)
}

func (f *runFlags) register(set *pflag.FlagSet) {
	c := &f.suite
	set.IntVar(&c.Parallel, "parallel", runtime.NumCPU(), "play `N` scenarios at once; the number of cores unless given")
	set.Lookup("parallel").DefValue = "0" // which help leaves out
	set.IntVar(&c.Repeat, "repeat", 1, "play all of them `N` times; those that name no seed with another one each time")
	set.BoolVar(&c.UntilFail, "until-fail", false, "play all of them again and again until one does not pass")
	set.BoolVar(&c.Bail, "bail", false, "begin no other once one did not pass")
	set.BoolVar(&c.Shuffle, "shuffle", false, "play them in an order by chance, which --seed repeats")
	set.Uint64Var(&c.Seed, "seed", 1, "seed `N` of the scenarios that name none, and of the order of --shuffle, for which it is another each time unless given")
	set.DurationVar(&c.Timeout, "timeout", 0, "end the whole run after this `TIME` in real time, such as 10m; 0 for never")
	set.DurationVar(&c.Each, "scenario-timeout", plays.DefaultTimeout, "end a scenario after this `TIME` in real time")
	set.StringSliceVar(&f.Tags, "tags", nil, "play what has one of these `TAGS`, and none of those with a ! before it: smoke,!slow")
	set.StringVar(&f.From, "from", "", "begin with the scenario of this `NAME` or number")
	set.StringVar(&f.To, "to", "", "end with the scenario of this `NAME` or number")
	set.StringVar(&f.shard, "shard", "", "play the part `I/N` of the scenarios, I from 1, or I:N with I from 0")
	set.StringVar(&f.target, "target", embedded, "play at the host of this `URL`, with the key of the environment or .env; embedded is the sandbox in the binary")
	set.BoolVar(&f.hostFromFile, "host-from-env-file", false, hostFromFileUsage)
	set.StringVar(&f.record, "record", "", "write the session of each scenario that did not pass into a new file in this `DIR`")
	set.BoolVar(&f.recordAll, "record-all", false, "with --record: also of those that passed")
	set.BoolVar(&f.list, "list", false, "print the scenarios that would be played, with their numbers, and play nothing")
	set.BoolVar(&f.plain, "plain", false, "print a line for each scenario, also on a terminal")
	f.reports.register(set)
	set.BoolVar(&f.watch, "watch", false, "play again whenever a scenario file is saved, until ctrl+c")
}

// check finds what the flag parser cannot, and reads what is to be read.
func (f *runFlags) check(args []string) (err error) {
	c := &f.suite
	switch {
	case c.Parallel < 1 || c.Parallel > parallelMost:
		return usage("--parallel must be between 1 and %d", parallelMost)
	case c.Repeat < 1:
		return usage("--repeat must be 1 or more")
	case c.UntilFail && c.Repeat > 1:
		return usage("--until-fail and --repeat exclude each other")
	case c.Timeout < 0 || c.Each < 0:
		return usage("--timeout and --scenario-timeout must not be negative")
	case f.recordAll && f.record == "":
		return usage("--record-all wants --record DIR")
	case f.watch && stdin(args):
		return usage("--watch cannot watch standard input: name files or folders")
	case f.watch && f.list:
		return usage("--watch and --list exclude each other")
	case c.Shuffle && f.shard != "" && !f.seeded:
		return usage("--shuffle and --shard want one --seed for all shards, by which their reports are known to belong together")
	}
	if f.shard != "" {
		if f.Shard, err = suite.ParseShard(f.shard); err != nil {
			return usage("--shard: %w", err)
		}
	}
	if c.Shuffle && !f.seeded {
		c.Seed = randomSeed()
	}
	return f.reports.prepare()
}

// parallelMost bounds --parallel: each scenario has a sandbox of its own.
const parallelMost = 10_000

// runScenarios plays what the arguments name, once.
func runScenarios(ctx context.Context, s Streams, f runFlags, args []string) error {
	all, err := readScenarios(ctx, s, args, f.opened)
	if err != nil {
		return err
	}
	chosen, err := f.Of(all)
	if err != nil {
		return usage("--%w", err)
	}
	if f.list {
		return listRun(s, all, chosen)
	}
	play, err := f.player(ctx, s, chosen)
	if err != nil {
		return err
	}
	defer boundRun(f.suite.Parallel)()
	r := &runner{Streams: s, flags: f, list: chosen, play: play, redactor: plays.Redactor(chosen...)}
	return r.run(ctx)
}
