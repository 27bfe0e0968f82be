package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/sandbox"
	"winkterm/flow/follow"
	"winkterm/flow/poll"
	"winkterm/flow/session"
	"winkterm/ui/watch"
	"winkterm/ui/widget"
)

// watchFlags are those of winkterm watch.
type watchFlags struct {
	users               []string
	newest              int
	until               []string
	timeout             time.Duration
	plain, asJSON       bool
	sandbox, production bool
	hostFromFile        bool
	// awaited is what until says.
	awaited follow.Until
	record  recordFlags
	// observe is told of every call; nil where nothing is recorded.
	observe func(api.Exchange)
}

// newWatch follows what becomes of users.
func newWatch(s Streams) *cobra.Command {
	var f watchFlags
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Follow the accounts, archives and tasks of users live",
		Long: fmt.Sprintf(`Follow the accounts, archives and tasks of users live: on a terminal as a screen,
elsewhere or with --plain as a line for each transition, with --json as a line of
JSON. It only reads, makes at most %d requests a second (%d in production, %d on this
machine) for any number of users, and backs off when the host asks for it.

It watches the host that API_KEY, API_SECRET and OPEN_API_HOST name, in the
environment or in .env: one of Smile's, or a sandbox that "winkterm sandbox" serves.

With --until it ends with 0 once an account, archive or task has that status, with
3 when one ends in ERROR instead, and with 6 when --timeout is over.`,
			rate(follow.Remote), rate(follow.Production), rate(follow.Loopback)),
		Args: exactly(0, "watch takes no arguments, only flags such as --user ID"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(cmd.Flags().Changed("users")); err != nil {
				return err
			}
			return runWatch(cmd.Context(), s, f)
		},
	}
	f.register(cmd.Flags())
	return themed(s, cmd)
}

// rate is how many requests a second a pace allows.
func rate(p follow.Pace) int { return int(time.Second / p.Spacing) }

func (f *watchFlags) register(set *pflag.FlagSet) {
	set.StringArrayVar(&f.users, "user", nil, "watch the user of this `ID` (repeatable); without it the newest users are watched")
	set.IntVar(&f.newest, "users", 10, "how many of the newest users, without --user; a round of polls costs a call for every 150 of them, and for every 150 of their accounts, archives and tasks")
	set.StringArrayVar(&f.until, "until", nil, "end once there is this `STATUS`, such as CONNECTED, ANALYZED, Finished (repeatable: any of them)")
	set.DurationVar(&f.timeout, "timeout", 0, "end after this time, such as 5m; 0 for never")
	set.BoolVar(&f.plain, "plain", false, "print a line for each transition, also on a terminal")
	set.BoolVar(&f.asJSON, "json", false, "print a line of JSON for each transition, also on a terminal")
	set.BoolVar(&f.sandbox, "sandbox", false, "as elsewhere; nobody else uses the sandbox in the binary, so there is nothing to watch")
	set.BoolVar(&f.production, "production", false, "allow production, where calls may be billed")
	set.BoolVar(&f.hostFromFile, "host-from-env-file", false, hostFromFileUsage)
	f.record.register(set)
}

// userIDMax is the longest id that the specification allows.
const userIDMax = 200

