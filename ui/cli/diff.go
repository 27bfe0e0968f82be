package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/flow/diff"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// errDiffer is that of diff and is no failure of it: scripts go by the exit code.
var errDiffer = errors.New("they differ")

// diffFlags are those of winkterm diff.
type diffFlags struct {
	lanes                              []string
	times, ids, asJSON, plain, archive bool
}

// newDiff compares recordings.
func newDiff(s Streams) *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "Compare two recorded sessions: the first difference, then lane by lane",
		Long: `Compare two recorded sessions: the first difference, then lane by lane. A and B are
recordings; "last" is the newest.

Ids are matched by their role: the first account of A with the first one of B. They and
moments are left aside unless --ids or --times asks for them, and polls that were answered
the same count as one. Calls are compared by method, path, status and code.

It exits with 0 when they are the same, with 1 when they differ.

With --archives the outcomes of all uploads stand side by side, of one recording or of
several: type, files, status, reason, and what was found in them.`,
		Args: func(_ *cobra.Command, args []string) error {
			if f.archive && len(args) == 0 {
				return usage("diff --archives wants one recording or several, such as winkterm diff --archives last")
			}
			if !f.archive && len(args) != 2 {
				return usage("diff wants two recordings, such as winkterm diff FILE last")
			}
			return nil
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 1 && !f.archive {
				return completeNothing(cmd, args, begun)
			}
			return completeRecording(s)(cmd, nil, begun)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return runDiff(s, args, f)
		},
	}
	set := cmd.Flags()
	set.StringArrayVar(&f.lanes, "lane", nil, "compare this `LANE` alone, one of "+strings.Join(laneNames(), ", ")+"; may be given several times")
	set.BoolVar(&f.times, "times", false, "compare moments and lengths of time as well")
	set.BoolVar(&f.ids, "ids", false, "compare ids as they are, and request ids")
	set.BoolVar(&f.archive, "archives", false, "put the outcomes of uploads side by side")
	set.BoolVar(&f.plain, "plain", false, "print a line for each difference, with tabs between its columns")
	set.BoolVar(&f.asJSON, "json", false, "print JSON")
	return cmd
}

func laneNames() (names []string) {
	for _, lane := range diff.Lanes() {
		names = append(names, string(lane))
	}
	return names
}

func (f *diffFlags) check() error {
	for _, name := range f.lanes {
		if !slices.Contains(laneNames(), name) {
			return usage("--lane is one of %s, not %q", strings.Join(laneNames(), ", "), name)
		}
	}
	if f.asJSON && f.plain {
		return usage("--json and --plain do not go together")
	}
	if f.archive && (f.times || f.ids || len(f.lanes) > 0) {
		return usage("--archives compares outcomes: --lane, --times and --ids say nothing of them")
	}
	return nil
}

func runDiff(s Streams, names []string, f diffFlags) error {
	var files []*recording.File
	for _, name := range names {
		file, err := openRecording(s, name)
		if err != nil {
			return usageError{err} // 1 says that two recordings differ
		}
		defer func() { _ = file.Close() }()
		if damage := file.Damage(); damage != nil {
			fmt.Fprintf(s.Err, "winkterm: %s: %v\n", name, damage)
		}
		files = append(files, file)
	}
	if f.archive {
		return diffArchives(s, names, files, f)
	}
	o := diff.Options{Times: f.times, IDs: f.ids}
	for _, name := range f.lanes {
		o.Lanes = append(o.Lanes, journal.Lane(name))
	}
	r, err := diff.Of(files[0], files[1], o)
	if err != nil {
		return usageError{err}
	}
	if err := writeDiff(s, names, files, r, f); err != nil {
		return err
	}
	if !r.Same() {
		return fmt.Errorf("%s and %s: %w", names[0], names[1], errDiffer)
	}
	return nil
}

func writeDiff(s Streams, names []string, files []*recording.File, r diff.Report, f diffFlags) error {
	switch {
	case f.asJSON:
		out := struct {
			Same bool `json:"same"`
			diff.Report
		}{r.Same(), r}
		return writeJSON(s.Out, out)
	case f.plain:
		_, err := fmt.Fprint(s.Out, plainDiff(r))
		return err
	}
	_, err := fmt.Fprint(s.Out, headDiff(names, files)+readableDiff(r))
	return err
}

func diffArchives(s Streams, names []string, files []*recording.File, f diffFlags) error {
	all, err := diff.Archives(files)
	switch {
	case err != nil:
		return usageError{err}
	case f.asJSON:
		return writeJSON(s.Out, all)
	case len(all) == 0:
		_, err = fmt.Fprintln(s.Out, "nothing was uploaded")
	case f.plain:
		_, err = fmt.Fprint(s.Out, plainArchives(names, all))
	default:
		_, err = fmt.Fprint(s.Out, archiveTable(names, all, columns(s)))
	}
	return err
}
