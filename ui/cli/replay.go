package cli

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winkterm/api"
	"winkterm/flow/recording"
	"winkterm/flow/report"
	show "winkterm/ui/replay"
)

// replayFlags are those of winkterm replay.
type replayFlags struct {
	list, screen, plain, asJSON bool
	follow                      bool
	svg                         string
	force, light                bool
	step, width, height, branch int
	narrow                      narrowing
}

// newReplay shows a recorded session again.
func newReplay(s Streams) *cobra.Command {
	var f replayFlags
	cmd := &cobra.Command{
		Use:   "replay FILE",
		Short: "Show a recorded session again: step, jump, search, play",
		Long: `Show a recorded session again, from its file alone: the same screens and lanes as they
were, at any moment. FILE is a path, a name that "winkterm sessions" lists, or "last".
On the screen ? lists the keys. With --follow it shows a session that is being written.
With --branch, or by b on the screen, the wizard goes on live from a moment of a session
at the sandbox in the binary: a fresh sandbox is brought there by the same events.

Without a terminal, and for programs: --list prints the moments that matter, --step one
record, --screen the screen at a moment as text, --plain a line for each record, and
--json the records as they are in the file. --lane, --grep, --from and --to narrow them.
--svg FILE draws the screen at --step, or at the end, as a picture for a ticket.

What is whole of a damaged file is shown, and the damage is said.`,
		Args:              exactly(1, "replay wants one recording, such as winkterm replay last"),
		ValidArgsFunction: completeRecording(s),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(s, cmd.Flags().Changed("step")); err != nil {
				return err
			}
			return cleanError(runReplay(cmd.Context(), s, args[0], f))
		},
	}
	f.register(cmd.Flags())
	return themed(s, cmd)
}

func (f *replayFlags) register(set *pflag.FlagSet) {
	set.BoolVar(&f.follow, "follow", false, "show what comes to a session that is being written; read-only")
	set.IntVar(&f.step, "step", 0, "begin at the record of this `NUMBER`, from 1; elsewhere than on the screen print it")
	set.IntVar(&f.branch, "branch", 0, "go on live from the record of this `NUMBER`, from 1, in the wizard; of a session at the sandbox in the binary")
	set.BoolVar(&f.list, "list", false, "print a line for each page, status and failure: number, time, lane, what it is")
	set.BoolVar(&f.screen, "screen", false, "print the screen at --step, or at the end, as text")
	set.StringVar(&f.svg, "svg", "", "draw the screen at --step, or at the end, to this new SVG `FILE`, or to stdout for -")
	set.BoolVar(&f.force, "force", false, "with --svg: overwrite a file that is there")
	set.BoolVar(&f.light, "light", false, "with --svg: draw it for a light ground")
	set.IntVar(&f.width, "width", 0, "columns of --screen and --svg; those of the recorded terminal unless given")
	set.IntVar(&f.height, "height", 0, "lines of --screen and --svg; those of the recorded terminal unless given")
	set.BoolVar(&f.plain, "plain", false, "print a line for each record")
	set.BoolVar(&f.asJSON, "json", false, "print the records as they are in the file, a line each")
	f.narrow.register(set)
}

// The sizes that --screen takes.
const (
	screenLeast  = 12
	screenMost   = 500
	screenWidth  = 80
	screenHeight = 24
)

