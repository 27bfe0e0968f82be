package web

import (
	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
)

// JSON is an operation with a body that must be there: do is given it once check,
// which may be nil, has nothing against it.
func JSON[B any](check func(*B) error, do func(*Call, *B) (any, error)) Operation {
	return func(c *Call) (any, error) {
		body := new(B)
		if err := c.DecodeAll(body); err != nil {
			return nil, err
		}
		if check != nil {
			if err := check(body); err != nil {
				return nil, err
			}
		}
		return do(c, body)
	}
}

// StrictJSON is JSON for a body in which no field may be misspelt.
func StrictJSON[B any](do func(*Call, *B) (any, error)) Operation {
	return func(c *Call) (any, error) {
		c.strict = true
		return JSON(nil, do)(c)
	}
}

// List is an operation that lists, with filters of those names.
func List(st *state.State, do func(*state.Tx, *Call, Query) (any, error), filters ...string) Operation {
	return func(c *Call) (any, error) {
		q, err := ReadQuery(c.R, filters...)
		if err != nil {
			return nil, err
		}
		tx := st.Begin()
		defer tx.End()
		return do(tx, c, q)
	}
}

// One is an operation on the row that the id in the path names.
func One[T state.Row](rows *state.Table[T], do func(*state.Tx, *Call, T) (any, error)) Operation {
	return func(c *Call) (any, error) {
		tx := rows.Begin()
		defer tx.End()
		row, err := Find(tx, rows, "id", c.ID())
		if err != nil {
			return nil, err
		}
		return do(tx, c, row)
	}
}

// Show is One for an operation that shows the row.
func Show[T state.Row, V any](rows *state.Table[T], show func(*state.Tx, T) V) Operation {
	return One(rows, func(tx *state.Tx, _ *Call, row T) (any, error) { return show(tx, row), nil })
}

// ShowAll is an operation that lists a table, newest first, with filters of those names;
// a userId is that of an owner.
func ShowAll[T state.Row, V any](st *state.State, rows *state.Table[T], show func(*state.Tx, T) V, filters ...string) Operation {
	return List(st, func(tx *state.Tx, _ *Call, q Query) (any, error) {
		return Newest(Owned(tx, rows, q), q, nil, func(row T) V { return show(tx, row) })
	}, filters...)
}

// Owned returns the rows of the user that a query names, or all.
func Owned[T state.Row](tx *state.Tx, rows *state.Table[T], q Query) []T {
	if id := q.Get("userId"); id != "" {
		return rows.Owned(tx, id)
	}
	return rows.All(tx)
}

// Find returns the row of an id that came with a parameter; it fails with Missing.
func Find[T state.Row](tx *state.Tx, rows *state.Table[T], parameter, id string) (T, error) {
	row, ok := rows.Get(tx, id)
	if !ok {
		return row, MissingRow(rows, parameter)
	}
	return row, nil
}

// MissingRow is Missing for a row that is named by a parameter.
func MissingRow[T state.Row](rows *state.Table[T], parameter string) error {
	return Missing("there is no " + rows.Kind() + " of this " + parameter)
}

// Newest returns one page of a list, newest first, with each item that passes
// shown by show; a nil passes takes all. The cursor holds the number of the last
// item shown, so items that are added or removed between two pages neither
// repeat nor lose one, and a page costs a binary search and its own length.
func Newest[T state.Row, V any](list []T, q Query, passes func(T) bool, show func(T) V) (wire.Page[V], error) {
	start, end, err := q.days()
	if err != nil {
		return wire.Page[V]{}, err
	}
	i := len(list)
	if q.From >= 0 {
		i = state.Search(list, func(e *state.Entry) bool { return e.Seq >= q.From })
	}
	if !end.IsZero() {
		i = min(i, state.Search(list, func(e *state.Entry) bool { return !e.CreatedAt.Before(end) }))
	}
	first := state.Search(list, func(e *state.Entry) bool { return !e.CreatedAt.Before(start) })
	page := wire.Page[V]{Items: []V{}}
	last := 0
	for ; i > first; i-- {
		next := list[i-1]
		if passes != nil && !passes(next) {
			continue
		}
		if len(page.Items) == q.Size {
			page.NextCursor = q.Cursor(last)
			break
		}
		page.Items = append(page.Items, show(next))
		last = next.Meta().Seq
	}
	return page, nil
}

// PageOf returns one page of a list that never changes, in its order.
func PageOf[T, V any](list []T, q Query, passes func(*T) bool, show func(T) V) wire.Page[V] {
	page := wire.Page[V]{Items: []V{}}
	for i := max(0, q.From); i < len(list); i++ {
		if !passes(&list[i]) {
			continue
		}
		if len(page.Items) == q.Size {
			page.NextCursor = q.Cursor(i)
			break
		}
		page.Items = append(page.Items, show(list[i]))
	}
	return page
}
