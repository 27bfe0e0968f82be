package sandbox

import (
	"slices"
	"sort"
	"time"

	"winkterm/api/wire"
)

// entry is what users, accounts and tasks have in common.
type entry struct {
	seq       int // the order of creation, from 0
	createdAt time.Time
}

func (e *entry) place() *entry { return e }

// placed is a list's item. The list is in the order of creation, which is the
// order of time as well, for the clock never goes back.
type placed interface{ place() *entry }

// newestFirst gives one page of a list, newest first, with each item shown by
// show. The cursor holds the number of the last item shown, so items that are
// added or removed between two pages neither repeat nor lose one, and every page
// costs a binary search and its own length.
func newestFirst[T placed, V any](list []T, q query, show func(T) V) (wire.Page[V], error) {
	start, end, err := q.days()
	if err != nil {
		return wire.Page[V]{}, err
	}
	i := len(list)
	if q.from >= 0 {
		i = search(list, func(e *entry) bool { return e.seq >= q.from })
	}
	if !end.IsZero() {
		i = min(i, search(list, func(e *entry) bool { return !e.createdAt.Before(end) }))
	}
	first := search(list, func(e *entry) bool { return !e.createdAt.Before(start) })
	page := wire.Page[V]{Items: []V{}}
	for ; i > first && len(page.Items) < q.size; i-- {
		page.Items = append(page.Items, show(list[i-1]))
	}
	if i > first {
		page.NextCursor = q.cursor(list[i].place().seq)
	}
	return page, nil
}

// search gives the first position whose entry is past the wanted point.
func search[T placed](list []T, past func(*entry) bool) int {
	return sort.Search(len(list), func(i int) bool { return past(list[i].place()) })
}

// ledger is a list with an index by an id of its owner.
type ledger[T placed] struct {
	all   []T
	owned map[string][]T
}

func newLedger[T placed]() ledger[T] { return ledger[T]{owned: map[string][]T{}} }

// add appends a new item under the ids of its owners.
func (l *ledger[T]) add(item T, owners ...string) {
	l.all = append(l.all, item)
	for _, id := range owners {
		l.owned[id] = append(l.owned[id], item)
	}
}

// remove takes the items of one owner out of the list and of the other owners.
func (l *ledger[T]) remove(owner string, others ...string) {
	for _, item := range l.owned[owner] {
		l.all = without(l.all, item.place().seq)
		for _, id := range others {
			l.owned[id] = without(l.owned[id], item.place().seq)
		}
	}
	delete(l.owned, owner)
}

func without[T placed](list []T, seq int) []T {
	i := search(list, func(e *entry) bool { return e.seq >= seq })
	if i == len(list) || list[i].place().seq != seq {
		return list
	}
	return slices.Delete(list, i, i+1)
}
