package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/flow/scenario/derive"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/ui/files"
	"winkterm/ui/widget"
)

// scenarioFlags are those of the commands that write a scenario.
type scenarioFlags struct {
	name, out string
	force     bool
}

func (f *scenarioFlags) register(cmd *cobra.Command, name string) {
	cmd.Flags().StringVar(&f.name, "name", "", name)
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "write to this new `FILE` instead of stdout")
	cmd.Flags().BoolVar(&f.force, "force", false, "with --out: overwrite the file")
}

// newScenario writes scenarios for people.
func newScenario(s Streams) *cobra.Command {
	return addCommands(&cobra.Command{
		Use:   "scenario",
		Short: "Write a scenario: of a recorded session, or a shorter one that ends in the same way",
		Long: `Write a scenario file: of a session that was recorded, or a shorter one of a scenario
that ends in the same way. "winkterm run" plays them, "winkterm scenarios" has those
that ship.`,
		Args: exactly(0, "scenario has commands only, from and shrink: see winkterm scenario --help"),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}, newScenarioFrom(s), newScenarioShrink(s))
}

func newScenarioFrom(s Streams) *cobra.Command {
	var f scenarioFlags
	cmd := &cobra.Command{
		Use:   "from FILE",
		Short: "Write a recorded session as a scenario",
		Long: `Write a recorded session as a scenario: what was done are its steps, and the page,
callbacks, statuses and error code that it ended in are expected. FILE is a recording;
"last" is the newest.

A recording is masked, so what was typed is worked out from what became of it: a test
person of the sandbox logs in, with the password and the codes that lead to the same
end. A file of one's own that was sent has to be put in. Of a session at Smile's host
the steps that need the widget in a browser have a note.`,
		Example: `  winkterm scenario from last --out login.yaml
  winkterm run login.yaml`,
		Args:              exactly(1, "scenario from wants a recording, such as winkterm scenario from last"),
		ValidArgsFunction: completeRecording(s),
		RunE:              func(_ *cobra.Command, args []string) error { return scenarioFrom(s, f, args[0]) },
	}
	f.register(cmd, "the scenario's `NAME`, in place of one that says how it ends")
	return cmd
}

func scenarioFrom(s Streams, f scenarioFlags, name string) error {
	path, err := findRecording(s, name)
	if err != nil {
		return err
	}
	file, err := openRecording(s, name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	if damage := file.Damage(); damage != nil {
		fmt.Fprintf(s.Err, "winkterm: the scenario has what is whole: %s\n", widget.Clean(damage.Error()))
	}
	made, err := derive.From(file)
	if err != nil {
		return fmt.Errorf("%s: %w", widget.Clean(shortName(path)), err)
	}
	made.Description = fmt.Sprintf("%s The recording: %s.", made.Description, widget.Clean(shortName(path)))
	if f.name != "" {
		made.Name = f.name
	}
	return writeScenario(s, f, made)
}

func newScenarioShrink(s Streams) *cobra.Command {
	var f scenarioFlags
	cmd := &cobra.Command{
		Use:   "shrink FILE",
		Short: "Write the shortest scenario that ends as another",
		Long: fmt.Sprintf(`Write the shortest scenario that still ends as the one in FILE: steps are left out,
then options, faults and data, as long as the same expectation fails with the same
words, or, of one that passes, the page, status, error code and every expectation are
the same. It is played up to %d times, on the sandbox in the binary. Ctrl+c writes the
shortest until then.`, derive.PlaysMax),
		Example:           `  winkterm scenario shrink long.yaml --name "wrong code" --out short.yaml`,
		Args:              exactly(1, "scenario shrink wants a scenario file, such as winkterm scenario shrink long.yaml"),
		ValidArgsFunction: completeScenarios,
		RunE: func(cmd *cobra.Command, args []string) error {
			return scenarioShrink(cmd.Context(), s, f, args[0])
		},
	}
	f.register(cmd, "which scenario of the file, by its `NAME`")
	return cmd
}

func scenarioShrink(ctx context.Context, s Streams, f scenarioFlags, path string) error {
	all, err := readScenarios(ctx, s, []string{path}, nil)
	if err != nil {
		return err
	}
	long, err := named(all, f.name)
	if err != nil {
		return err
	}
	run := func(ctx context.Context, sc *spec.Scenario) plays.Outcome {
		return plays.Run(ctx, sc, plays.Config{NoSnapshots: true, File: ownFile, OpenFile: files.Open})
	}
	before := derive.Length(long)
	progress := func(plays, steps int) {
		fmt.Fprintf(s.Err, "\rplayed %s, %d of %s left, ctrl+c stops ", many(plays, "time"), steps, many(before, "step"))
	}
	if !s.Terminal {
		progress = func(int, int) {}
	}
	short, err := derive.Shrink(ctx, long, run, progress)
	if s.Terminal {
		fmt.Fprintln(s.Err)
	}
	if ctx.Err() != nil {
		err = errors.New("interrupted: it may become shorter still")
	} else if err != nil {
		return err
	}
	after := derive.Length(short)
	fmt.Fprintf(s.Err, "winkterm: %d of %s went, %d left\n", before-after, many(before, "step"), after)
	return errors.Join(writeScenario(s, f, short), err)
}

// named gives the scenario of a name; without one, the only one.
func named(all []*spec.Scenario, name string) (*spec.Scenario, error) {
	i := slices.IndexFunc(all, func(s *spec.Scenario) bool { return s.Name == name })
	if name == "" && len(all) == 1 {
		i = 0
	}
	if i >= 0 {
		return all[i], nil
	}
	var names []string
	for _, s := range all {
		names = append(names, widget.Clean(s.Name))
	}
	return nil, usage("the file has %s, say which by --name: %s", many(len(all), "scenario"), strings.Join(names, ", "))
}

// writeScenario writes one to stdout, or into a new file.
func writeScenario(s Streams, f scenarioFlags, made *spec.Scenario) error {
	var out bytes.Buffer
	if err := spec.Write(&out, made); err != nil {
		return err
	}
	if f.out == "" {
		_, err := out.WriteTo(s.Out)
		return err
	}
	return writeNew(f.out, out.Bytes(), f.force)
}
