package sandbox

import "winkterm/api/wire"

// newestFirst gives one page of a list, newest first, with each item that passes
// shown by show; a nil passes takes all. The cursor holds the number of the last
// item shown, so items that are added or removed between two pages neither
// repeat nor lose one, and a page costs a binary search and its own length.
func newestFirst[T item, V any](list []T, q query, passes func(T) bool, show func(T) V) (wire.Page[V], error) {
	start, end, err := q.days()
	if err != nil {
		return wire.Page[V]{}, err
	}
	i := len(list)
	if q.from >= 0 {
		i = search(list, func(e *entry) bool { return e.Seq >= q.from })
	}
	if !end.IsZero() {
		i = min(i, search(list, func(e *entry) bool { return !e.CreatedAt.Before(end) }))
	}
	first := search(list, func(e *entry) bool { return !e.CreatedAt.Before(start) })
	page := wire.Page[V]{Items: []V{}}
	last := 0
	for ; i > first; i-- {
		next := list[i-1]
		if passes != nil && !passes(next) {
			continue
		}
		if len(page.Items) == q.size {
			page.NextCursor = q.cursor(last)
			break
		}
		page.Items = append(page.Items, show(next))
		last = next.place().Seq
	}
	return page, nil
}
