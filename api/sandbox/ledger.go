package sandbox

import (
	"slices"
	"sort"
	"time"
)

// entry is what all things that calls make have in common. Its fields are
// exported, as those of all that embed it, for that is how they are written to
// the file of a sandbox that has one.
type entry struct {
	ID string
	// Seq is the order of creation within a ledger, from 0.
	Seq       int
	CreatedAt time.Time
}

func (e *entry) place() *entry { return e }

func (e *entry) revive(*Server) error { return nil }

// item is what a ledger holds.
type item interface {
	place() *entry
	// owners are the ids by which lists are asked for: of the user, of the source.
	owners() []string
	// revive sets what is not written down, once the item was read back.
	revive(s *Server) error
}

// ledger is all things of one kind in the order of their creation, which is the
// order of time as well, for the clock never goes back. What changes in it is
// told to the book.
type ledger[T item] struct {
	name  string
	book  *book
	blank func() T
	next  int // the Seq of the next item
	all   []T
	byID  map[string]T
	owned map[string][]T
}

func newLedger[T item](name string, b *book, blank func() T) ledger[T] {
	return ledger[T]{name: name, book: b, blank: blank, byID: map[string]T{}, owned: map[string][]T{}}
}

// add appends a new item and gives it its place in the order.
func (l *ledger[T]) add(item T) {
	item.place().Seq = l.next
	l.next++
	l.file(item)
	l.changed(item)
	l.book.next(l.name, l.next)
}

// file takes an item in, a new one or one that was read back.
func (l *ledger[T]) file(item T) {
	l.all = append(l.all, item)
	l.byID[item.place().ID] = item
	for _, id := range item.owners() {
		l.owned[id] = append(l.owned[id], item)
	}
}

// changed is to be called after every change of an item.
func (l *ledger[T]) changed(item T) { l.book.put(l.name, item.place().Seq, item) }

// drop forgets an item.
func (l *ledger[T]) drop(item T) {
	e := item.place()
	l.all = without(l.all, e.Seq)
	delete(l.byID, e.ID)
	for _, id := range item.owners() {
		if l.owned[id] = without(l.owned[id], e.Seq); len(l.owned[id]) == 0 {
			delete(l.owned, id)
		}
	}
	l.book.remove(l.name, e.Seq)
}

// dropOwned forgets all items of an owner.
func (l *ledger[T]) dropOwned(owner string) {
	for _, item := range slices.Clone(l.owned[owner]) {
		l.drop(item)
	}
}

// search gives the first position whose entry is past the wanted point.
func search[T item](list []T, past func(*entry) bool) int {
	return sort.Search(len(list), func(i int) bool { return past(list[i].place()) })
}

func without[T item](list []T, seq int) []T {
	i := search(list, func(e *entry) bool { return e.Seq >= seq })
	switch {
	case i == len(list) || list[i].place().Seq != seq:
		return list
	case i == 0: // the oldest go first, so this must not move all the others
		var none T
		list[0] = none
		return list[1:]
	}
	return slices.Delete(list, i, i+1)
}
