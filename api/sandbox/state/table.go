package state

import (
	"slices"
	"sort"
	"time"
)

// Entry is what all rows have in common, to be embedded. Its fields are exported,
// as those of the rows must be, for they are written to the data file as JSON.
type Entry struct {
	ID string
	// Seq is the order of creation within a table, from 0.
	Seq       int
	CreatedAt time.Time
}

// Meta makes what embeds an Entry a Row.
func (e *Entry) Meta() *Entry { return e }

// Owners are none, unless the row says otherwise.
func (e *Entry) Owners() []string { return nil }

// Row is what a table holds.
type Row interface {
	Meta() *Entry
	// Owners are the ids by which lists are asked for: of the user, of the source.
	Owners() []string
}

// Table is all rows of one kind in the order of their creation, which is the
// order of time as well, for the clock never goes back.
type Table[T Row] struct {
	st     *State
	name   string
	kind   string
	blank  func() T
	revive func(*Tx, T) error
	next   int // the Seq of the next row
	all    []T
	byID   map[string]T
	owned  map[string][]T
	note   func(*Tx, T) // see Watch
}

// NewTable adds a table to a state, with what one of its rows is called. revive is called for each row that was read
// back, once all tables were: it sets what is not written down, and fails for what
// cannot have been.
func NewTable[R any, T interface {
	*R
	Row
}](st *State, name, kind string, revive func(*Tx, T) error) *Table[T] {
	t := &Table[T]{st: st, name: name, kind: kind, blank: func() T { return T(new(R)) }, revive: revive}
	t.clear()
	st.tables = append(st.tables, t)
	return t
}

// Kind is what one of the rows is called.
func (t *Table[T]) Kind() string { return t.kind }

// Begin is that of the table's state.
func (t *Table[T]) Begin() *Tx { return t.st.Begin() }

// Next is the number of the next row, from 0.
func (t *Table[T]) Next(*Tx) uint64 { return uint64(t.next) }

// Get returns the row of an id.
func (t *Table[T]) Get(_ *Tx, id string) (T, bool) {
	row, ok := t.byID[id]
	return row, ok
}

// All returns all rows in their order. The list must not be changed.
func (t *Table[T]) All(*Tx) []T { return t.all }

// Owned returns the rows of an owner in their order. The list must not be changed.
func (t *Table[T]) Owned(_ *Tx, owner string) []T { return t.owned[owner] }

// Add appends a new row as the last in the order.
func (t *Table[T]) Add(tx *Tx, row T) {
	row.Meta().Seq = t.next
	t.next++
	t.take(row)
	t.Changed(tx, row)
	tx.put(t.name+nextOf, 0, t.next)
}

// take accepts a row, a new one or one that was read back.
func (t *Table[T]) take(row T) {
	t.all = append(t.all, row)
	t.byID[row.Meta().ID] = row
	for _, id := range row.Owners() {
		t.owned[id] = append(t.owned[id], row)
	}
}

// Changed is to be called after every change of a row.
func (t *Table[T]) Changed(tx *Tx, row T) {
	tx.put(t.name, row.Meta().Seq, row)
	t.watch(tx, row)
}

// Drop removes a row.
func (t *Table[T]) Drop(tx *Tx, row T) {
	e := row.Meta()
	t.all = without(t.all, e.Seq)
	delete(t.byID, e.ID)
	for _, id := range row.Owners() {
		if t.owned[id] = without(t.owned[id], e.Seq); len(t.owned[id]) == 0 {
			delete(t.owned, id)
		}
	}
	tx.remove(t.name, e.Seq)
}

// DropOwned removes all rows of an owner.
func (t *Table[T]) DropOwned(tx *Tx, owner string) {
	for _, row := range slices.Clone(t.owned[owner]) {
		t.Drop(tx, row)
	}
}

// Search returns the first position in a list whose entry is past the wanted point.
func Search[T Row](list []T, past func(*Entry) bool) int {
	return sort.Search(len(list), func(i int) bool { return past(list[i].Meta()) })
}

func without[T Row](list []T, seq int) []T {
	i := Search(list, func(e *Entry) bool { return e.Seq >= seq })
	switch {
	case i == len(list) || list[i].Meta().Seq != seq:
		return list
	case i == 0: // the oldest go first, so this must not move all the others
		var none T
		list[0] = none
		return list[1:]
	}
	return slices.Delete(list, i, i+1)
}
