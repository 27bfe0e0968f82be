package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/flow/lookup"
	"winkterm/flow/poll"
	"winkterm/flow/recording"
	"winkterm/flow/session"
)

// lookupFlags are those of the commands that look an id up.
type lookupFlags struct {
	production, hostFromFile, sandbox bool
	timeout                           time.Duration
	asJSON                            bool
}

func (f *lookupFlags) register(set *pflag.FlagSet) {
	f.registerHost(set)
	set.BoolVar(&f.sandbox, "sandbox", false, "ask no host: look through the recorded sessions alone")
}

// registerHost registers those of a command that asks a host alone.
func (f *lookupFlags) registerHost(set *pflag.FlagSet) {
	set.BoolVar(&f.production, "production", false, "allow production, where calls may be billed")
	set.BoolVar(&f.hostFromFile, "host-from-env-file", false, hostFromFileUsage)
	set.DurationVar(&f.timeout, "timeout", lookupTimeout, "how long all of it may take")
	set.BoolVar(&f.asJSON, "json", false, "print JSON")
}

// lookupTimeout is how long a look-up may take unless the user says otherwise.
const lookupTimeout = time.Minute

func (f *lookupFlags) check() error {
	if f.timeout <= 0 {
		return usage("--timeout must be more than 0, such as 30s")
	}
	return nil
}

// newLookups are the commands account, archive and user.
func newLookups(s Streams) []*cobra.Command {
	return []*cobra.Command{
		newLookup(s, lookup.Account, "a-…", "status, error, provider, tasks, data"),
		newLookup(s, lookup.Archive, "u-…", "status, error, type, tasks, data"),
		newLookup(s, lookup.User, "tenant-…", "accounts, archives, tasks, data"),
	}
}

func newLookup(s Streams, kind lookup.Kind, form, what string) *cobra.Command {
	var f lookupFlags
	cmd := &cobra.Command{
		Use:   string(kind) + " ID",
		Short: fmt.Sprintf("Say what is known of %s by its id: %s", withArticle(kind), what),
		Long: fmt.Sprintf(`Say what is known of the %s of an id, such as %s:
%s, and everything else that the user has.

It asks the host that API_KEY, API_SECRET and OPEN_API_HOST name, in the environment
or in .env, by GET calls alone. Where no host is configured, or the host does not know
the id, it looks through the recorded sessions. Paste the id as it is, in quotes, in a
URL or in a line of a log.`, kind, form, what),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s wants an id, such as %s", kind, form)
			}
			return nil
		},
		ValidArgsFunction: completeIDs(s, kind),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			id, err := parseID(strings.Join(args, " "), kind)
			if err != nil {
				return err
			}
			return runLookup(cmd.Context(), s, f, kind, id)
		},
	}
	f.register(cmd.Flags())
	return cmd
}

// completedMost is how many of the newest recorded sessions give ids to complete.
const completedMost = 10

