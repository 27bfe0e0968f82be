package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/session"
)

// earlier is a recorded session that is taken up again.
type earlier struct {
	file *recording.File
	name string
	// user, account and archive are what was open, empty where there was none.
	user, account, archive string
	// index is that of the last record before it was closed.
	index int
}

// takeUp finds what a session of the wizard had open: of the newest one, or of a name or
// path. It fails where that was none of the wizard's, still goes on, or had no user. Close
// its file.
func takeUp(s Streams, name string) (earlier, error) {
	path, err := findRecording(s, name)
	if name == recording.Last {
		path, err = lastOfWizard(s)
	}
	if err != nil {
		return earlier{}, err
	}
	file, err := recording.Open(path)
	if err != nil {
		return earlier{}, err
	}
	e := earlier{file: file, name: shortName(path)}
	switch e.lookBack(); {
	case file.Header().Command != recording.Wizard:
		err = usage("%s is a recording of winkterm %s, which has nothing to take up; winkterm sessions lists the others", e.name, file.Header().Command)
	case file.Live():
		err = usage("the session %s still goes on in another terminal: winkterm replay --follow %s watches it from here", e.name, shellWord(e.name))
	case e.user == "":
		err = usage("the session %s ended before it had a user: start winkterm without --resume", e.name)
	}
	if err != nil {
		return e, errors.Join(err, file.Close())
	}
	return e, nil
}

// lastOfWizard is the path of the newest session that is not one of winkterm watch.
func lastOfWizard(s Streams) (string, error) {
	folder, err := recording.UserFolder(s.env)
	if err != nil {
		return "", err
	}
	names, err := folder.Names()
	if err != nil {
		return "", err
	}
	for _, name := range names {
		path, err := folder.Find(name)
		if err != nil {
			continue // it was removed meanwhile
		}
		file, err := recording.Open(path)
		if err != nil {
			continue
		}
		wizard := file.Header().Command == recording.Wizard
		if _ = file.Close(); wizard {
			return path, nil
		}
	}
	return "", recording.ErrNone
}

// lookBack reads what was open: what had not come to an end, else what the last page
// before Closed was about. A record that cannot be read is passed over.
func (e *earlier) lookBack() {
	facts := recording.FactsOf(e.file.Header())
	intent, closed := 0, -1
	for i := range e.file.Len() {
		r, err := e.file.At(i)
		if err != nil {
			continue
		}
		facts.Take(r)
		switch d := r.Data.(type) { //nolint:gochecksumtype // the others do not say when it was closed
		case journal.Intent:
			intent = i
		case journal.Screen:
			if closed = -1; d.Page == flow.Closed.String() {
				closed = intent
			}
		}
	}
	e.index = e.file.Len() - 1
	if closed > 0 {
		e.index = closed - 1
	}
	if users := facts.IDs(recording.KindUser); len(users) > 0 {
		e.user = users[0]
	}
	e.account, e.archive = facts.Screen.AccountID, facts.Screen.ArchiveID
	for _, s := range slices.Backward(facts.Changed()) {
		switch {
		case !goesOn(s.Status().To):
			continue
		case s.Kind == recording.KindArchive:
			e.account, e.archive = "", s.ID
		default:
			e.account, e.archive = s.ID, ""
		}
		return
	}
}

// goesOn says of an account's or archive's status that another one is to come.
func goesOn(status string) bool {
	return slices.Contains([]string{string(wire.StatusPending), string(wire.StatusAwaitingMFA), string(wire.ArchiveStarted)}, status)
}

// check says why a session cannot be taken up at a host; the zero host is the sandbox in
// the binary.
func (e earlier) check(h session.Host) error {
	at := e.file.Header().Host
	switch now := host.Authority(h.OpenAPI); {
	case at == "" && h.OpenAPI != "":
		return usage("the session %s was on the sandbox in the binary, and the settings name %s: add --sandbox", e.name, now)
	case at != "" && h.OpenAPI == "":
		return usage("the session %s was at %s: set %s, %s and %s for it", e.name, at, envKey, envSecret, envOpenHost)
	case at != "" && at != now:
		return usage("the session %s was at %s, and %s names %s, which does not know its user: set it to that host", e.name, at, envOpenHost, now)
	case at != "" && strings.HasPrefix(e.user, "["):
		return usage("the recording %s has its user masked: name it by --user ID", e.name)
	}
	return nil
}

// openEarlier opens an earlier session again: at a host with its user and what was open,
// on the sandbox in the binary by doing again what was done.
func (f *flags) openEarlier(ctx context.Context, s Streams, c session.Config) (*session.Session, recording.Header, error) {
	e, err := takeUp(s, f.resume)
	if err != nil {
		return nil, recording.Header{}, err
	}
	defer func() { _ = e.file.Close() }()
	if err := e.check(c.Host); err != nil {
		return nil, recording.Header{}, err
	}
	_, _ = fmt.Fprintf(s.Err, "winkterm: taking up the session %s\n", e.name)
	header := e.file.Header()
	if c.Host.OpenAPI == "" {
		walk, err := e.again(ctx, c)
		return walk, header, err
	}
	c.Options = e.options(f.production)
	walk, err := session.Open(ctx, c)
	if err != nil {
		return nil, header, err
	}
	return walk, f.header(walk, c.Host, c.Clock.Now()), nil
}

// options are those of the session that goes on.
func (e earlier) options(production bool) flow.Options {
	return flow.Options{
		UserID: e.user, Production: production, Widget: e.file.Header().Widget,
		AccountID: e.account, ArchiveID: e.archive,
	}
}

// again opens a session on the sandbox in the binary where the earlier one was. Its data
// ended with its process, so what the user did is done again.
func (e earlier) again(ctx context.Context, c session.Config) (*session.Session, error) {
	walk, err := rerun.To(ctx, e.file, e.index, rerun.Config{Session: c})
	if err != nil {
		return nil, fmt.Errorf("the sandbox of the session %s ended with its process, and what was done there could not be done again: %w; "+
			"winkterm replay %s shows how far it came, winkterm without --resume begins anew", e.name, err, shellWord(e.name))
	}
	return walk, nil
}

// resumed takes the name behind --resume, which may stand apart; there is no other
// argument.
func (f *flags) resumed(cmd *cobra.Command, args []string) error {
	if f.resume == recording.Last && cmd.Flags().Changed("resume") && len(args) == 1 {
		f.resume = args[0]
		return nil
	}
	return exactly(0, "winkterm itself takes no arguments, only flags and commands: see winkterm --help")(cmd, args)
}

// notWithResume are the flags that say what the recording says.
var notWithResume = []string{"provider", "top-provider", "template", "company", "upload", "no-upload", "no-consent", "no-search", "no-types", "speed", "seed", "providers", "now", "freeze"}

// checkResume finds flags that would be ignored.
func checkResume(set *pflag.FlagSet) error {
	for _, name := range notWithResume {
		if set.Changed("resume") && set.Changed(name) {
			return usage("--%s and --resume exclude each other: the session goes on with what its recording says", name)
		}
	}
	return nil
}
