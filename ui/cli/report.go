package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/flow/recording"
	"winkterm/flow/redact"
	"winkterm/flow/report"
	screens "winkterm/ui/replay"
	"winkterm/ui/widget"
)

// reportFlags are those of winkterm report.
type reportFlags struct {
	format, out string
	at          int
	force       bool
}

// newReport writes a recording down for somebody else.
func newReport(s Streams) *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{
		Use:   "report FILE",
		Short: "Write a recorded session down: a ticket, or HAR, curl calls, a page and more",
		Long: `Write a recorded session down for somebody else: as a ticket in Markdown that can be
pasted into an issue tracker, or in another format. FILE is a recording, or "last".

It goes to stdout, or to a file with -o, whose ending says the format: nothing that
is there is overwritten without --force.

Before a byte is written it is searched for every secret and personal value that is
known: the key and secret of the environment or .env, and what looks like an address,
a telephone number or a token, or stands under a key that says so. If one is found
nothing is written, and the record is named.`,
		Args:              exactly(1, `report wants one recording, such as winkterm report last`),
		ValidArgsFunction: completeRecording(s),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(s); err != nil {
				return err
			}
			return runReport(cmd.Context(), s, args[0], f)
		},
	}
	set := cmd.Flags()
	set.StringVar(&f.format, "format", "", "one of "+strings.Join(report.Formats(), ", ")+" (markdown unless -o says another one)")
	set.StringVarP(&f.out, "output", "o", "", "write to this `FILE`, whose ending says the format")
	set.IntVar(&f.at, "at", 0, "the `RECORD`, by its number, whose screen svg shows; 0 for the last screen")
	set.BoolVar(&f.force, "force", false, "overwrite a file that is there")
	return cmd
}

// check finds what the flag parser cannot, and chooses the format.
func (f *reportFlags) check(s Streams) error {
	if f.format == "" {
		f.format = report.Formats()[0]
		if f.out != "" {
			name, ok := report.FormatOf(f.out)
			if !ok {
				return usage("the ending of %q says no format: name it by --format, one of %s", f.out, strings.Join(report.Formats(), ", "))
			}
			f.format = name
		}
	}
	switch {
	case !slices.Contains(report.Formats(), f.format):
		return usage("--format is one of %s, not %q", strings.Join(report.Formats(), ", "), f.format)
	case f.at < 0:
		return usage("--at is the number of a record, from 1 on")
	case report.Binary(f.format) && f.out == "" && s.Terminal:
		return usage("%s is no text for a terminal: write it to a file, such as -o report%s", f.format, report.Ending(f.format))
	}
	return nil
}

func runReport(ctx context.Context, s Streams, name string, f reportFlags) error {
	path, err := findRecording(s, name)
	if err != nil {
		return err
	}
	file, err := recording.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	if damage := file.Damage(); damage != nil {
		fmt.Fprintf(s.Err, "winkterm: the report has what is whole: %s\n", widget.Clean(damage.Error()))
	}
	known, err := configured(ctx, s)
	if err != nil {
		return err
	}
	c := report.Case{Recording: file, Name: shortName(path), At: f.at, Proof: known, Screens: screens.NewScreens(file)}
	var out bytes.Buffer
	err = report.Write(&out, f.format, c)
	switch {
	case errors.Is(err, report.ErrRecord):
		return usageError{err}
	case err != nil:
		return err
	case f.out == "":
		_, err = out.WriteTo(s.Out)
		return err
	}
	return writeNew(f.out, out.Bytes(), f.force)
}

// shortName is a recording's own name: of one in the folder as the commands take it, and
// never where it is, which may say who the user is.
func shortName(path string) string {
	name := filepath.Base(path)
	if filepath.Base(filepath.Dir(path)) == "sessions" {
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	return name
}

// configured is the proof of a session that is over: it knows the key and secret that
// are set.
func configured(ctx context.Context, s Streams) (report.Proof, error) {
	c, err := settings(ctx, s, false)
	if err != nil {
		return nil, err
	}
	r := redact.New()
	r.Learn(redact.Key, c.values[envKey])
	r.Learn(redact.Secret, c.values[envSecret])
	return r.Proof(), nil
}

// privateFile is the mode of a file that concerns nobody else on this machine.
const privateFile fs.FileMode = 0o600

// writeNew writes a file as a whole or not at all. One that is there is kept, unless
// force is given; a folder always is.
func writeNew(path string, content []byte, force bool) error {
	if err := checkFree([]string{path}, force); err != nil {
		return err
	}
	beside, err := os.CreateTemp(filepath.Dir(path), ".report-*")
	if err != nil {
		return notWritten(path, err)
	}
	defer func() { _ = os.Remove(beside.Name()) }()
	_, err = beside.Write(content)
	if err = errors.Join(err, beside.Chmod(privateFile), beside.Close()); err == nil {
		err = moveNew(beside.Name(), path, force)
	}
	if err != nil {
		return notWritten(path, err)
	}
	return nil
}

// moveNew gives a file its name. A link is not made where there is something by now.
func moveNew(from, to string, force bool) error {
	if force {
		return os.Rename(from, to)
	}
	err := os.Link(from, to)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w by now", err)
	}
	if err != nil { // a disk without links
		return os.Rename(from, to)
	}
	return nil
}
