package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winkterm/api"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
	"winkterm/flow/follow"
	"winkterm/flow/journal"
	"winkterm/flow/redact"
	"winkterm/flow/webhook"
	"winkterm/flow/webhook/example"
	"winkterm/ui/clipboard"
	show "winkterm/ui/webhooks"
)

// listenFlags are those of winkterm webhooks listen.
type listenFlags struct {
	port                          int
	forward, publicURL, secretEnv string
	register, payload             bool
	plain, asJSON                 bool
	types, users, until           []string
	timeout                       time.Duration
	production, hostFromFile      bool
}

// newWebhooksListen receives webhooks on this machine.
func newWebhooksListen(s Streams) *cobra.Command {
	var f listenFlags
	cmd := &cobra.Command{
		Use:   "listen",
		Short: "Receive webhooks on this machine, and say what is wrong with them",
		Long: `Receive webhooks on this machine: on a terminal as a screen, elsewhere or with --plain
as a line for each, with --json as a line of JSON. Signatures are checked; what comes
twice, out of order, or without what must come before it is marked. Personal data are
masked, on the screen until f shows a delivery in full.

With --register a webhook of all events is registered at the host that API_KEY,
API_SECRET and OPEN_API_HOST name, in the environment or in .env, and removed at the end.
A host elsewhere cannot reach this machine: open a tunnel to --port, and give its address
by --public-url. With --forward each delivery is sent on to a handler of yours, in order,
with its body and signature and nothing else; the sender is answered as the handler
answers, and r sends one again.

With --until it ends with 0 once an event of that type has come, with 3 when an account or
archive fails instead, and with 6 when --timeout is over.`,
		Example: `  winkterm webhooks listen --register
  winkterm webhooks listen --register --forward http://localhost:3000/hook --secret-env HOOK_SECRET
  winkterm webhooks listen --port 4000 --json --until ACCOUNT_CONNECTED --timeout 5m`,
		Args: exactly(0, "webhooks listen takes no arguments, only flags such as --register"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return cleanError(runListen(cmd.Context(), s, f))
		},
	}
	f.flags(cmd.Flags())
	return themed(s, cmd)
}

func (f *listenFlags) flags(set *pflag.FlagSet) {
	set.IntVar(&f.port, "port", 0, "the port to listen at; 0 for one that is free")
	set.StringVar(&f.forward, "forward", "", "send each delivery on to a handler at this `URL`: https, or http on this machine")
	set.BoolVar(&f.register, "register", false, "register a webhook at the host, and remove it at the end")
	set.StringVar(&f.publicURL, "public-url", "", "the `URL` under which the host reaches this machine, to be registered")
	set.BoolVar(&f.payload, "include-payload", false, "with --register, have the data with TASK_FINISHED and ACCOUNT_SYNC_TASK_FINISHED")
	set.StringVar(&f.secretEnv, "secret-env", "", "the variable of the environment that has the webhook's secret: its `NAME`; without it --register makes one up, else no signature is checked")
	set.StringArrayVar(&f.types, "type", nil, "show events of this `TYPE` alone (repeatable)")
	set.StringArrayVar(&f.users, "user", nil, "show events of the user of this `ID` alone (repeatable)")
	set.StringArrayVar(&f.until, "until", nil, "end once an event of this `TYPE` has come (repeatable: any of them)")
	set.DurationVar(&f.timeout, "timeout", 0, "end after this time, such as 5m; 0 for never")
	set.BoolVar(&f.plain, "plain", false, "print a line for each delivery, also on a terminal")
	set.BoolVar(&f.asJSON, "json", false, "print a line of JSON for each delivery, also on a terminal")
	set.BoolVar(&f.production, "production", false, "allow --register in production")
	set.BoolVar(&f.hostFromFile, "host-from-env-file", false, hostFromFileUsage)
}

// check finds what the flag parser cannot, and spells the types as they are.
func (f *listenFlags) check() error {
	const portMost = 1<<16 - 1
	switch {
	case f.port < 0 || f.port > portMost:
		return usage("--port must be between 0 and %d", portMost)
	case f.timeout < 0:
		return usage("--timeout must not be negative")
	case f.plain && f.asJSON:
		return usage("--plain and --json exclude each other")
	case !f.register && (f.payload || f.publicURL != "" || f.production):
		return usage("--include-payload, --public-url and --production are for --register")
	case f.forward != "" && post.CheckAddress(f.forward) != nil:
		return usage("--forward: %w", post.CheckAddress(f.forward))
	case f.publicURL != "" && post.CheckAddress(f.publicURL) != nil:
		return usage("--public-url: %w", post.CheckAddress(f.publicURL))
	}
	for _, names := range [][]string{f.types, f.until} {
		for i, name := range names {
			kind, err := eventType(name, example.Types())
			if err != nil {
				return err
			}
			names[i] = string(kind)
		}
	}
	return nil
}

