package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
	"winkterm/flow/session"
	"winkterm/ui/files"
	"winkterm/ui/widget"
)

// newLink links an account without a screen.
func newLink(s Streams) *cobra.Command {
	var f linkFlags
	cmd := &cobra.Command{
		Use:   "link",
		Short: "Link an account without a screen, for scripts and for filling a sandbox",
		Long: `Go through the widget's flow once, without a screen, and print the user, the account,
its status and its error code: consent, provider, login, second step as the person
would answer it. --upload sends a document, after the login where a provider is named.

It links at the host of the environment or .env, which must speak the Link contract
(LINK_API_HOST), such as a running "winkterm sandbox"; without one on a sandbox in the
binary, which is gone afterwards. --count fills a sandbox.

Secrets come from the environment (--password-env NAME) or as a line of standard input
(--password-stdin). --password and --code take what is no secret alone: the test
people's own, "wrong", and the sandbox's magic passwords such as error_ACCOUNT_LOCKED.

It ends with 0 at the status of --until, with 3 where something else came, with 4 to 6
when the host was not reached, refused the key or took too long.`,
		Example: `  winkterm link --provider sss_ph --person george
  winkterm link --provider upwork --password error_ACCOUNT_LOCKED --until ERROR --json
  winkterm link --upload payslip-ryan.png
  winkterm link --provider sss_ph --count 50 --parallel 5`,
		Args: exactly(0, "link takes flags alone: --provider ID"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			if s.atOnce != nil {
				defer context.AfterFunc(ctx, s.atOnce)()
			}
			scenario, err := f.scenario(ctx, s)
			if err != nil {
				return err
			}
			at, err := f.host(ctx, s)
			if err != nil {
				return err
			}
			return runLinks(ctx, s, f, scenario, at)
		},
	}
	f.register(cmd.Flags())
	return cmd
}

// host is where it is linked; the zero value is the sandbox in the binary.
func (f *linkFlags) host(ctx context.Context, s Streams) (session.Host, error) {
	values, err := settings(ctx, s, f.sandbox)
	if err != nil {
		return session.Host{}, err
	}
	if !f.sandbox && host.Production(values.values[envOpenHost]) {
		return session.Host{}, usage("%s is Smile's production, where no test person has an account: link takes a sandbox", envOpenHost)
	}
	at, err := chooseHost(values, flags{sandbox: f.sandbox, hostFromFile: f.hostFromFile, login: "auto"})
	if err == nil && at.OpenAPI != "" && at.Link == "" {
		err = usage("%s does not speak the Link contract, which a login without a browser needs: set %s to the Link address of a winkterm sandbox, or take --sandbox; \"winkterm --login browser\" links there", host.Authority(at.OpenAPI), envLinkHost)
	}
	return at, err
}

// linkResult is what came of one link, and what --json prints of it.
type linkResult struct {
	Host      string `json:"host"`
	User      string `json:"user"`
	Account   string `json:"account,omitempty"`
	Archive   string `json:"archive,omitempty"`
	Status    string `json:"status"`
	ErrorCode string `json:"errorCode,omitempty"`
	// Reached says that it is as --until wants it, Problem why it is not.
	Reached bool   `json:"reached"`
	Problem string `json:"problem,omitempty"`
}

// text is one in a line.
func (l linkResult) text() string {
	var parts []string
	for _, p := range []struct{ name, value string }{
		{"user", l.User}, {"account", l.Account}, {"archive", l.Archive}, {"status", l.Status}, {"code", l.ErrorCode},
	} {
		if p.value != "" {
			parts = append(parts, p.name+" "+widget.Clean(p.value))
		}
	}
	return strings.Join(parts, "  ")
}

