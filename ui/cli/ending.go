package cli

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
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

// lines are what remains in the terminal: how it ended, the ids in full, where it is
// recorded, and the commands that go on from there. Texts are broken at blanks so that
// no line has more than width cells; an id is never cut, however long it is. Nothing
// remains of a session that has not begun.
func (e ending) lines(width int) []string {
	if e.state.Session.UserID == "" && len(e.records) == 0 {
		return nil
	}
	facts := []fact{{"user", []string{e.state.Session.UserID}}}
	accounts := mostRecent(e.state.Linking.Accounts, func(a wire.Account) bool { return a.ID == e.state.Linking.AccountID })
	for _, a := range accounts {
		facts = append(facts, fact{"account", []string{a.ID, string(a.ConnectionStatus), string(a.ErrorCode()), a.ProviderID}})
	}
	archives := mostRecent(e.state.Documents.Archives, func(a wire.Archive) bool { return a.ID == e.state.Documents.ArchiveID })
	for _, a := range archives {
		facts = append(facts, fact{"archive", []string{a.ID, string(a.State.Status), string(a.ErrorCode()), a.Type}})
	}
	if more := len(e.state.Linking.Accounts) - len(accounts) + len(e.state.Documents.Archives) - len(archives); more > 0 {
		facts = append(facts, fact{"", []string{fmt.Sprintf("and %d more of this user", more)}})
	}
	facts = append(facts, fact{"requestId", []string{e.requestID()}})
	return factLines(e.outcome(), append(facts, e.kept()...), width)
}

// kept says where the session is recorded, and how it is opened again.
func (e ending) kept() []fact {
	if e.name == "" {
		return nil
	}
	name := shellWord(e.name)
	return []fact{{"recorded", []string{e.file}}, {"look again", []string{"winkterm replay " + name}}, {"ticket", []string{"winkterm report " + name}}}
}

// fact is a line of what is known. Its words are never broken, nor left out but for
// empty ones.
type fact struct {
	name  string
	words []string
}

// factLines are a heading and what is known, aligned, in lines of at most width cells
// where words allow it. A longer word has a line of its own, so that the terminal breaks
// it and it is copied whole. Facts without words are left out.
func factLines(heading string, facts []fact, width int) []string {
	const column = len("look again")
	lines := wrapWords(strings.Fields("winkterm: "+heading), width)
	for _, f := range facts {
		name := f.name
		for _, text := range wrapWords(f.words, width-column-2) {
			lines = append(lines, fmt.Sprintf("%-*s  %s", column, name, text))
			name = ""
		}
	}
	return lines
}

// wrapWords puts words into lines, cleaned.
func wrapWords(all []string, width int) (lines []string) {
	for _, word := range all {
		word = widget.Clean(word)
		last := len(lines) - 1
		switch {
		case word == "":
		case last >= 0 && widget.Width(lines[last])+1+widget.Width(word) <= width:
			lines[last] += " " + word
		default:
			lines = append(lines, word)
		}
	}
	return lines
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
	status, page := e.last()
	how := "ended at "
	if e.state.Page == flow.Closed {
		how = "closed at "
	}
	text := words(status.To, status.ErrorCode)
	if page == flow.Problem.String() {
		text = strings.TrimPrefix(text+", "+e.failure(), ", ")
	}
	return strings.TrimPrefix(text+", "+how+cmp.Or(page, flow.Start.String()), ", ")
}

// last gives the last status, and the last page before it was closed.
func (e ending) last() (status journal.Status, page string) {
	for _, r := range e.records {
		switch d := r.Data.(type) { //nolint:gochecksumtype // the others say nothing of it
		case journal.Status:
			status = d
		case journal.Screen:
			if d.Page != flow.Closed.String() {
				page = d.Page
			}
		}
	}
	return status, page
}

// failure is the last call that failed.
func (e ending) failure() string {
	for _, r := range slices.Backward(e.records) {
		if d, ok := r.Data.(journal.HTTP); ok && (d.Status >= 400 || d.Status == 0) {
			status := "no answer"
			if d.Status > 0 {
				status = fmt.Sprint(d.Status)
			}
			return words(r.Kind, status, d.Code)
		}
	}
	return ""
}

// requestID is that of the last answer, which support asks for.
func (e ending) requestID() string {
	for _, r := range slices.Backward(e.records) {
		if d, ok := r.Data.(journal.HTTP); ok && d.RequestID != "" {
			return d.RequestID
		}
	}
	return ""
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

// remain leaves lines in the terminal, below where the screen was. Whoever sees no screen
// gets none of them, and a terminal that is gone by then is no failure.
func remain(s Streams, lines func(width int) []string) {
	if !s.Terminal {
		return
	}
	out, width := s.raw(), 80
	if f, ok := out.(interface{ Fd() uintptr }); ok {
		if w, _, err := term.GetSize(f.Fd()); err == nil && w > 0 {
			width = w
		}
	}
	for _, line := range lines(width) {
		if _, err := fmt.Fprintln(out, line); err != nil {
			return
		}
	}
}