// secret is what signatures are checked with; empty checks none.
func (f *listenFlags) secret(s Streams) (wire.Secret, error) {
	switch {
	case f.secretEnv != "":
		return webhookSecret(s, f.secretEnv)
	case f.register:
		return wire.Secret(rand.Text()), nil
	}
	return "", nil
}

// runListen receives until what is awaited has come, the time is up, or the user leaves.
func runListen(ctx context.Context, s Streams, f listenFlags) (err error) {
	secret, err := f.secret(s)
	if err != nil {
		return err
	}
	at, err := f.host(ctx, s)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	now := api.SystemClock().Now
	l := newListening(f, secret, journal.New(now), cancel)
	l.ended = ctx.Done()
	if onScreen := s.Terminal && s.env("TERM") != "dumb" && !f.plain && !f.asJSON; !onScreen {
		l.lines = make(chan received, linesMost)
	}
	for _, v := range []wire.Secret{secret, at.Key, at.Secret} {
		l.journal.Redactor().Learn(redact.Secret, v.Reveal())
	}
	if f.forward != "" {
		l.forwarder = post.NewForwarder(post.New(handlerTimeout, now), f.forward)
		defer l.forwarder.Close()
	}
	r, err := webhook.Listen(ctx, webhook.Config{Addr: net.JoinHostPort("127.0.0.1", strconv.Itoa(f.port)), Now: now, Deliver: l.deliver})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	reg := new(registration)
	if f.register {
		if reg, err = newRegistration(at, "http://"+r.Addr()+"/", f); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, reg.remove(ctx, s)) }()
		if err := reg.create(ctx, s, secret); err != nil {
			return err
		}
	}
	where := f.where(r.Addr(), reg, secret)
	l.journal.Append(journal.Note{Topic: journal.TopicWebhooks, Text: where})
	if f.forward != "" && f.secretEnv == "" && f.register {
		fmt.Fprintf(s.Err, "winkterm: signatures are made with the secret %s; --secret-env takes your handler's own\n", secret.Reveal())
	}
	if f.timeout > 0 {
		go l.endAfter(ctx, s.later(f.timeout))
	}
	return l.run(ctx, s, where)
}

// where says in words where webhooks are received.
func (f *listenFlags) where(addr string, reg *registration, secret wire.Secret) string {
	text := "received at http://" + addr + "/"
	if f.register {
		text += ", registered at " + reg.host + " as " + reg.id
	} else {
		text += "; register that address at a host, or start with --register"
	}
	if secret == "" {
		text += "; signatures are not checked without --secret-env"
	}
	return text
}

// awaited names what --until waits for.
func (f *listenFlags) awaited() string { return strings.Join(f.until, " or ") }

// endAfter ends everything once the time is up.
func (l *listening) endAfter(ctx context.Context, up <-chan time.Time) {
	select {
	case <-up:
		l.cancel(&follow.LateError{Awaited: l.f.awaited(), After: l.f.timeout, Answered: true})
	case <-ctx.Done():
	}
}

// run shows or prints what comes until ctx ends, and says why that was.
func (l *listening) run(ctx context.Context, s Streams, where string) error {
	var failed error
	if l.lines == nil {
		failed = show.Run(ctx, show.Config{
			Journal: l.journal, Forward: l.f.forward, Until: l.f.awaited(), Production: l.f.production, Term: s.env("TERM"), Theme: s.look(),
			Resend: l.resend, Full: l.full, Copy: clipboard.Copy, In: s.In, Out: s.raw(),
			Leak: func(text string) (string, bool) { return l.journal.Redactor().Proof().Text(text) },
		})
	} else {
		fmt.Fprintf(s.Err, "winkterm: webhooks are %s; ctrl+c ends it\n", where)
		stop := onReaderGone(s.raw(), func() { l.cancel(errUnread) })
		failed = l.print(ctx, s)
		stop()
	}
	var late *follow.LateError
	switch cause := context.Cause(ctx); {
	case failed != nil:
		return failed
	case errors.Is(cause, errMet):
		if l.lines == nil {
			_, failed = fmt.Fprintln(s.Out, l.line(l.met))
		}
		return failed
	case errors.As(cause, &late) && late.Awaited == "": // the time was all that was wanted
		return nil
	case cause != nil && !errors.Is(cause, context.Canceled):
		return cause
	case l.f.awaited() != "":
		return fmt.Errorf("%w before %s was seen", follow.ErrStopped, l.f.awaited())
	}
	return nil
}
