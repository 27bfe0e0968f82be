package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/assets"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/ui/widget"
)

// standardInput is the argument that stands for it.
const standardInput = "-"

func stdin(args []string) bool { return slices.Contains(args, standardInput) }

// scenarioFile says by its name that a file in a folder has scenarios.
func scenarioFile(path string) bool {
	ending := strings.ToLower(filepath.Ext(path))
	return ending == ".yaml" || ending == ".yml"
}

// readScenarios reads all scenarios of files and folders, each file once, in the order of
// the arguments, in a folder by name. It fails with the mistakes of all files.
func readScenarios(ctx context.Context, s Streams, args []string, opened func(path string)) (all []*spec.Scenario, err error) {
	files, err := filesOf(args)
	if err != nil {
		return nil, err
	}
	read := spec.Reader{FS: disk{ctx, s, opened}, Env: s.Env}
	var mistakes []error
	for _, file := range files {
		some, err := read.Read(filepath.ToSlash(file))
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			mistakes = append(mistakes, err)
		}
		all = append(all, some...)
	}
	switch {
	case len(mistakes) > 0:
		return nil, cleanLines(usageError{errors.Join(mistakes...)})
	case len(all) == 0:
		return nil, usage("there is no scenario in %s: files with only define: are there to be included; \"winkterm scenarios write DIR\" writes some to begin with", widget.Clean(strings.Join(args, ", ")))
	}
	return all, nil
}

// filesOf are the files that arguments name.
func filesOf(args []string) (files []string, err error) {
	seen := map[string]bool{}
	for _, arg := range args {
		some := []string{arg}
		if ours := shippedPaths(arg); ours != nil {
			some = ours
		} else if arg != standardInput {
			some, err = filesBelow(arg)
		}
		if err != nil {
			return nil, err
		}
		for _, file := range some {
			if whole := wholePath(file); !seen[whole] {
				seen[whole], files = true, append(files, file)
			}
		}
	}
	return files, nil
}

// wholePath is the path of a file from the root, by which one is known that is named twice.
func wholePath(file string) string {
	if whole, err := filepath.Abs(file); err == nil && file != standardInput {
		return whole
	}
	return file
}

// filesBelow are the scenario files of a folder, or a file itself.
func filesBelow(path string) (files []string, err error) {
	err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && (name == path && !entry.IsDir() || !entry.IsDir() && scenarioFile(name)) {
			files = append(files, filepath.Clean(name))
		}
		return err
	})
	if at := new(fs.PathError); errors.As(err, &at) {
		return nil, usage("%s: %w", widget.Clean(at.Path), at.Err)
	}
	return files, err
}

// disk opens files by any path, seen from where the program was started.
type disk struct {
	ctx context.Context //nolint:containedctx // it is that of the one call that reads
	s   Streams
	// opened is called with the path of each file; it may be nil.
	opened func(path string)
}

// Open opens a file; what is no plain one is read whole before, which ctx can end.
func (d disk) Open(name string) (fs.File, error) {
	path := filepath.FromSlash(name)
	if shippedPaths(name) != nil {
		return assets.Scenarios().Open(strings.TrimPrefix(name, shippedPrefix))
	}
	if d.opened != nil {
		d.opened(path)
	}
	if info, err := os.Stat(path); name != standardInput && err == nil && info.Mode().IsRegular() {
		return os.Open(path) //nolint:gosec // the user names it
	}
	read := func() ([]byte, error) { return readFile(d.ctx, d.s, path) }
	if name == standardInput {
		read = func() ([]byte, error) { return readInput(d.ctx, d.s.In) }
	}
	content, err := read()
	if at := new(fs.PathError); errors.As(err, &at) {
		err = at.Err // the name stands before it
	}
	if err != nil {
		return nil, err
	}
	return inMemory{bytes.NewReader(content)}, nil
}

// readInput reads standard input to its end, or until ctx ends.
func readInput(ctx context.Context, in io.Reader) (content []byte, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		content, err = io.ReadAll(io.LimitReader(in, readMax))
	}()
	select {
	case <-done:
		return content, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// inMemory is a file that was read whole.
type inMemory struct{ *bytes.Reader }

func (inMemory) Stat() (fs.FileInfo, error) { return nil, errors.ErrUnsupported }
func (inMemory) Close() error               { return nil }

// completeScenarios completes folders and scenario files.
func completeScenarios(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return []cobra.Completion{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeTags completes a tag, completeNames the name of a scenario, of the files that
// stand on the line.
func completeTags(cmd *cobra.Command, args []string, begun string) (tags []cobra.Completion, _ cobra.ShellCompDirective) {
	before := begun[:strings.LastIndexAny(begun, ",!")+1]
	for _, s := range onLine(cmd, args) {
		for _, tag := range s.Tags {
			tags = append(tags, before+tag)
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(tags))), cobra.ShellCompDirectiveNoFileComp
}

func completeNames(cmd *cobra.Command, args []string, _ string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, s := range onLine(cmd, args) {
		names = append(names, cobra.CompletionWithDesc(s.Name, s.Pos.String()))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// onLine are the scenarios of a line that is being typed, none where it has a mistake.
func onLine(cmd *cobra.Command, args []string) []*spec.Scenario {
	if cmd.Name() != "run" { // others have flags of the same name
		return nil
	}
	all, _ := readScenarios(cmd.Context(), Streams{Err: io.Discard, In: strings.NewReader(""), Env: os.LookupEnv}, args, nil)
	return all
}

// listRun prints the scenarios that would be played, with their numbers among all.
func listRun(s Streams, all, chosen []*spec.Scenario) error {
	var b strings.Builder
	for i, scenario := range all {
		if slices.Contains(chosen, scenario) {
			fmt.Fprintf(&b, "%4d  %s  (%s)", i+1, widget.Clean(scenario.Name), widget.Clean(scenario.Pos.String()))
			if len(scenario.Tags) > 0 {
				fmt.Fprintf(&b, "  %s", widget.Clean(strings.Join(scenario.Tags, ",")))
			}
			b.WriteByte('\n')
		}
	}
	_, err := io.WriteString(s.Out, plays.Redactor(chosen...).Text(b.String()))
	return err
}
