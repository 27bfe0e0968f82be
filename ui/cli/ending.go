package cli

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/ui/widget"
)

// ending is a session where it stopped.
type ending struct {
	state   flow.State
	records []journal.Record
	// file is what the session is recorded in and name what opens that again, both
	// empty where it is not recorded.
	file, name string
}

// subjectsMax is how many accounts, and how many archives, are named at most.
const subjectsMax = 5

// text is what remains in the terminal: how it ended, the ids in full, where it is
// recorded, and the commands that go on from there, in lines of a width where words allow
// it. An id or a command is never cut, however long it is. Nothing remains of a session
// that has not begun.
func (e ending) text(width int) string {
	user, l := e.state.Session.UserID, &labelled{width: width}
	if user == "" && len(e.records) == 0 {
		return ""
	}
	l.WriteString(strings.Join(wrapped(widget.Clean("winkterm: "+e.outcome()), width), "\n") + "\n")
	l.add("user", user)
	accounts := mostRecent(e.state.Linking.Accounts, func(a wire.Account) bool { return a.ID == e.state.Linking.AccountID })
	for _, a := range accounts {
		l.add("account", words(a.ID, string(a.ConnectionStatus), string(a.ErrorCode()), a.ProviderID))
	}
	archives := mostRecent(e.state.Documents.Archives, func(a wire.Archive) bool { return a.ID == e.state.Documents.ArchiveID })
	for _, a := range archives {
		l.add("archive", words(a.ID, string(a.State.Status), string(a.ErrorCode()), a.Type))
	}
	if more := len(e.state.Linking.Accounts) - len(accounts) + len(e.state.Documents.Archives) - len(archives); more > 0 {
		l.add("", fmt.Sprintf("and %d more of this user", more))
	}
	l.add("requestId", e.facts().RequestID)
	l.kept(e.file, e.name)
	return l.String()
}

// watched is what remains of a watch: the users that were named, the last status that was
// recorded, and where the watch is recorded.
func (r *recorder) watched(host string, users []string, width int) string {
	l := &labelled{width: width}
	l.WriteString(strings.Join(wrapped(widget.Clean("winkterm: the watch of "+host+" ended"), width), "\n") + "\n")
	for i, user := range users[:min(len(users), subjectsMax)] {
		l.add([]string{"user", ""}[min(i, 1)], user)
	}
	facts := recording.FactsOf(recording.Header{}, r.journal.Since(0)...)
	if d := facts.Status; d.ID != "" {
		l.add(d.Subject, words(d.ID, d.To, d.ErrorCode, d.ProviderID))
	}
	l.add("requestId", facts.RequestID)
	l.kept(r.file())
	return l.String()
}

// kept says in which file a session is recorded, and which commands open it by its name.
func (l *labelled) kept(file, name string) {
	if file == "" {
		return
	}
	for _, line := range [][2]string{{"recorded", file}, {"look again", "winkterm replay " + shellWord(name)}, {"ticket", "winkterm report " + shellWord(name)}} {
		fmt.Fprintf(l, "  %-*s%s\n", labelWidth-2, line[0], widget.Clean(line[1]))
	}
}

// mostRecent are the last few, and first of all the one that the page was about.
func mostRecent[T any](all []T, current func(T) bool) []T {
	some := slices.Clone(all[max(0, len(all)-subjectsMax):])
	if at := slices.IndexFunc(all, current); at >= 0 {
		some = slices.DeleteFunc(some, current)
		some = append([]T{all[at]}, some[max(0, len(some)+1-subjectsMax):]...)
	}
	return some
}

// outcome says how the session ended: the last status with its error code, the call that
// failed last where that is what the user saw, and the page.
func (e ending) outcome() string {
	facts := e.facts()
	status, page := facts.Status, facts.Screen.Page
	how := "ended at "
	if e.state.Page == flow.Closed {
		how = "closed at "
	}
	text := words(status.To, status.ErrorCode)
	if page == flow.Problem.String() {
		text = strings.TrimPrefix(text+", "+failure(facts.Failed), ", ")
	}
	return strings.TrimPrefix(text+", "+how+cmp.Or(page, flow.Start.String()), ", ")
}

// short is the outcome in a word: the error code, the status or the page.
func (e ending) short() string {
	facts := e.facts()
	return cmp.Or(facts.Status.ErrorCode, facts.Status.To, facts.Screen.Page, flow.Start.String())
}

// facts are what the records say.
func (e ending) facts() *recording.Facts {
	return recording.FactsOf(recording.Header{}, e.records...)
}

// failure says of a call that it failed, and how; of no call nothing.
func failure(r journal.Record) string {
	d, ok := r.Data.(journal.HTTP)
	if !ok {
		return ""
	}
	status := "no answer"
	if d.Status > 0 {
		status = fmt.Sprint(d.Status)
	}
	return words(r.Kind, status, d.Code)
}

// words joins what is not empty, a space between.
func words(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(w string) bool { return w == "" }), " ")
}

// shellWord is a name as one word of a shell.
func shellWord(name string) string {
	if plainWord.MatchString(name) {
		return name
	}
	return journal.ShellQuote(name)
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:,@+-]+$`)

// remain leaves a text in the terminal, below where the screen was. Whoever sees no
// screen gets none, and a terminal that is gone by then is no failure.
func remain(s Streams, text func(width int) string) {
	if s.Terminal {
		_, _ = fmt.Fprint(s.raw(), text(columns(s)))
	}
}
