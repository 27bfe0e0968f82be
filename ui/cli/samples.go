package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"winkterm/assets"
)

// newSamples writes the sample documents out, for use outside of the wizard.
func newSamples(s Streams) *cobra.Command {
	return writing(s, &cobra.Command{
		Use:   "samples DIR",
		Short: "Write the sample documents into a folder",
		Long: `Write the sample documents into a folder, which is made if need be, and print
their paths. They are payslips of the sandbox's test people: the sandbox reads off
them what is printed on them. The TIFF is there to be refused.

All of them are written or none. Files that are there are kept, unless --force is
given.`,
		Args: exactly(1, "samples wants one folder to write to, such as winkterm samples ./payslips"),
	}, func(dir string, force bool) ([]string, error) { return writeSamples(dir, force, os.WriteFile) })
}

// writing makes a command write files of the program into a folder, and print their paths.
func writing(s Streams, cmd *cobra.Command, write func(dir string, force bool) (paths []string, err error)) *cobra.Command {
	var asJSON, force bool
	cmd.ValidArgsFunction = completeFolder
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		paths, err := write(args[0], force)
		if err != nil {
			return err
		}
		if asJSON {
			type file struct {
				Path string `json:"path"`
			}
			var files []file
			for _, path := range paths {
				files = append(files, file{path})
			}
			return writeJSON(s.Out, files)
		}
		_, err = fmt.Fprintln(s.Out, strings.Join(paths, "\n"))
		return err
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, a line for each file")
	cmd.Flags().BoolVar(&force, "force", false, "overwrite files that are there")
	return cmd
}

// completeFolder completes the one argument of such a command.
func completeFolder(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// shipped is a file of the program that is written out.
type shipped struct {
	name    string
	content []byte
}

// writeSamples writes the samples into a folder, and gives their paths.
func writeSamples(dir string, force bool, write func(path string, content []byte, mode fs.FileMode) error) ([]string, error) {
	var files []shipped
	for _, sample := range assets.Payslips() {
		files = append(files, shipped{sample.Name, sample.Content()})
	}
	return writeShipped(dir, files, force, write)
}

// writeShipped writes files into a folder, and gives their paths. They are written to a
// folder of their own in it and moved when all of them are there, so that a full disk
// leaves nothing half-written behind, and what was there whole.
func writeShipped(dir string, files []shipped, force bool, write func(path string, content []byte, mode fs.FileMode) error) (paths []string, err error) {
	if err := makeFolder(dir); err != nil {
		return nil, err
	}
	for _, f := range files {
		paths = append(paths, filepath.Join(dir, f.name))
	}
	if err := checkFree(paths, force); err != nil {
		return nil, err
	}
	beside, err := os.MkdirTemp(dir, ".winkterm-*")
	if err != nil {
		return nil, notWritten(dir, err)
	}
	defer func() { _ = os.RemoveAll(beside) }()
	for i, f := range files {
		if err := write(filepath.Join(beside, f.name), f.content, 0o644); err != nil { // it is no secret
			return nil, notWritten(paths[i], err)
		}
	}
	for _, path := range paths {
		if err := os.Rename(filepath.Join(beside, filepath.Base(path)), path); err != nil {
			return nil, notWritten(path, err)
		}
	}
	return paths, nil
}

func makeFolder(dir string) error {
	if dir == "" {
		return usage("the folder to write to has no name: give one, or . for this one")
	}
	err := os.MkdirAll(dir, 0o755)
	if info, missing := os.Stat(dir); missing == nil && !info.IsDir() || errors.Is(err, syscall.ENOTDIR) {
		return usage("%q is a file, or lies below one: name a folder", dir)
	}
	if err != nil {
		return notWritten(dir, err)
	}
	return nil
}

// checkFree looks for files that would be overwritten. A folder or the like in
// the place of a file is never overwritten.
func checkFree(paths []string, force bool) error {
	for _, path := range paths {
		info, err := os.Lstat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return notWritten(path, err)
		case info.IsDir():
			return usage("%q is a folder and is left alone, so nothing was written: name another folder", path)
		case !ordinary(path, info):
			return usage("%q is a device, pipe or socket and is left alone, so nothing was written: name a file", path)
		case !force:
			return usage("%q is there already, so nothing was written: give --force to overwrite it, or name another folder", path)
		}
	}
	return nil
}

// ordinary says that a path is a file, or a link to one or to nothing. A device or the
// like would be replaced by the file that takes its name.
func ordinary(path string, info fs.FileInfo) bool {
	if info.Mode().Type() != fs.ModeSymlink {
		return info.Mode().IsRegular()
	}
	target, err := os.Stat(path)
	return err != nil || target.Mode().IsRegular()
}

// notWritten says what a failure means and what to do about it.
func notWritten(path string, err error) error {
	does := "nothing was left half-written; try another folder"
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		does = "the disk is full and nothing was left half-written: make room, or name a folder on another disk"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		does = "you have no permission to write there: name a folder of your own"
	}
	if at := new(fs.PathError); errors.As(err, &at) {
		err = at.Err // the path stands there already
	}
	return fmt.Errorf("%q cannot be written: %w; %s", path, err, does)
}
