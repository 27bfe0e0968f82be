package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/flow/invite"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// sendSpacing keeps below the 20 requests a second that Smile allows, sendTimeout is
// enough for all people that a file may have.
const (
	sendSpacing = 60 * time.Millisecond
	sendTimeout = time.Hour
)

// sendInvites is winkterm invites send.
type sendInvites struct {
	lookupFlags
	streams                            Streams
	template, winkTemplate, to, report string
	dryRun, yes, force                 bool
}

func newInvitesSend(s Streams) *cobra.Command {
	f := sendInvites{streams: s}
	cmd := ofTenant(s, &f.lookupFlags, &cobra.Command{
		Use:   "send --template ID --to people.csv",
		Short: "Invite the people of a CSV file, nobody twice",
		Long: fmt.Sprintf(`Invite the people of a CSV file by an invite template. The file's first line names its
columns in any order: fullName and email, and if known firstName and lastName.

Who has an invite by the template already, that is not REVOKED, is left out, and so are
doubles within the file. So it can be run again: it goes on where it ended. A failure
does not keep the others from being invited. When an answer is lost, the list of invites
says whether it was carried out before it is tried again.

The template's texts may have the variables %s.
Any other one is named, and nothing is sent. --dry-run prints each message with its
variables filled in, and sends nothing.

It ends with 0 when everybody is invited, with 3 when somebody could not be, with 4 to 6
when the host ended it.`, strings.Join(invite.Variables(), ", ")),
		Example: `  winkterm invites send --template tpl-… --to people.csv --dry-run
  winkterm invites send --template tpl-… --to people.csv --report invited.csv
  winkterm invites send --template tpl-… --to - --wink-template wtpl-contoh < people.csv`,
		Args: exactly(0, "invites send takes flags alone: --template ID --to people.csv"),
	}, false, func(ctx context.Context, h *tenantHost, _ []string) (any, string, error) {
		return nil, "", f.run(ctx, h)
	})
	set := cmd.Flags()
	set.StringVar(&f.template, "template", "", "invite template `ID`: \"winkterm templates list\" has them")
	set.StringVar(&f.winkTemplate, "wink-template", "", "Wink template `ID` of the widget that is opened (wtpl-…)")
	set.StringVar(&f.to, "to", "", "`FILE` of CSV with the people; - is stdin")
	set.StringVar(&f.report, "report", "", "write what became of each into this `FILE`: CSV, or JSON where it ends in .json")
	set.BoolVar(&f.force, "force", false, "overwrite a report that is there")
	set.BoolVar(&f.dryRun, "dry-run", false, "print the messages and send nothing")
	set.BoolVar(&f.yes, "yes", false, "in production: yes, write to these people")
	f.timeout = sendTimeout
	set.Lookup("timeout").DefValue = sendTimeout.String()
	return cmd
}

func (f *sendInvites) run(ctx context.Context, h *tenantHost) error {
	if f.template == "" || f.to == "" {
		return usage("invites send wants both --template ID and --to FILE")
	}
	if f.report != "" {
		if err := checkFree([]string{f.report}, f.force); err != nil {
			return err
		}
	}
	content, err := readNamed(ctx, f.streams, "--to", f.to)
	if err != nil {
		return err
	}
	people, err := invite.ReadPeople(content)
	if err != nil {
		return usage("--to %s:\n%w", f.to, err)
	}
	if err := f.mayWrite(h, len(people)); err != nil {
		return err
	}
	t, err := h.InviteTemplate(ctx, f.template)
	if err == nil {
		err = checkVariables(t.InviteTemplateRequest)
	}
	if err != nil {
		return fmt.Errorf("nothing was sent: %w", err)
	}
	h.limiter.SetSpacing(sendSpacing)
	sender := invite.Sender{Host: h.Client, Wait: h.limiter.Wait, Sleep: api.SystemClock().Sleep, TemplateID: f.template, WinkTemplateID: f.winkTemplate}
	known, err := sender.Invited(ctx)
	if err != nil {
		return fmt.Errorf("nothing was sent: %w", err)
	}
	if f.dryRun {
		return f.preview(t, people, known)
	}
	return f.send(ctx, sender, people, known)
}

// mayWrite wants production confirmed: people are written to.
func (f *sendInvites) mayWrite(h *tenantHost, n int) error {
	if f.yes || f.dryRun || !host.Production(h.OpenAPI) {
		return nil
	}
	return usage("%d people would be written to by %s: add --yes if that is meant, or --dry-run to see what they get", n, h.name())
}