// completeIDs completes an id from the newest recorded sessions.
func completeIDs(s Streams, kind lookup.Kind) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) (ids []cobra.Completion, _ cobra.ShellCompDirective) {
		folder, err := recording.UserFolder(s.env)
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		names, _ := folder.Names() // none is nothing to complete
		for _, name := range names[:min(len(names), completedMost)] {
			path, err := folder.Find(name)
			if err != nil {
				continue
			}
			sum, _ := recording.Summarize(path) // what cannot be read has no ids
			of := map[lookup.Kind][]string{lookup.Account: sum.AccountIDs, lookup.Archive: sum.ArchiveIDs, lookup.User: sum.UserIDs}[kind]
			for _, id := range of {
				if !slices.ContainsFunc(ids, func(other string) bool { return strings.HasPrefix(other, id+"\t") }) {
					ids = append(ids, cobra.CompletionWithDesc(id, strings.TrimSpace("in "+name+" "+sum.Outcome+" "+sum.ErrorCode)))
				}
			}
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
}

// parseID finds the id of a kind in what was pasted.
func parseID(pasted string, kind lookup.Kind) (string, error) {
	id, err := lookup.ParseID(pasted, kind)
	if err != nil {
		return "", usage("%w", err)
	}
	if is := lookup.KindOf(id); is != "" && is != kind {
		return "", usage("%s is the id of %s: winkterm %s %[1]s", id, withArticle(is), is)
	}
	return id, nil
}

// withArticle is a kind as it stands in a sentence: an account, an archive, a user.
func withArticle(kind lookup.Kind) string {
	if kind == lookup.User {
		return "a user"
	}
	return "an " + string(kind)
}

func runLookup(ctx context.Context, s Streams, f lookupFlags, kind lookup.Kind, id string) error {
	found, err := find(ctx, s, f, kind, id)
	if found.ID == "" {
		return cleanError(err)
	}
	var lost error
	if f.asJSON {
		lost = writeJSON(s.Out, found)
	} else {
		_, lost = fmt.Fprint(s.Out, foundText(found, api.SystemClock().Now(), columns(s)))
	}
	return errors.Join(lost, cleanError(err))
}

// find asks the host and looks through the recorded sessions. An ID in what it gives
// says that something is known; the error may be there beside it.
func find(ctx context.Context, s Streams, f lookupFlags, kind lookup.Kind, id string) (lookup.Found, error) {
	h, err := lookupHost(ctx, s, f)
	if err != nil {
		return lookup.Found{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	var found lookup.Found
	if h.OpenAPI == "" {
		found = lookup.Found{SchemaVersion: lookup.SchemaVersion, Kind: kind, ID: id}
		err = f.noHost(id)
	} else {
		found, err = askHost(ctx, h, f, kind, id)
	}
	return addSessions(ctx, s, found, f.late(err))
}

// late says of an error that the time was up before the host was asked for everything.
func (f *lookupFlags) late(err error) error {
	if _, answered := api.KindOf(err); !answered && errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("the %s of --timeout are over, and the host was not asked for everything yet: %w", f.timeout, err)
	}
	return err
}

// noHost says why no host is asked for an id, and what to do.
func (f *lookupFlags) noHost(id string) error {
	if f.sandbox {
		return usage("with --sandbox no host is asked, and %s stands in no recorded session: leave --sandbox out to ask the configured host", id)
	}
	return usage("no host is configured, and %s stands in no recorded session: set %s, %s and %s", id, envKey, envSecret, envOpenHost)
}

// lookupHost is the configured host; its zero value for none.
func lookupHost(ctx context.Context, s Streams, f lookupFlags) (session.Host, error) {
	values, err := settings(ctx, s, f.sandbox)
	if err != nil {
		return session.Host{}, err
	}
	return chooseHost(values, flags{sandbox: f.sandbox, production: f.production, hostFromFile: f.hostFromFile, login: "auto"})
}

// lookupClient is the client of a host, and what keeps its rate.
func lookupClient(h session.Host, f lookupFlags) (*api.Client, *poll.Limiter, error) {
	clock := api.SystemClock()
	client, err := api.New(api.Config{
		BaseURL: h.OpenAPI, BaseURLName: envOpenHost, Key: h.Key, Secret: h.Secret, Clock: clock, Timeout: watchTimeout,
	})
	return client, poll.NewLimiter(clock, watchPace(h, watchFlags{production: f.production}).Spacing), err
}

func askHost(ctx context.Context, h session.Host, f lookupFlags, kind lookup.Kind, id string) (lookup.Found, error) {
	client, limiter, err := lookupClient(h, f)
	if err != nil {
		return lookup.Found{}, err
	}
	found, err := lookup.Ask(ctx, lookup.Config{Host: client, Name: host.Authority(h.OpenAPI), Wait: limiter.Wait}, kind, id)
	if c, ok := found.Case(); ok {
		if path, err := c.Path(); err == nil {
			found.Repro = path.Code.String()
		}
	}
	return found, err
}

// addSessions adds the recorded sessions. Where the host does not know the id, or there
// is none, those are enough; without any, nothing is known.
func addSessions(ctx context.Context, s Streams, found lookup.Found, err error) (lookup.Found, error) {
	if found.ID == "" {
		return found, err
	}
	if folder, none := recording.UserFolder(s.env); none == nil {
		var unread error
		if found.Sessions, unread = lookup.InSessions(ctx, folder, found.ID); unread != nil {
			fmt.Fprintln(s.Err, "winkterm: the recorded sessions cannot be searched:", unread)
		}
	}
	kind, _ := api.KindOf(err)
	mistake := new(usageError)
	switch {
	case err == nil:
	case len(found.Sessions) == 0:
		found.ID = ""
		if kind == api.KindMissing {
			err = fmt.Errorf("%w; it stands in no recorded session either", err)
		}
	case kind == api.KindMissing:
		fmt.Fprintf(s.Err, "winkterm: %s does not know the id; this is from the recorded sessions\n", found.Host)
		found.Host, err = "", nil
		found.Recall()
	case errors.As(err, mistake):
		err = nil
		found.Recall()
	}
	return found, err
}
