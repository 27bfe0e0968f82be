package tenant

import (
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
)

// kept is a row that is no more than what was asked for.
type kept[R any] struct {
	state.Entry
	Asked R
}

// collection is rows that are made, changed and deleted by calls of the Open API, in
// the one way in which these calls are alike.
type collection[R, V any] struct {
	rows   *state.Table[*kept[R]]
	prefix string // of the ids
	show   func(*state.Tx, *kept[R]) V
}

// newCollection adds the table of a collection to a state.
func newCollection[R, V any](st *state.State, table, kind, prefix string, check func(*R) error, show func(*state.Tx, *kept[R]) V) collection[R, V] {
	revive := func(_ *state.Tx, row *kept[R]) error { return check(&row.Asked) }
	return collection[R, V]{state.NewTable(st, table, kind, revive), prefix, show}
}

func (k collection[R, V]) create(_ *web.Call, body *R) (any, error) {
	tx := k.rows.Begin()
	defer tx.End()
	made := &kept[R]{state.Entry{ID: tx.ID(k.prefix, k.rows.Next(tx)), CreatedAt: tx.Now}, *body}
	k.rows.Add(tx, made)
	return k.show(tx, made), nil
}

// update puts what is given in the place of all that was there.
func (k collection[R, V]) update(c *web.Call, body *R) (any, error) {
	return web.One(k.rows, func(tx *state.Tx, _ *web.Call, row *kept[R]) (any, error) {
		row.Asked = *body
		k.rows.Changed(tx, row)
		return k.show(tx, row), nil
	})(c)
}

// delete is refused once more, for the row is forgotten.
func (k collection[R, V]) delete(tx *state.Tx, _ *web.Call, row *kept[R]) (any, error) {
	k.rows.Drop(tx, row)
	return nil, nil
}