// preview prints what would be sent.
func (f *sendInvites) preview(t wire.InviteTemplate, people []invite.Person, known map[string]wire.Invite) (err error) {
	sent := 0
	for _, p := range people {
		if before, there := known[invite.Key(p.Email)]; there {
			fmt.Fprintf(f.streams.Err, "line %d: %s is invited already %s\n", p.Line, widget.Clean(p.Email), widget.Clean(before.ID))
			continue
		}
		sent++
		known[invite.Key(p.Email)] = wire.Invite{ID: fmt.Sprintf("by line %d", p.Line)}
		r := p.Request(f.template, f.winkTemplate)
		m := wire.SandboxMessage{
			To: p.Email, SenderName: t.Email.SenderName, ReplyAddress: t.Email.ReplyAddress,
			Subject: r.Fill(t.Company.Name, t.Email.Subject), Body: r.Fill(t.Company.Name, t.Email.Body),
		}
		if f.asJSON {
			err = writeJSON(f.streams.Out, map[string]any{"line": p.Line, "to": m.To, "senderName": m.SenderName, "replyAddress": m.ReplyAddress, "subject": m.Subject, "body": m.Body})
		} else {
			_, err = fmt.Fprintln(f.streams.Out, messageText(m))
		}
		if err != nil {
			return err
		}
	}
	mail := ""
	if t.Email.SendEmail != nil && !*t.Email.SendEmail {
		mail = "; the template sends no mail (sendEmail is false), so their landing pages are for you to send: --report has them"
	}
	fmt.Fprintf(f.streams.Err, "winkterm: nothing was sent: %d would be invited, %d are already%s\n", sent, len(people)-sent, mail)
	return nil
}

// send invites, prints each person and how far it is, and writes the report, also when it
// was ended.
func (f *sendInvites) send(ctx context.Context, sender invite.Sender, people []invite.Person, known map[string]wire.Invite) (lost error) {
	s, counts, rows := f.streams, map[invite.Outcome]int{}, []invite.Row{}
	progress := s.Terminal && !f.asJSON && s.env("TERM") != "dumb"
	ended := sender.Send(ctx, people, known, func(r invite.Result) {
		rows = append(rows, r.Row())
		counts[r.Outcome]++
		if progress {
			fmt.Fprint(s.Err, "\r\x1b[K")
		}
		if err := f.print(r.Row()); lost == nil {
			lost = err
		}
		if progress && len(rows) < len(people) {
			fmt.Fprint(s.Err, bar(len(rows), len(people), theme.PlainTerm(s.env("TERM"))))
		}
	})
	fmt.Fprintf(s.Err, "winkterm: %d invited, %d already, %d failed, %d not sent\n", counts[invite.Invited], counts[invite.Already], counts[invite.Failed], counts[invite.Unsent])
	if f.report != "" {
		var out bytes.Buffer
		write := map[bool]func(io.Writer, []invite.Row) error{true: invite.WriteJSON, false: invite.WriteCSV}[strings.EqualFold(filepath.Ext(f.report), ".json")]
		if err := write(&out, rows); err != nil {
			return err
		}
		if err := writeNew(f.report, out.Bytes(), f.force); err != nil {
			return err
		}
	}
	switch undone := counts[invite.Failed] + counts[invite.Unsent]; {
	case lost != nil:
		return lost
	case errors.Is(ended, context.Canceled):
		return errors.New("it was interrupted: run it again to go on")
	case ended != nil:
		return fmt.Errorf("it was ended, run it again to go on: %w", ended)
	case undone > 0:
		return &notMetError{fmt.Sprintf("%d of %d could not be invited: run it again to try those alone", undone, len(people))}
	}
	return nil
}

// print prints what became of a person.
func (f *sendInvites) print(r invite.Row) error {
	if f.asJSON {
		return writeJSON(f.streams.Out, r)
	}
	line := fmt.Sprintf("%s  %s  %s %s", r.Outcome, r.Email, r.InviteID, r.Error)
	_, err := fmt.Fprintln(f.streams.Out, strings.TrimRight(widget.Clean(line), " "))
	return err
}

// barWidth is how wide a bar is, in cells.
const barWidth = 30

// bar is a line that says how far it is.
func bar(done, of int, ascii bool) string {
	full := barWidth * done / of
	line := fmt.Sprintf("%s%s %d of %d, ctrl+c stops", strings.Repeat("█", full), strings.Repeat("░", barWidth-full), done, of)
	if ascii {
		return theme.Plain(line)
	}
	return line
}
