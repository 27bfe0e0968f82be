package tenant

import (
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
)

// collection is a table whose rows are made, listed, shown and deleted by calls of
// the Open API, in the one way in which these calls are alike. Its methods serve
// the operations of its name, such as list-webhooks.
type collection[T state.Row, V any] struct {
	st     *state.State
	rows   *state.Table[T]
	name   string // of one row, for whoever asks for one that is not there
	prefix string // of the ids
	show   func(tx *state.Tx, row T) V
}

// entry is that of a new row.
func (k collection[T, V]) entry(tx *state.Tx) state.Entry {
	return state.Entry{ID: tx.ID(k.prefix, k.rows.Next(tx)), CreatedAt: tx.Now}
}

// add makes a row in a transaction of its own, and shows it.
func (k collection[T, V]) add(row func(state.Entry) T) (any, error) {
	tx := k.st.Begin()
	defer tx.End()
	made := row(k.entry(tx))
	k.rows.Add(tx, made)
	return k.show(tx, made), nil
}

// list serves the GET of all.
func (k collection[T, V]) list(c *web.Call) (any, error) {
	q, err := web.ReadQuery(c.R)
	if err != nil {
		return nil, err
	}
	tx := k.st.Begin()
	defer tx.End()
	return web.Newest(k.rows.All(tx), q, nil, func(row T) V { return k.show(tx, row) })
}

// found does something with the row of the path.
func (k collection[T, V]) found(c *web.Call, do func(*state.Tx, T) any) (any, error) {
	tx := k.st.Begin()
	defer tx.End()
	row, ok := k.rows.Get(tx, c.ID())
	if !ok {
		return nil, web.Missing("there is no " + k.name + " of this id")
	}
	return do(tx, row), nil
}

// get serves the GET of one.
func (k collection[T, V]) get(c *web.Call) (any, error) {
	return k.found(c, func(tx *state.Tx, row T) any { return k.show(tx, row) })
}

// delete serves the DELETE of one. Once more is refused, for it is forgotten.
func (k collection[T, V]) delete(c *web.Call) (any, error) {
	return k.found(c, func(tx *state.Tx, row T) any {
		k.rows.Drop(tx, row)
		return nil
	})
}
