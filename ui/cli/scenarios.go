package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/assets"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
	"winkterm/ui/widget"
)

// newScenarios lists the scenarios that ship, shows one, and writes their files out.
func newScenarios(s Streams) *cobra.Command {
	var asJSON bool
	var tags []string
	cmd := &cobra.Command{
		Use:   "scenarios",
		Short: "List the scenarios that ship, show one, or write them out",
		Long: `List the scenarios that ship with the program: the name, the tags and the file of
each. "winkterm scenarios show NAME" prints one, "winkterm scenarios write DIR" writes
all files out, to begin one's own with. "winkterm run shipped" plays them as they are.`,
		Args: exactly(0, "scenarios takes no arguments, only its own commands: see winkterm scenarios --help"),
		RunE: func(*cobra.Command, []string) error { return listScenarios(s, tags, asJSON) },
	}
	list := &cobra.Command{
		Use: "list", Short: "List the scenarios that ship", Long: cmd.Long, Args: cmd.Args, RunE: cmd.RunE,
	}
	for _, c := range []*cobra.Command{cmd, list} {
		c.Flags().BoolVar(&asJSON, "json", false, "print JSON, a line for each")
		c.Flags().StringSliceVar(&tags, "tags", nil, "list what has one of these `TAGS`, and none of those with a ! before it")
	}
	return addCommands(cmd, list, newScenariosShow(s), newScenariosWrite(s))
}

// shippedFiles are the names of the files that ship.
func shippedFiles() []string {
	names, err := fs.Glob(assets.Scenarios(), "*.yaml")
	if err != nil { // a constant pattern that is valid
		panic(err)
	}
	return names
}

// shippedPrefix stands before the name of a file that ships, in an argument of run; without
// a name it stands for all of them.
const shippedPrefix = "shipped/"

// shippedPaths are the files that ship which an argument of run names, with the prefix;
// none where it names something on the disk, or nothing of ours.
func shippedPaths(arg string) (paths []string) {
	if _, err := os.Lstat(filepath.FromSlash(arg)); err == nil {
		return nil
	}
	for _, name := range shippedFiles() {
		if path := shippedPrefix + name; arg == path || arg+"/" == shippedPrefix {
			paths = append(paths, path)
		}
	}
	return paths
}

// readShipped reads files that ship, all of them without a name.
func readShipped(files ...string) (all []*spec.Scenario, err error) {
	if len(files) == 0 {
		files = shippedFiles()
	}
	for _, name := range files {
		more, err := spec.Read(assets.Scenarios(), name)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// listedScenario is a scenario as the list has it.
type listedScenario struct {
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	Tags        []string `json:"tags"`
	File        string   `json:"file"`
	Line        int      `json:"line"`
}

func listScenarios(s Streams, tags []string, asJSON bool) error {
	all, err := readShipped()
	if err != nil {
		return err
	}
	if all, err = (suite.Choice{Tags: tags}).Of(all); err != nil {
		return usage("--%w", err)
	}
	rows := make([]listedScenario, 0, len(all))
	table := [][]string{{"FILE", "TAGS", "NAME"}}
	for _, one := range all {
		rows = append(rows, listedScenario{one.Name, one.Description, append([]string{}, one.Tags...), one.Pos.File, one.Pos.Line})
		table = append(table, []string{one.Pos.File, strings.Join(one.Tags, ","), one.Name})
	}
	if asJSON {
		return writeJSON(s.Out, rows)
	}
	_, err = fmt.Fprint(s.Out, plainTable(table))
	return err
}

func newScenariosShow(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "show NAME",
		Short: "Print a scenario that ships, or a file of them",
		Long: `Print the file of a scenario that ships, by the scenario's name or the file's own, such
as smoke-link.yaml.`,
		Args:              exactly(1, "scenarios show wants the name of one scenario or file: winkterm scenarios lists them"),
		ValidArgsFunction: completeShipped,
		RunE: func(_ *cobra.Command, args []string) error {
			for _, file := range []string{args[0], args[0] + scenarioEnding} {
				if slices.Contains(shippedFiles(), file) {
					return printShipped(s, file)
				}
			}
			all, err := readShipped()
			if err != nil {
				return err
			}
			var names []string
			for _, one := range all {
				if one.Name == args[0] {
					return printShipped(s, one.Pos.File)
				}
				names = append(names, one.Name)
			}
			near := spec.Near(args[0], append(names, shippedFiles()...))
			if near != "" {
				near = fmt.Sprintf("the nearest is %q, and ", near)
			}
			return usage("no scenario %q ships: %swinkterm scenarios lists them all", widget.Clean(args[0]), near)
		},
	}
}

func printShipped(s Streams, file string) error {
	text, err := fs.ReadFile(assets.Scenarios(), file)
	if err == nil {
		_, err = s.Out.Write(text)
	}
	return err
}

// completeShipped completes the name of a scenario or of a file.
func completeShipped(_ *cobra.Command, args []string, _ string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	all, _ := readShipped() // a test reads them all
	for _, one := range all {
		names = append(names, cobra.CompletionWithDesc(one.Name, one.Pos.File))
	}
	return append(names, shippedFiles()...), cobra.ShellCompDirectiveNoFileComp
}

func newScenariosWrite(s Streams) *cobra.Command {
	return writing(s, &cobra.Command{
		Use:   "write DIR",
		Short: "Write the scenario files that ship into a folder",
		Long: `Write the scenario files that ship into a folder, and print their paths, with the JSON
Schema by which editors complete them: each file names it in its first line. All of
them are written or none. Files that are there are kept, unless --force is given.`,
		Args: exactly(1, "scenarios write wants one folder to write to, such as winkterm scenarios write ./scenarios"),
	}, writeScenarios)
}

// schemaFile is the JSON Schema of scenario files, beside them; editorLine names it to
// editors, as the first line of a file.
const (
	schemaFile = "scenario.schema.json"
	editorLine = "# yaml-language-server: $schema=" + schemaFile + "\n"
)

// writeScenarios writes the files and their schema into a folder, and gives the paths.
func writeScenarios(dir string, force bool) ([]string, error) {
	files := []shipped{{schemaFile, spec.Schema()}}
	for _, name := range shippedFiles() {
		text, err := fs.ReadFile(assets.Scenarios(), name)
		if err != nil {
			return nil, err
		}
		files = append(files, shipped{name, append([]byte(editorLine), text...)})
	}
	return writeShipped(dir, files, force, os.WriteFile)
}
