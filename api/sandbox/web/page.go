package web

import (
	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
)

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
