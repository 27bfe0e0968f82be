package userdata

import (
	"iter"
	"sort"
	"time"

	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/document"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/wire"
)

// Data is what is read of users. All fields are wanted.
type Data struct {
	State    *state.State
	Seed     uint64
	Accounts *account.Accounts
	Archives *document.Archives
	Tasks    *task.Tasks
}

// source is an account or an archive.
type source interface {
	task.Source
	Fill(out *data.Source, now time.Time) bool
}

// read returns what data are made up from; it is false for a source that has none,
// not yet or not any more.
func (d *Data) read(of task.Source, now time.Time) (data.Source, bool) {
	from := of.Origin()
	out := data.Source{
		ID: from.SourceID, Type: from.SourceType, UserID: from.UserID, ProviderID: from.ProviderID, Seed: d.Seed,
	}
	s, ok := of.(source)
	return out, ok && s.Fill(&out, now)
}

// among says which sources a list is of, and behind which one it goes on.
type among struct{ user, source, after string }

// sources returns those of a list that have data, newest first.
func (d *Data) sources(tx *state.Tx, of among) iter.Seq[data.Source] {
	return func(yield func(data.Source) bool) {
		for next := range d.newest(tx, of) {
			if from, ok := d.read(next, tx.Now); ok && !yield(from) {
				return
			}
		}
	}
}

// source returns the source of an id if it has data.
func (d *Data) source(tx *state.Tx, id string) (data.Source, bool) {
	of, ok := d.Tasks.Source(tx, id)
	if !ok {
		return data.Source{}, false
	}
	return d.read(of, tx.Now)
}

// newest returns accounts and archives, newest first, from behind a source on: by
// time, and of the same moment an account before an archive.
func (d *Data) newest(tx *state.Tx, of among) iter.Seq[task.Source] {
	accounts, archives := d.lists(tx, of)
	if behind, ok := d.Tasks.Source(tx, of.after); ok {
		accounts, archives = accounts.before(behind), archives.before(behind)
	}
	return func(yield func(task.Source) bool) {
		for accounts.len+archives.len > 0 {
			from := &accounts
			if accounts.len == 0 || archives.len > 0 && archives.last().Meta().CreatedAt.After(accounts.last().Meta().CreatedAt) {
				from = &archives
			}
			next := from.last()
			from.len--
			if !yield(next) {
				return
			}
		}
	}
}

// lists returns the accounts and the archives that a list is of.
func (d *Data) lists(tx *state.Tx, of among) (accounts, archives list) {
	if of.source != "" {
		return d.only(tx, of, wire.SourceAccount), d.only(tx, of, wire.SourceArchive)
	}
	if of.user != "" {
		return listOf(wire.SourceAccount, d.Accounts.Rows.Owned(tx, of.user)), listOf(wire.SourceArchive, d.Archives.Rows.Owned(tx, of.user))
	}
	return listOf(wire.SourceAccount, d.Accounts.Rows.All(tx)), listOf(wire.SourceArchive, d.Archives.Rows.All(tx))
}

// only returns the one source that a list is of, if it is of that kind and user.
func (d *Data) only(tx *state.Tx, of among, kind wire.SourceType) list {
	one, ok := d.Tasks.Source(tx, of.source)
	if !ok || one.Origin().SourceType != kind || of.user != "" && of.user != one.Origin().UserID {
		return list{kind: kind}
	}
	return listOf(kind, []task.Source{one})
}

// list is sources of one kind, in the order of their creation.
type list struct {
	kind wire.SourceType
	len  int
	at   func(int) task.Source
}

func listOf[T task.Source](kind wire.SourceType, all []T) list {
	return list{kind, len(all), func(i int) task.Source { return all[i] }}
}

func (l list) last() task.Source { return l.at(l.len - 1) }

// before leaves what comes behind a source in a list that is newest first.
func (l list) before(behind task.Source) list {
	e, kind := behind.Meta(), behind.Origin().SourceType
	l.len = sort.Search(l.len, func(i int) bool {
		x := l.at(i).Meta()
		switch {
		case kind == l.kind:
			return x.Seq >= e.Seq
		case l.kind == wire.SourceArchive: // of the same moment an account comes before an archive
			return x.CreatedAt.After(e.CreatedAt)
		}
		return !x.CreatedAt.Before(e.CreatedAt)
	})
	return l
}