// runLinks links as often as is wanted, and prints each as it ends.
func runLinks(ctx context.Context, s Streams, f linkFlags, scenario *spec.Scenario, at session.Host) error {
	name := embedded
	if at.OpenAPI != "" {
		name = host.Authority(at.OpenAPI)
	}
	fmt.Fprintf(s.Err, "linking at %s\n", map[bool]string{true: "a sandbox in the binary, gone afterwards", false: widget.Clean(name)}[at.OpenAPI == ""])
	var failed error
	code := ExitTimedOut
	sum := suite.Run(ctx, []*spec.Scenario{scenario}, suite.Config{
		Parallel: f.parallel, Repeat: f.count, Now: api.SystemClock().Now,
		Play: func(ctx context.Context, sc *spec.Scenario, attempt int) plays.Outcome {
			seeded := *sc
			seeded.Seed = f.seed + uint64(attempt-1) //nolint:gosec // attempts count from 1
			return f.play(ctx, &seeded, plays.Config{Host: at, File: ownFile, OpenFile: files.Open, Timeout: f.timeout, Attempt: attempt})
		},
		Observe: func(e suite.Event) {
			if e.Outcome != nil {
				if o := e.Outcome; atEnd(lastStatus(*o)) || o.Failure != nil && o.Failure.Wanted != "" && !strings.HasPrefix(o.Failure.Step, "until") {
					code = ExitAssertion // it ended in another way, and nothing was waited for
				}
				failed = errors.Join(failed, printLink(s, f.json, linkedBy(name, *e.Outcome)))
			}
		},
	})
	if failed != nil {
		return failed
	}
	if err := ended(sum, ctx.Err() != nil); err != nil {
		return &linkError{err, code}
	}
	return nil
}

// play links once. It ends where a status comes after which no other does.
func (f *linkFlags) play(ctx context.Context, sc *spec.Scenario, c plays.Config) plays.Outcome {
	inner, stop := context.WithCancel(ctx)
	defer stop()
	c.Keep = func(r journal.Record) {
		if d, ok := r.Data.(journal.Status); ok && atEnd(d) {
			stop()
		}
	}
	out := plays.Run(inner, sc, c)
	if out.Verdict == plays.Interrupted && ctx.Err() == nil {
		out.Verdict, out.Failure = plays.Passed, nil
		if last := lastStatus(out); last.To != f.want {
			out.Verdict, out.Failure = plays.Failed, &plays.Failure{Wanted: f.want, Got: strings.TrimSpace(last.To + " " + last.ErrorCode)}
		}
	}
	return out
}

// atEnd says that nothing comes after a status by itself: it is final, or the code was not
// right, and nobody types another one.
func atEnd(d journal.Status) bool {
	return final(d.To) || d.To == string(wire.StatusAwaitingMFA) && d.ErrorCode == string(wire.ErrInvalidMFA)
}

// final says that nothing comes after a status of an account or archive by itself.
func final(status string) bool {
	return slices.Contains([]string{string(wire.StatusError), string(wire.StatusDisconnected), string(wire.ArchiveUnsupported), string(wire.ArchiveRevoked)}, status)
}

func lastStatus(o plays.Outcome) journal.Status {
	return recording.FactsOf(o.Header, o.Records...).Last("").Status()
}

// linkedBy reads off a session what came of it.
func linkedBy(at string, o plays.Outcome) linkResult {
	facts := recording.FactsOf(o.Header, o.Records...)
	last := facts.Last("").Status()
	l := linkResult{Host: at, Status: last.To, ErrorCode: last.ErrorCode, Reached: o.Verdict == plays.Passed}
	for kind, to := range map[string]*string{recording.KindUser: &l.User, recording.KindAccount: &l.Account, recording.KindArchive: &l.Archive} {
		if ids := facts.IDs(kind); len(ids) > 0 {
			*to = ids[len(ids)-1]
		}
	}
	if f := o.Failure; f != nil {
		l.Problem = strings.TrimPrefix(f.Step+": "+f.Why(), ": ")
	}
	return l
}

func printLink(s Streams, asJSON bool, l linkResult) error {
	if l.Problem != "" {
		fmt.Fprintln(s.Err, widget.Clean(l.Problem))
	}
	if asJSON {
		return writeJSON(s.Out, l)
	}
	text := l.text()
	if text == "" { // nothing was made
		return nil
	}
	_, err := io.WriteString(s.Out, text+"\n")
	return err
}

// linkError is for links that did not come to what was awaited, with the exit code for
// that.
type linkError struct {
	error
	code int
}

func (e *linkError) Unwrap() error { return e.error }
