// Command docs writes what is made of the command line: the reference, manual pages and
// completions. It is for the release and the checks, and no part of the program.
//
//	go tool docs -commands docs/commands
//	go tool docs -man DIR -completions DIR
//
// The same commands give the same bytes: manual pages have the month of SOURCE_DATE_EPOCH,
// the others no date.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"winkterm/ui/cli"
)

func main() {
	commands := flag.String("commands", "", "write the reference into this `DIR`, in Markdown")
	man := flag.String("man", "", "write manual pages into this `DIR`")
	completions := flag.String("completions", "", "write completions for each shell into this `DIR`")
	flag.Parse()
	for _, part := range []struct {
		dir   string
		write func(root *cobra.Command, dir string) error
	}{{*commands, doc.GenMarkdownTree}, {*man, manual}, {*completions, complete}} {
		if part.dir == "" {
			continue
		}
		if err := write(part.dir, part.write); err != nil {
			fmt.Fprintln(os.Stderr, "docs:", err)
			os.Exit(1)
		}
	}
}

// write fills a folder, in which nothing of commands that are gone is left.
func write(dir string, to func(*cobra.Command, string) error) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, "winkterm*"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	root := cli.Command()
	root.DisableAutoGenTag = true // which has the day on which it was made
	root.InitDefaultCompletionCmd()
	return to(root, dir)
}

func manual(root *cobra.Command, dir string) error {
	return doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "winkterm", Manual: "winkterm"}, dir)
}

// complete writes a file for each shell.
func complete(root *cobra.Command, dir string) error {
	for name, to := range map[string]func(io.Writer) error{
		"winkterm.bash": func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"winkterm.zsh":  root.GenZshCompletion,
		"winkterm.fish": func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"winkterm.ps1":  root.GenPowerShellCompletionWithDesc,
	} {
		var script bytes.Buffer
		if err := to(&script); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), script.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
