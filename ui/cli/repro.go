package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"winkterm/api/wire"
	"winkterm/flow/lookup"
	"winkterm/flow/recording"
	"winkterm/flow/repro"
	"winkterm/ui/widget"
)

// reproFlags are those of winkterm repro.
type reproFlags struct {
	lookupFlags
	provider string
	run      bool
}

// newRepro writes how a case is brought about again.
func newRepro(s Streams) *cobra.Command {
	var f reproFlags
	cmd := &cobra.Command{
		Use:   "repro [ID | FILE | ERROR_CODE | STATUS | wt1:CODE]",
		Short: "Write the shortest way to the same end at the sandbox, and a code of it",
		Long: `Write the shortest path at the sandbox that ends in the same status and error code:
as steps to follow in the wizard, as a command that plays it, and as a repro code of
one line for a chat or a ticket. No secret is in a code.

The case is an account or archive by its id, asked for as "winkterm account" does; a
recorded session by its FILE, its name, or last; an error code or status; or a payload
that is pasted on stdin: that of onAccountError or another callback, of a webhook, or
an account of the API as JSON. Of a repro code, or a ticket with one, it says what it
does.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return runRepro(cmd.Context(), s, f, strings.Join(args, " "))
		},
		ValidArgsFunction: completeEnds,
	}
	f.register(cmd.Flags())
	cmd.Flags().StringVar(&f.provider, "provider", "", "go there instead of where the case was, by its `ID`")
	cmd.Flags().BoolVar(&f.run, "run", false, "play it without asking")
	return cmd
}

// reproduction is what repro prints.
type reproduction struct {
	SchemaVersion int       `json:"schemaVersion"`
	ID            string    `json:"id,omitempty"`
	Ends          repro.End `json:"ends"`
	Provider      string    `json:"provider,omitempty"`
	FileType      string    `json:"fileType,omitempty"`
	Person        string    `json:"person"`
	// Code plays the path by Command, Start begins it by hand, Steps are what follows.
	Code    string   `json:"code"`
	Command string   `json:"command"`
	Start   string   `json:"start"`
	Steps   []string `json:"steps"`
	Remarks []string `json:"remarks,omitempty"`
}

func runRepro(ctx context.Context, s Streams, f reproFlags, asked string) error {
	id, path, err := pathOf(ctx, s, f, asked)
	if err != nil {
		return cleanError(err)
	}
	c := path.Code
	out := reproduction{
		SchemaVersion: lookup.SchemaVersion, ID: id, Ends: c.Ends, Provider: c.Provider, FileType: c.FileType, Person: c.Person,
		Code: c.String(), Command: "winkterm play " + c.String(), Start: c.Start(), Steps: c.Lines(), Remarks: path.Remarks,
	}
	if f.asJSON {
		err = writeJSON(s.Out, out)
	} else {
		_, err = fmt.Fprint(s.Out, out.text(columns(s)))
	}
	if err != nil || !f.run && !offer(s, f) {
		return err
	}
	return play(ctx, s, playFlags{asJSON: f.asJSON}, c)
}

// offer asks on a terminal whether to play it.
func offer(s Streams, f reproFlags) bool {
	if !s.Terminal || f.asJSON {
		return false
	}
	fmt.Fprint(s.rawErr(), "\nPlay it now? [y/N] ")
	answer, _ := bufio.NewReader(s.In).ReadString('\n')
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "y")
}

// numberWidth is how wide the numbers of steps are, with the blanks around them.
const numberWidth = 6

func (r reproduction) text(width int) string {
	l := &labelled{width: width, label: numberWidth}
	at := "at " + r.Provider
	if r.FileType != "" {
		at = "of a " + r.FileType
	}
	fmt.Fprintf(l, "%s %s, at the sandbox\n\n", r.Ends, at)
	for i, step := range append([]string{r.Start}, r.Steps...) {
		l.add(fmt.Sprintf("%d", i+1), step)
	}
	for _, remark := range r.Remarks {
		fmt.Fprintln(l, "\n"+strings.Join(wrapped("Note: "+remark, width), "\n"))
	}
	fmt.Fprintf(l, "\nThe same in one command:\n\n%s\n", r.Command)
	return l.String()
}

// pathOf works out what is asked for: a code, a payload, a recording, an error code, or
// an id, in that order.
func pathOf(ctx context.Context, s Streams, f reproFlags, asked string) (id string, p repro.Path, err error) {
	if asked == "" || asked == "-" {
		if asked, err = pastedCase(s); err != nil {
			return "", p, err
		}
	}
	if codeForm.MatchString(asked) {
		p.Code, err = parseCode(asked)
		if err != nil {
			err = usage("%w", err)
		}
		return "", p, err
	}
	c, err := caseOf(ctx, s, f, asked)
	if err != nil {
		return "", p, err
	}
	if f.provider != "" {
		c.Provider, c.Way = wire.Provider{ID: f.provider}, ""
	}
	if p, err = c.Path(); err != nil {
		err = usage("%w", err)
	}
	return c.ID, p, err
}

func caseOf(ctx context.Context, s Streams, f reproFlags, asked string) (repro.Case, error) {
	if strings.Contains(asked, "{") {
		return payloadCase([]byte(asked))
	}
	if path, err := findRecording(s, asked); err == nil {
		return recordedCase(path, "")
	} else if asked == recording.Last {
		return repro.Case{}, usage("%w", err)
	}
	if c, known := repro.CaseNamed(asked); known {
		return c, nil
	}
	return knownCase(ctx, s, f, asked)
}

// pastedMax is how much is read of stdin, in bytes.
const pastedMax = 1 << 20

// pastedCase reads stdin: a payload, or what else repro takes but the name of a file.
func pastedCase(s Streams) (string, error) {
	if in, ok := s.In.(*os.File); ok && term.IsTerminal(in.Fd()) {
		fmt.Fprintln(s.Err, "paste the payload of a callback or webhook, then ctrl+d")
	}
	pasted, err := io.ReadAll(io.LimitReader(s.In, pastedMax))
	if err != nil {
		return "", fmt.Errorf("stdin cannot be read: %w", err)
	}
	text := strings.Trim(string(pasted), " \t\r\n\"'`")
	if text == "" {
		return "", usage("repro wants an id, a FILE, an error code, or a payload on stdin: see winkterm repro --help")
	}
	_, named := repro.CaseNamed(text)
	id, _ := lookup.ParseID(text, "")
	if !named && lookup.KindOf(id) == "" && !codeForm.MatchString(text) && !strings.Contains(text, "{") {
		return "", usage("%w", repro.ErrNoPayload)
	}
	return text, nil
}

func payloadCase(pasted []byte) (repro.Case, error) {
	c, err := repro.FromPayload(pasted)
	if err != nil {
		return c, usage("%w", err)
	}
	return c, nil
}

// recordedCase is that of an id in a recording, "" for the last one.
func recordedCase(path, id string) (repro.Case, error) {
	file, err := recording.Open(path)
	if err != nil {
		return repro.Case{}, usage("%w", err)
	}
	defer func() { _ = file.Close() }()
	c, err := repro.CaseOf(file, id)
	if err != nil {
		return c, usage("%s: %w", path, err)
	}
	return c, nil
}

// knownCase asks the host and the recorded sessions for an id. What was recorded knows
// more, as long as it ended the same way.
func knownCase(ctx context.Context, s Streams, f reproFlags, asked string) (repro.Case, error) {
	id, err := lookup.ParseID(asked, "")
	if err != nil {
		return repro.Case{}, usage("%w, and no recorded session or error code is called that", err)
	}
	kind := lookup.KindOf(id)
	if kind == lookup.User {
		return repro.Case{}, usage("%s is a user: name one of the accounts or archives that winkterm user %[1]s lists", id)
	}
	if kind == "" {
		return repro.Case{}, usage("%q is no id of an account (a-…) or archive (u-…), no error code or status, and no recorded session", widget.Clean(id))
	}
	found, err := find(ctx, s, f.lookupFlags, kind, id)
	if err != nil {
		return repro.Case{}, err
	}
	c, told := found.Case()
	told = told && found.Host != ""
	for _, session := range found.Sessions {
		if path, err := findRecording(s, session.Name); err == nil && (!told || session.Status == c.Ends.Status && session.ErrorCode == c.Ends.ErrorCode) {
			if recorded, err := recordedCase(path, id); err == nil {
				return recorded, nil
			}
		}
	}
	if !told {
		return c, usage("%w", errors.New(id+" stands in a recorded session, but no status of it"))
	}
	return c, nil
}

// completeEnds completes error codes, and files.
func completeEnds(_ *cobra.Command, args []string, _ string) (all []cobra.Completion, _ cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, e := range allEntries() {
		ofIt := strings.Contains(e.kind, string(lookup.Account)) || strings.Contains(e.kind, string(lookup.Archive))
		if _, ends := repro.CaseNamed(e.code); ends && ofIt {
			all = append(all, cobra.CompletionWithDesc(e.code, e.brief))
		}
	}
	return append(all, recording.Last), cobra.ShellCompDirectiveDefault
}
