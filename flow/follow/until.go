package follow

import (
	"fmt"
	"slices"
	"strings"

	"winkterm/api/wire"
)

// goal is a status of a subject.
type goal struct {
	subject Subject
	status  string
}

// goals is every status that can be awaited.
var goals = []goal{
	{Account, string(wire.StatusPending)},
	{Account, string(wire.StatusAwaitingMFA)},
	{Account, string(wire.StatusConnected)},
	{Account, string(wire.StatusError)},
	{Account, string(wire.StatusDisconnected)},
	{Archive, string(wire.ArchiveStarted)},
	{Archive, string(wire.ArchiveAnalyzed)},
	{Archive, string(wire.ArchiveUnsupported)},
	{Archive, string(wire.ArchiveError)},
	{Archive, string(wire.ArchiveRevoked)},
	{Task, string(wire.TaskFinished)},
}

// Goals names every status that can be awaited, each once.
func Goals() []string {
	var names []string
	for _, g := range goals {
		if !slices.Contains(names, g.status) {
			names = append(names, g.status)
		}
	}
	return names
}

// Until is what a follower ends with: any of some statuses. The zero Until awaits
// nothing.
type Until struct {
	names []string
	goals map[goal]bool
	// fails are the bad ends of the awaited subjects, and of both that an awaited
	// task may work on. They rule out what is awaited unless they are awaited too.
	fails map[goal]bool
}

// ParseUntil reads the names of statuses, in any case. ERROR is that of accounts
// and of archives. It fails with the names that there are.
func ParseUntil(names []string) (Until, error) {
	u := Until{goals: map[goal]bool{}, fails: map[goal]bool{}}
	for _, name := range names {
		spelt := ""
		for _, g := range goals {
			if strings.EqualFold(g.status, name) {
				spelt, u.goals[g] = g.status, true
			}
		}
		if spelt == "" {
			return Until{}, fmt.Errorf("%q is no status that can be awaited: %s", name, strings.Join(Goals(), ", "))
		}
		u.names = append(u.names, spelt)
	}
	for g := range u.goals {
		if g.subject != Archive {
			u.fails[goal{Account, string(wire.StatusError)}] = true
		}
		if g.subject != Account {
			u.fails[goal{Archive, string(wire.ArchiveError)}] = true
			u.fails[goal{Archive, string(wire.ArchiveUnsupported)}] = true
		}
	}
	return u, nil
}

// Awaits says whether anything is awaited.
func (u Until) Awaits() bool { return len(u.goals) > 0 }

// String names what is awaited: "CONNECTED or ANALYZED".
func (u Until) String() string { return strings.Join(u.names, " or ") }

// decide gives the first transition that meets what is awaited or rules it out, if
// one does. What stood already at the first poll meets as well; it rules out only
// where strict, and when it is the newest of its subject: what failed before that
// says nothing.
func (u Until) decide(s Snapshot, ts []Transition, strict bool) (t Transition, met, ruled bool) {
	for _, t := range ts {
		g := goal{t.Subject, t.To}
		switch {
		case u.goals[g]:
			return t, true, false
		case !u.fails[g]:
		case !t.Known, strict && t.ID == s.newest(t.Subject):
			return t, false, true
		}
	}
	return Transition{}, false, false
}

// newest is the id of the item of a subject that was created last.
func (s Snapshot) newest(of Subject) string {
	var newest Item
	for _, i := range s.Items {
		if i.Subject == of && (newest.ID == "" || i.Created.After(newest.Created)) {
			newest = i
		}
	}
	return newest.ID
}
