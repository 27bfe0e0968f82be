package cli

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winkterm/api"
	"winkterm/assets"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/ui/demo"
	"winkterm/ui/files"
	"winkterm/ui/widget"
)

// demoFlags are those of winkterm demo.
type demoFlags struct {
	list, step, loop, silent, force bool
	size                            string
	speed                           float64
	width, height                   int
	film                            filmFlags
}

// newDemo plays scenarios in the wizard as a person would.
func newDemo(s Streams) *cobra.Command {
	var f demoFlags
	cmd := &cobra.Command{
		Use:   "demo [SCENARIO]",
		Short: "Play a scenario in the wizard, with keys and speaker notes",
		Long: `Play a scenario in the wizard as a person would: with real keys, letter by letter, and
with what a speaker says to each step. SCENARIO is one that ships, by its name, or a
file; without it the demos that ship are played one after the other. It runs on the
sandbox in the binary whatever is configured: all data are fake, no network is needed.

It goes on by itself. space pauses, which holds everything, n goes to the next step, r
starts over, t takes over: from then on the keys are yours, in the wizard itself. q ends.

It is written as a film, without a terminal and with the same bytes each time, by --cast
for asciinema, by --svg or --gif as a picture that moves. With --at it is a picture of one
page, without what is said: --at MFA is that page as it showed last, --at 5 the end of the
fifth step, and --press opens there what a key opens, such as f1 for the help.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("demo plays one scenario, such as winkterm demo login; without one, all demos (got %q)", args[1])
			}
			return nil
		},
		ValidArgsFunction: completeDemos,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(s); err != nil {
				return err
			}
			if f.list {
				return listDemos(s)
			}
			return runDemo(cmd.Context(), s, f, strings.Join(args, ""))
		},
	}
	f.register(cmd.Flags())
	return themed(s, cmd)
}

func (f *demoFlags) register(set *pflag.FlagSet) {
	set.BoolVar(&f.list, "list", false, "list the demos that ship")
	set.BoolVar(&f.step, "step", false, "stop before each step, until space or n")
	set.BoolVar(&f.loop, "loop", false, "begin again at the end, for a screen that nobody attends")
	set.BoolVar(&f.silent, "no-notes", false, "leave out what the speaker says")
	set.Float64Var(&f.speed, "speed", 1, "how much faster than a person, such as 2 or 0.5")
	set.StringVar(&f.size, "size", "100x30", "columns and lines of a film or picture, as `WxH`")
	set.BoolVar(&f.force, "force", false, "overwrite a file that is there")
	f.film.register(set)
}

// The bounds of --speed.
const (
	speedLeast = 0.1
	speedMost  = 100
)

// check finds what the flag parser cannot.
func (f *demoFlags) check(s Streams) error {
	n, err := fmt.Sscanf(f.size, "%dx%d", &f.width, &f.height)
	_, small := widget.TooSmall(f.width, f.height)
	switch {
	case f.speed < speedLeast || f.speed > speedMost || f.speed != f.speed:
		return usage("--speed is between %v and %v", speedLeast, speedMost)
	case err != nil || n != 2 || fmt.Sprintf("%dx%d", f.width, f.height) != f.size || small || f.width > screenMost || f.height > screenMost:
		return usage("--size is columns and lines such as 100x30, of a window that the wizard fits into")
	case f.film.path() != "" && (f.step || f.loop || f.list):
		return usage("--cast, --svg and --gif write a film: --step, --loop and --list do not go with it")
	case f.film.path() == "" && !f.list && (!s.Terminal || s.env("TERM") == "dumb"):
		return usage("the demo needs a terminal that can show a screen; without one, --cast FILE, --svg FILE or --gif FILE writes it as a film, and --list lists the demos")
	}
	return f.film.check()
}

func runDemo(ctx context.Context, s Streams, f demoFlags, name string) error {
	scenarios, err := demoScenarios(ctx, s, name)
	if err != nil {
		return err
	}
	c := demo.Config{
		Scenarios: scenarios, Steps: f.step, Loop: f.loop, Silent: f.silent, Speed: f.speed,
		File: ownFile, OpenFile: files.Open, Term: s.env("TERM"), Theme: s.look(), Now: api.SystemClock().Now, In: s.In, Out: s.raw(),
	}
	if f.film.path() == "" {
		return demo.Show(ctx, c)
	}
	film, err := f.film.write(ctx, c, f.width, f.height)
	if err != nil {
		return cleanError(err)
	}
	if what, found := film.leak(plays.Redactor(scenarios...).Proof()); found {
		return fmt.Errorf("nothing was written: the film shows %s in clear; take the value out of names, notes and what is typed into fields that show it", what)
	}
	return film.save(s, f.film.path(), f.force)
}

// What the files of demos begin with, and of all scenarios end with.
const (
	demoPrefix     = "demo-"
	scenarioEnding = ".yaml"
)

// demos are those that ship, in the order in which they are played: the first shows the
// whole way.
var demos = []string{"login", "error", "document"}

// demoFiles are the files of the demos.
func demoFiles() (files []string) {
	for _, name := range demos {
		files = append(files, demoPrefix+name+scenarioEnding)
	}
	return files
}

// demoScenarios reads what is to be played: a scenario that ships or a file, all demos for
// an empty name.
func demoScenarios(ctx context.Context, s Streams, name string) ([]*spec.Scenario, error) {
	if name == "" {
		return readShipped(demoFiles()...)
	}
	for _, file := range []string{demoPrefix + name + scenarioEnding, name + scenarioEnding} {
		if _, err := fs.Stat(assets.Scenarios(), file); err == nil {
			return readShipped(file)
		}
	}
	if _, err := os.Stat(name); name != standardInput && err != nil {
		return nil, usage("there is no scenario %q among those that ship, and no such file; the demos are %s", widget.Clean(name), strings.Join(demos, ", "))
	}
	return readScenarios(ctx, s, []string{name}, nil)
}

// listDemos prints the demos that ship, a line each.
func listDemos(s Streams) error {
	for _, name := range demos {
		all, err := readShipped(demoPrefix + name + scenarioEnding)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(s.Out, "%-10s  %s\n", name, all[0].Description); err != nil {
			return err
		}
	}
	return nil
}

// completeDemos completes the demos that ship, and files.
func completeDemos(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return demos, cobra.ShellCompDirectiveDefault
}
