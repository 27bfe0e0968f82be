package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winkterm/api"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/report"
	"winkterm/flow/repro"
	"winkterm/flow/repro/script"
	"winkterm/flow/rerun"
	show "winkterm/ui/replay"
	"winkterm/ui/widget"
)

// playFlags are those of winkterm play.
type playFlags struct {
	record               string
	asJSON, screen, live bool
}

func (f *playFlags) register(set *pflag.FlagSet) {
	set.StringVar(&f.record, "record", "", "keep the session in this new `FILE`, for replay, report and diff")
	set.BoolVar(&f.asJSON, "json", false, "print every record as a line of JSON")
	set.BoolVar(&f.screen, "screen", false, "show it as a recorded session, to step through: see winkterm replay")
	set.BoolVar(&f.live, "live", false, "go on in the wizard from where the path ends")
}

// check finds what the flag parser cannot.
func (f *playFlags) check(s Streams) error {
	switch {
	case f.screen && f.asJSON, f.live && f.asJSON, f.live && f.screen:
		return usage("--screen, --live and --json exclude each other")
	case (f.screen || f.live) && (!s.Terminal || s.env("TERM") == "dumb"):
		return usage("--screen and --live need a terminal; without one, --record FILE keeps the session for winkterm replay")
	}
	return nil
}

// newPlay plays a repro code.
func newPlay(s Streams) *cobra.Command {
	var f playFlags
	cmd := &cobra.Command{
		Use:   "play CODE",
		Short: "Play a repro code: its path on a sandbox, the same on every machine",
		Long: `Play a repro code, as "winkterm repro" and tickets have it: the sandbox in the binary
goes the path of the code on a simulated clock, which takes a moment. The pages,
callbacks and statuses are printed as lines, with --json every record. The same code
gives the same ids, times and bytes on every machine.

It ends with 0 when the path ends as the code says, with 3 when it ends elsewhere.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("play wants a repro code, such as wt1:…, which winkterm repro writes")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(s); err != nil {
				return err
			}
			c, err := parseCode(strings.Join(args, " "))
			if err != nil {
				return usage("%w", err)
			}
			return play(cmd.Context(), s, f, c)
		},
	}
	f.register(cmd.Flags())
	return themed(s, cmd)
}

// codeForm is a code as it stands in a message, bareForm one of which a double click has
// left the beginning out.
var (
	codeForm = regexp.MustCompile(`(?i)\bwt\d+:[0-9a-z]*`)
	bareForm = regexp.MustCompile(`(?i)^[0-9a-z]{16,}$`)
)

// parseCode finds a code in what was pasted: in a sentence, in quotes, broken over lines,
// or without its beginning.
func parseCode(pasted string) (repro.Code, error) {
	pasted = strings.Trim(pasted, " \t\r\n\"'`<>")
	at := codeForm.FindStringIndex(pasted)
	if at == nil && bareForm.MatchString(pasted) {
		return repro.Parse("wt1:" + pasted)
	}
	if at == nil {
		return repro.Code{}, repro.ErrNoCode
	}
	c, err := repro.Parse(pasted[at[0]:at[1]])
	if err != nil {
		if whole, other := repro.Parse(strings.Join(strings.Fields(pasted[at[0]:]), "")); other == nil {
			return whole, nil
		}
	}
	return c, err
}

// play plays a code, and prints what happens as it does.
func play(ctx context.Context, s Streams, f playFlags, c repro.Code) (err error) {
	if n := c.Newer(); n > 0 {
		fmt.Fprintf(s.Err, "winkterm: the code has %s that a newer winkterm wrote; without that it may end elsewhere\n", many(n, "thing"))
	}
	p := &playing{out: s.Out, began: c.Now, asJSON: f.asJSON}
	keep := p.print
	if f.screen || f.live {
		keep = func(journal.Record) {}
	}
	if f.record != "" {
		w, failed := recordPlay(f.record, c)
		if failed != nil {
			return failed
		}
		defer func() { err = errors.Join(err, w.Failed(), w.Close()) }()
		show := keep
		keep = func(r journal.Record) { w.Write(r); show(r) }
	}
	again := rerun.Config{Keep: keep}
	again.Session.Webhooks.Own = f.screen || f.live || f.record != "" // the lines have none
	file, err := script.Play(ctx, c, again)
	if (f.screen || f.live) && file != nil && ctx.Err() == nil {
		return errors.Join(err, goOn(ctx, s, f, file, c))
	}
	if err == nil {
		fmt.Fprintf(s.Err, "winkterm: it ended in %s, as the code says\n", c.Ends)
	}
	return errors.Join(p.failed, err)
}

// goOn shows what was played, at its end, or opens the wizard there; from the screen one
// can go on in the wizard as well.
func goOn(ctx context.Context, s Streams, f playFlags, file *recording.File, c repro.Code) error {
	from := branch{file: file, name: c.String(), index: file.Len() - 1, played: true}
	if f.live {
		return from.run(ctx, s)
	}
	from.index = -1
	err := showReplay(ctx, s, show.Config{
		File: file, Name: from.name, At: file.Len() - 1, Branch: from.choose,
		Save: func() (string, string, error) {
			return saveTicket(s.Dir, api.SystemClock().Now(), cmp.Or(c.Ends.ErrorCode, c.Ends.Status), report.Case{Recording: file, Screens: show.NewScreens(file)})
		},
	})
	if err != nil || from.index < 0 {
		return err
	}
	return from.run(ctx, s)
}

// recordPlay begins the file of what is played.
func recordPlay(path string, c repro.Code) (*recording.Writer, error) {
	h := script.Header(c)
	h.Program = program()
	w, err := recording.Create(path, h)
	if err != nil {
		return nil, usage("--record: %w", err)
	}
	return w, nil
}

// playing prints records as they are made.
type playing struct {
	out    io.Writer
	began  time.Time
	asJSON bool
	failed error
}

func (p *playing) print(r journal.Record) {
	if p.failed != nil {
		return
	}
	if p.asJSON {
		p.failed = writeJSON(p.out, r)
		return
	}
	if text := r.Line(); text != "" && r.Lane != journal.LaneHTTP {
		_, p.failed = fmt.Fprintf(p.out, "%s  %-8s  %s\n", sinceBegin(r.At.Sub(p.began)), r.Lane, widget.Clean(text))
	}
}

// sinceBegin is a time behind the beginning: minutes, seconds and thousandths.
func sinceBegin(d time.Duration) string {
	ms := d.Milliseconds()
	return fmt.Sprintf("%02d:%02d.%03d", ms/60_000, ms/1000%60, ms%1000)
}
