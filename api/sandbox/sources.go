package sandbox

import (
	"iter"
	"time"

	"winkterm/api/sandbox/data"
	"winkterm/api/wire"
)

// sourceOf gives what user data are read from: an account whose first sync is
// through, or an archive whose values were found, while it is not revoked. It is
// false for any other. Server.mu must be held.
func (s *Server) sourceOf(of source, now time.Time) (data.Source, bool) {
	from := of.origin()
	out := data.Source{
		ID: from.SourceID, Type: from.SourceType, UserID: from.UserID, ProviderID: from.ProviderID, Seed: s.cfg.Seed,
	}
	switch of := of.(type) {
	case *account:
		return of.fill(out, now)
	case *archive:
		return of.fill(out, now)
	}
	return out, false
}

func (a *account) fill(out data.Source, now time.Time) (data.Source, bool) {
	if a.Line.current(now).Status == wire.StatusDisconnected {
		return out, false
	}
	out.Provider, out.Person, out.Alias, out.Email = a.provider, a.person.Person, a.person.alias, a.person.email()
	var ok bool
	out.Since, ok = a.firstSync(now)
	for _, at := range a.Synced {
		if !at.After(now) {
			out.Synced = append(out.Synced, at)
		}
	}
	return out, ok
}

func (a *archive) fill(out data.Source, now time.Time) (data.Source, bool) {
	i := a.index(now)
	sample, ok := a.extracted(i)
	if !ok {
		return out, false
	}
	out.FileType, out.Payslip, out.Since = a.FileType, &sample.Values, a.Line[i].At
	return out, true
}

// among says which sources a list is of, and behind which one it goes on.
type among struct{ user, source, after string }

// atOnce is how many sources are looked at under one lock.
const atOnce = 64

// sources gives the sources of a list, newest first. The lock is not held while
// the caller works on them.
func (s *Server) sources(c *call, of among) iter.Seq[data.Source] {
	return func(yield func(data.Source) bool) {
		for {
			some, last := s.someSources(c, of)
			for _, from := range some {
				if !yield(from) {
					return
				}
			}
			if last == "" {
				return
			}
			of.after = last
		}
	}
}

// someSources gives the next ones that have data, and the last one that was
// looked at, empty when there are no more.
func (s *Server) someSources(c *call, of among) (some []data.Source, last string) {
	defer s.hold(c)()
	n := 0
	for next := range s.newestSources(of) {
		if n == atOnce {
			return some, last
		}
		n++
		last = next.origin().SourceID
		if from, ok := s.sourceOf(next, c.now); ok {
			some = append(some, from)
		}
	}
	return some, ""
}

// newestSources gives accounts and archives, newest first, from behind a source
// on. Server.mu must be held.
func (s *Server) newestSources(of among) iter.Seq[source] {
	accounts, archives := s.state.accounts.all, s.state.archives.all
	if of.source != "" {
		accounts, archives = s.only(of.source)
	}
	if of.user != "" {
		accounts, archives = ownedBy(accounts, &s.state.accounts, of), ownedBy(archives, &s.state.archives, of)
	}
	if behind, ok := s.source(of.after); ok {
		accounts, archives = before(accounts, behind), before(archives, behind)
	}
	return func(yield func(source) bool) {
		for len(accounts)+len(archives) > 0 {
			var next source
			if len(archives) == 0 || len(accounts) > 0 && !newer(archives[len(archives)-1], accounts[len(accounts)-1]) {
				next, accounts = accounts[len(accounts)-1], accounts[:len(accounts)-1]
			} else {
				next, archives = archives[len(archives)-1], archives[:len(archives)-1]
			}
			if !yield(next) {
				return
			}
		}
	}
}

// only gives the account or archive of an id.
func (s *Server) only(id string) (accounts []*account, archives []*archive) {
	if a := s.state.accounts.byID[id]; a != nil {
		accounts = []*account{a}
	}
	if a := s.state.archives.byID[id]; a != nil {
		archives = []*archive{a}
	}
	return accounts, archives
}

// ownedBy leaves the items of a user.
func ownedBy[T source](list []T, all *ledger[T], of among) []T {
	if of.source == "" {
		return all.owned[of.user]
	}
	if len(list) > 0 && list[0].origin().UserID == of.user {
		return list
	}
	return nil
}

// newer says which of two comes first in a list: by time, and of the same moment
// an account before an archive.
func newer(a, b source) bool { return a.place().CreatedAt.After(b.place().CreatedAt) }

// before leaves what comes behind a source in a list.
func before[T source](list []T, behind source) []T {
	e := behind.place()
	return list[:search(list, func(x *entry) bool {
		if behind.origin().SourceType == kindOf[T]() {
			return x.Seq >= e.Seq
		}
		// Of the same moment an account comes before an archive.
		if kindOf[T]() == wire.SourceArchive {
			return x.CreatedAt.After(e.CreatedAt)
		}
		return !x.CreatedAt.Before(e.CreatedAt)
	})]
}

func kindOf[T source]() wire.SourceType {
	var none T
	if _, ok := any(none).(*account); ok {
		return wire.SourceAccount
	}
	return wire.SourceArchive
}