// check finds what the flag parser cannot.
func (f *replayFlags) check(s Streams, stepped bool) error {
	modes := 0
	for _, on := range []bool{f.list, f.screen, f.plain, f.asJSON, f.svg != ""} {
		if on {
			modes++
		}
	}
	printed := modes > 0 || stepped && !f.onTerminal(s)
	switch {
	case f.branch < 0:
		return usage("--branch is the number of a record, from 1 on")
	case f.branch > 0 && (modes > 0 || stepped || f.follow):
		return usage("--branch opens the wizard: --step, --follow, --list, --screen, --svg, --plain and --json do not go with it")
	case f.branch > 0 && !f.onTerminal(s):
		return usage("--branch opens the wizard, which needs a terminal that can show a screen")
	case modes > 1:
		return usage("--list, --screen, --svg, --plain and --json exclude each other")
	case stepped && f.step < 1:
		return usage("--step is the number of a record, from 1 on")
	case f.follow && (f.screen || f.list || f.svg != ""):
		return usage("--follow goes with the screen, --plain and --json")
	case f.svg == "" && (f.light || f.force):
		return usage("--light and --force are for --svg")
	case !f.screen && f.svg == "" && (f.width != 0 || f.height != 0):
		return usage("--width and --height are for --screen and --svg")
	case f.width != 0 && (f.width < screenLeast || f.width > screenMost), f.height != 0 && (f.height < screenLeast || f.height > screenMost):
		return usage("--width and --height are between %d and %d", screenLeast, screenMost)
	case !printed && f.narrow.given():
		return usage("--lane, --grep, --from and --to narrow what --list, --plain and --json print: give one of these; on the screen / searches")
	case (f.screen || f.svg != "") && f.narrow.given():
		return usage("--screen and --svg show the screen at --step; --lane, --grep, --from and --to are for --list, --plain and --json")
	case !printed && !f.onTerminal(s):
		return usage("the screen needs a terminal; these work without one: --list, --step NUMBER, --screen, --plain, --json, --svg FILE")
	}
	return nil
}

// onTerminal says that a screen can be shown.
func (f *replayFlags) onTerminal(s Streams) bool { return s.Terminal && s.env("TERM") != "dumb" }

func runReplay(ctx context.Context, s Streams, name string, f replayFlags) error {
	path, err := findRecording(s, name)
	if err != nil {
		return err
	}
	file, err := recording.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	switch n := file.Len(); {
	case n == 0 && file.Damage() != nil:
		return fmt.Errorf("nothing can be read of %s: %w", shortName(path), file.Damage())
	case f.step > n && !f.follow || f.branch > n:
		return usage("there is no record %d: %s has %d", max(f.step, f.branch), shortName(path), n)
	}
	from := branch{file: file, name: shortName(path), index: f.branch - 1}
	if f.branch > 0 {
		return from.run(ctx, s)
	}
	if f.svg != "" {
		return f.picture(ctx, s, path, file)
	}
	if f.list || f.screen || f.plain || f.asJSON || f.step > 0 && !f.onTerminal(s) {
		return f.print(ctx, s, file)
	}
	err = showReplay(ctx, s, show.Config{
		File: file, Name: shortName(path), At: f.step - 1, Follow: f.follow,
		Branch: from.choose, Save: func() (string, string, error) { return saveReplay(ctx, s, path, file) },
	})
	if err != nil || from.index < 0 {
		return err
	}
	return from.run(ctx, s)
}

// saveReplay writes a recording as a ticket into the folder that the user works in, and
// gives the path and the text.
func saveReplay(ctx context.Context, s Streams, path string, file *recording.File) (where, text string, err error) {
	known, err := configured(ctx, s)
	if err != nil {
		return "", "", err
	}
	sum, err := recording.Summarize(path)
	if err != nil {
		return "", "", err
	}
	return saveTicket(s.Dir, api.SystemClock().Now(), cmp.Or(sum.ErrorCode, sum.Outcome, sum.Page, sum.Command), report.Case{
		Recording: file, Name: shortName(path), Screens: show.NewScreens(file), Proof: known,
	})
}

// completeRecording completes a FILE argument: last, the recordings of the folder, files.
func completeRecording(s Streams) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		names := []cobra.Completion{recording.Last}
		if folder, err := recording.UserFolder(s.env); err == nil {
			more, _ := folder.Names() // without them files are left
			names = append(names, more...)
		}
		return names, cobra.ShellCompDirectiveDefault
	}
}
