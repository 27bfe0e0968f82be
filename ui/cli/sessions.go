package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"winkterm/api"
	"winkterm/flow/recording"
	"winkterm/ui/widget"
)

// newSessions lists the recorded sessions, and removes some.
func newSessions(s Streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "sessions",
		Short: "List the recorded sessions, or remove some",
		Long: fmt.Sprintf(`List the recorded sessions, newest first: how long ago each began, the host, the
provider, the last status or its error code, how long it lasted, and its size.
Behind a name, * is for a session that is being written, ! for a damaged file.

A name, or last for the newest, stands for the file wherever a command takes one,
as in "winkterm replay last". The newest %d are kept.`, recording.KeepMost),
		Args: exactly(0, "sessions takes no arguments, only its own commands: see winkterm sessions --help"),
		RunE: func(*cobra.Command, []string) error { return listSessions(s, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, a line for each, with all ids")
	return addCommands(cmd, newSessionsRemove(s), newSessionsPrune(s), newSessionsPath(s))
}

func listSessions(s Streams, asJSON bool) error {
	folder, err := recording.UserFolder(s.env)
	if err != nil {
		return err
	}
	list, err := folder.List()
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(s.Out, list)
	}
	if len(list) == 0 {
		fmt.Fprintf(s.Err, "winkterm: no session is recorded in %s. The wizard and watch record theirs by themselves, unless --no-record or %s=off says not to.\n", folder, envRecord)
		return nil
	}
	if _, err := fmt.Fprint(s.Out, sessionTable(list, api.SystemClock().Now(), columns(s))); err != nil {
		return err
	}
	for _, one := range list {
		if one.Damage != "" {
			fmt.Fprintf(s.Err, "winkterm: %s: %s\n", one.Name, widget.Clean(one.Damage))
		}
	}
	return nil
}

func newSessionsRemove(s Streams) *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "rm NAME… | --all",
		Short: "Remove recorded sessions",
		Long:  "Remove recorded sessions by their names, or all. One that is being written stays.",
		Args: func(_ *cobra.Command, args []string) error {
			if all == (len(args) > 0) {
				return usage("sessions rm wants the names of sessions, or --all: winkterm sessions lists them")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			folder, err := recording.UserFolder(s.env)
			if err == nil && all {
				args, err = folder.Names()
			}
			if err != nil {
				return err
			}
			return removeSessions(s, folder, args)
		},
		ValidArgsFunction: completeSessions(s),
	}
	cmd.Flags().BoolVar(&all, "all", false, "remove all, but those that are being written")
	return cmd
}

// removeSessions removes what it can, and says what it could not.
func removeSessions(s Streams, folder recording.Folder, names []string) error {
	var failed []error
	for _, name := range names {
		path, err := folder.Find(name)
		if err == nil {
			name = folder.Name(path)
			err = folder.Remove(name)
		}
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, recording.ErrNone) {
			err = usageError{err}
		}
		if err == nil {
			_, err = fmt.Fprintf(s.Out, "removed %s\n", name)
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

func newSessionsPrune(s Streams) *cobra.Command {
	keep := recording.KeepMost
	cmd := &cobra.Command{
		Use:   "prune",
		Short: "Remove all recorded sessions but the newest",
		Args:  exactly(0, "sessions prune takes no arguments, only --keep"),
		RunE: func(*cobra.Command, []string) error {
			if keep < 0 {
				return usage("--keep must not be negative")
			}
			folder, err := recording.UserFolder(s.env)
			if err != nil {
				return err
			}
			removed, err := folder.Prune(keep)
			for _, name := range removed {
				_, lost := fmt.Fprintf(s.Out, "removed %s\n", name)
				err = errors.Join(err, lost)
			}
			return err
		},
	}
	cmd.Flags().IntVar(&keep, "keep", keep, "how many of the newest stay")
	return cmd
}

func newSessionsPath(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "path",
		Short: "Print the folder of the recorded sessions",
		Args:  exactly(0, "sessions path takes no arguments"),
		RunE: func(*cobra.Command, []string) error {
			folder, err := recording.UserFolder(s.env)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(s.Out, folder)
			return err
		},
	}
}

// completeSessions completes names of recorded sessions.
func completeSessions(s Streams) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
		folder, err := recording.UserFolder(s.env)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		list, _ := folder.List()
		if len(list) > 0 {
			names = append(names, cobra.CompletionWithDesc(recording.Last, "the newest"))
		}
		for _, one := range list {
			names = append(names, cobra.CompletionWithDesc(one.Name, one.Recorded.Local().Format(time.DateTime)+" "+widget.Clean(outcome(one))))
		}
		return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}