// check finds what the flag parser cannot, and reads what is awaited.
func (f *watchFlags) check(newest bool) (err error) {
	switch {
	case newest && len(f.users) > 0:
		return usage("--user names whom to watch, --users how many of the newest: give one of them")
	case f.newest < 1 || f.newest > follow.NewestMax:
		return usage("--users must be between 1 and %d", follow.NewestMax)
	case f.timeout < 0:
		return usage("--timeout must not be negative")
	case f.plain && f.asJSON:
		return usage("--plain and --json exclude each other")
	}
	var ids []string
	for _, id := range f.users {
		if id == "" || len(id) > userIDMax {
			return usage("--user wants an id of 1 to %d characters, such as tenant-… from POST /users", userIDMax)
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	f.users = ids
	if f.awaited, err = follow.ParseUntil(f.until); err != nil {
		return usage("--until: %w", err)
	}
	return nil
}

// runWatch follows until what is awaited was seen, the time is up, or the user
// leaves.
func runWatch(ctx context.Context, s Streams, f watchFlags) (err error) {
	values, err := settings(ctx, s, f.sandbox)
	if err != nil {
		return err
	}
	h, err := chooseHost(values, flags{sandbox: f.sandbox, production: f.production, hostFromFile: f.hostFromFile, login: "auto"})
	if err != nil {
		return err
	}
	if h.OpenAPI == "" {
		return usage("nobody else can use the sandbox in the binary, so there is nothing to watch in it: "+
			"run winkterm sandbox in another terminal, and here %s=http://%s/v1 %s=%[4]s %s=%[4]s winkterm watch; for a Smile host take its address and your key",
			envOpenHost, sandboxAddr, envKey, sandbox.DefaultKey, envSecret)
	}
	clock := api.SystemClock()
	rec, err := record(s, f.record, watchJournal(h, clock), f.header(h))
	defer func() { err = errors.Join(err, rec.Close()) }()
	if err != nil {
		return err
	}
	if rec.on {
		f.observe = newAnswers(rec.journal)
	}
	c, err := f.follower(h, clock, nil)
	if err != nil {
		return err
	}
	if s.Terminal && s.env("TERM") != "dumb" && !f.plain && !f.asJSON {
		return cleanError(rec.ended(watchOnScreen(ctx, s, h, c, rec)))
	}
	return cleanError(rec.ended(watchInLines(ctx, s, f, h, c, rec)))
}

// watchPace is how often a host is asked.
func watchPace(h session.Host, f watchFlags) follow.Pace {
	switch {
	case host.Loopback(h.OpenAPI):
		return follow.Loopback
	case f.production:
		return follow.Production
	}
	return follow.Remote
}

// follower is how to follow at a host; nobody hears of it yet. A nil via is the
// usual way to make requests.
func (f *watchFlags) follower(h session.Host, clock api.Clock, via *http.Client) (follow.Config, error) {
	pace := watchPace(h, *f)
	limiter := poll.NewLimiter(clock, pace.Spacing)
	// The follower itself asks again, so that one user whose calls fail holds nobody up.
	client, err := api.New(api.Config{
		BaseURL: h.OpenAPI, BaseURLName: envOpenHost, Key: h.Key, Secret: h.Secret,
		HTTP: via, Clock: clock, Timeout: watchTimeout, Tries: 1, Observe: f.observe,
	})
	if err != nil {
		return follow.Config{}, err
	}
	return follow.Config{
		API: watched{client}, Limiter: limiter, Clock: clock, Pace: pace, Classify: classify,
		Users: f.users, Newest: f.newest, Until: f.awaited, Timeout: f.timeout,
	}, nil
}

// watchTimeout is how long an answer may take: a page of a list is quick.
const watchTimeout = 15 * time.Second

// errUnread ends a watch that is printed for nobody.
var errUnread = errors.New("nobody reads the output any more")

// watchInLines prints every transition as it comes, as long as somebody reads them.
func watchInLines(ctx context.Context, s Streams, f watchFlags, h session.Host, c follow.Config, rec *recorder) error {
	p := &printer{out: s.Out, err: s.Err, asJSON: f.asJSON, host: host.Authority(h.OpenAPI)}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c.Report = rec.hears(func(e follow.Event) {
		p.notice(rec.notices)
		if p.print(e) != nil {
			cancel() // nobody reads any more
		}
	})
	var unread error
	stop := onReaderGone(s.raw(), func() { unread = errUnread; cancel() })
	_, err := follow.New(c).Run(ctx)
	stop()
	p.notice(rec.notices)
	return errors.Join(cmp.Or(p.failed, unread), err)
}

// queued is how many events may wait for the screen.
const queued = 16

// watchOnScreen shows a screen. What ended it is printed below where it was, for it
// is gone by then.
func watchOnScreen(ctx context.Context, s Streams, h session.Host, c follow.Config, rec *recorder) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	events := make(chan follow.Event, queued)
	c.Report = rec.hears(func(e follow.Event) {
		select {
		case events <- e:
		case <-ctx.Done():
		}
	})
	var met *follow.Transition
	var ended error
	done := make(chan struct{})
	go func() {
		defer close(done)
		met, ended = follow.New(c).Run(ctx)
		close(events)
	}()
	shown := watch.Config{
		Events: events, Now: c.Clock.Now, Host: host.Authority(h.OpenAPI), Term: s.env("TERM"), Theme: s.look(),
		Production: host.Production(h.OpenAPI), Until: c.Until.String(), Notices: rec.notices, In: s.In, Out: s.raw(),
	}
	if len(c.Users) == 0 {
		shown.Newest = c.Newest
	}
	err := watch.Run(ctx, shown)
	cancel()
	<-done
	if met != nil {
		_, err = fmt.Fprintln(s.Out, plainLine(*met))
		ended = nil
	}
	remain(s, func(width int) string { return rec.watched(shown.Host, c.Users, width) })
	return errors.Join(err, ended)
}

// cleanError is an error whose text may hold ids of the network.
func cleanError(err error) error {
	if err == nil {
		return nil
	}
	return cleaned{err}
}

type cleaned struct{ error }

func (c cleaned) Error() string { return widget.Clean(c.error.Error()) }
func (c cleaned) Unwrap() error { return c.error }
