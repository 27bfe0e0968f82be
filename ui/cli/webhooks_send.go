package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/webhook"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
	"winkterm/flow/plain"
	"winkterm/flow/webhook/example"
	"winkterm/ui/format"
)

// sendFlags are those of winkterm webhooks send.
type sendFlags struct {
	set               []string
	secretEnv, id     string
	count             int
	timeout           time.Duration
	asJSON, printOnly bool
}

const (
	sendsMax       = 1000             // deliveries of one command
	shownMost      = 2000             // bytes of an answer's body that are shown
	handlerTimeout = 10 * time.Second // that of Smile
)

// newWebhooksSend sends events that are made up.
func newWebhooksSend(s Streams) *cobra.Command {
	var f sendFlags
	cmd := &cobra.Command{
		Use:   "send TYPE URL",
		Short: "Send a signed event to a webhook's handler",
		Long: `Send a well-formed event to a webhook's handler, signed as Smile signs it, and print
what came back. Everything in it is made up. The address has to be https, or http on this
machine; a redirect is not followed.

With --set a field has another value: data.accountId=a-1, data.providers.0=upwork,
data.count=0. What is text in the event stays text; else JSON is taken as JSON. --set
type=NEW_TYPE sends a type that is not documented.

It ends with 0 for an answer of 2xx, with 3 for any other, with 4 when the handler cannot
be reached, and with 6 when it does not answer in time.`,
		Example: `  winkterm webhooks send ACCOUNT_CONNECTED http://localhost:8080/hook
  winkterm webhooks send USER_CREATED https://example.test/hook --secret-env HOOK_SECRET --count 3
  winkterm webhooks send TASK_FINISHED http://localhost:8080/hook --print`,
		Args:              exactly(2, "webhooks send wants a type and an address, such as winkterm webhooks send ACCOUNT_CONNECTED http://localhost:8080/hook"),
		ValidArgsFunction: completeSend,
		RunE:              func(cmd *cobra.Command, args []string) error { return runSend(cmd.Context(), s, f, args[0], args[1]) },
	}
	set := cmd.Flags()
	set.StringArrayVar(&f.set, "set", nil, "give a field of the event another value: `PATH=VALUE` (repeatable)")
	set.StringVar(&f.secretEnv, "secret-env", "", secretEnvUsage)
	set.StringVar(&f.id, "id", "", "the event's `ID`, in place of a new one; with --count, of all of them")
	set.IntVar(&f.count, "count", 1, "how many to send, one after the other")
	set.DurationVar(&f.timeout, "timeout", handlerTimeout, "how long an answer may take")
	set.BoolVar(&f.asJSON, "json", false, "print a line of JSON for each")
	set.BoolVar(&f.printOnly, "print", false, "print the body, its signature and a curl line, and send nothing")
	return cmd
}

func runSend(ctx context.Context, s Streams, f sendFlags, name, address string) error {
	switch {
	case f.count < 1 || f.count > sendsMax:
		return usage("--count must be between 1 and %d", sendsMax)
	case f.timeout <= 0:
		return usage("--timeout must be more than 0, such as 30s")
	case post.CheckAddress(address) != nil:
		return usage("%w", post.CheckAddress(address))
	}
	kind, err := eventType(name, example.Types())
	if err != nil {
		return err
	}
	secret, err := webhookSecret(s, f.secretEnv)
	if err != nil {
		return err
	}
	client := post.New(f.timeout, api.SystemClock().Now)
	refused := error(nil)
	for range f.count {
		e := example.Event(kind, f.id, "example", api.SystemClock().Now().UTC().Truncate(time.Second))
		if f.id == "" {
			e.ID = newEventID()
		}
		body, err := eventBody(e, f.set)
		if err != nil {
			return err
		}
		p := webhook.Post{Body: body, Signature: webhook.Sign(secret, body)}
		if f.printOnly {
			err = printUnsent(s, p, address, f.asJSON)
		} else if a, failed := client.Send(ctx, address, p); failed != nil {
			return cleanError(failed)
		} else if err = printAnswer(s, e, address, a, f.asJSON); a.Class() != 2 {
			refused = &notMetError{fmt.Sprintf("the handler answered %s, and anything but 2xx counts as not delivered", a)}
		}
		if err != nil {
			return err
		}
	}
	return refused
}

// printUnsent prints a delivery that is not sent.
func printUnsent(s Streams, p webhook.Post, address string, asJSON bool) error {
	curl := fmt.Sprintf("curl -i %s -H 'Content-Type: application/json' -H '%s: %s' --data-raw %s",
		shellWord(address), webhook.SignatureHeader, p.Signature, shellWord(string(p.Body)))
	if asJSON {
		return writeJSON(s.Out, map[string]any{"schemaVersion": 1, "body": string(p.Body), "signature": p.Signature, "curl": curl})
	}
	_, err := fmt.Fprintf(s.Out, "%s\n%s: %s\n%s\n", p.Body, webhook.SignatureHeader, p.Signature, curl)
	return err
}

// printAnswer prints what came back for an event.
func printAnswer(s Streams, e wire.Event, address string, a post.Answer, asJSON bool) error {
	body := plain.Lines(string(a.Body[:min(len(a.Body), shownMost)]))
	cut := a.Cut || len(a.Body) > shownMost
	if asJSON {
		return writeJSON(s.Out, map[string]any{
			"schemaVersion": 1, "id": e.ID, "type": e.Type, "host": host.Authority(address),
			"status": a.Status, "tookMs": a.Took.Milliseconds(), "body": body, "cut": cut,
		})
	}
	if cut {
		body += "\n… and more"
	}
	text := fmt.Sprintf("%s  %s  %s %s\n%s", a, format.Duration(a.Took), e.Type, plain.Line(e.ID), body)
	_, err := fmt.Fprintln(s.Out, strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n  "))
	return err
}
