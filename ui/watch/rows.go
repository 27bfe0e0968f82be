package watch

import "winkterm/flow/follow"

// row is a line of the upper half: a user, why calls about one fail, a note about one
// who has nothing, an item, or the error code below an item that has no room for it.
type row struct {
	user, failure, note string
	item                follow.Item
	code                bool
}

// rows lists everybody, each account and archive, and below it the tasks that run
// and the last one that was finished.
func (h *history) rows() []row {
	var out []row
	for _, user := range h.order {
		out = append(out, row{user: user})
		failure := h.failing[user]
		if failure != nil {
			out = append(out, row{failure: failure.Error()})
		}
		switch last, polled := h.last[user]; {
		case !polled && failure != nil:
		case !polled:
			out = append(out, row{note: "is being looked at"})
		case len(last.Items) == 0:
			out = append(out, row{note: "nothing linked or uploaded yet"})
		default:
			out = append(out, itemRows(last.Items)...)
		}
	}
	return out
}

// itemRows takes accounts and archives first, and tasks after them.
func itemRows(items []follow.Item) []row {
	tasks := map[string][]row{}
	finished := map[string]bool{}
	for _, i := range items {
		if i.Subject == follow.Task && (i.Open() || !finished[i.SourceID]) {
			tasks[i.SourceID] = append(tasks[i.SourceID], row{item: i})
			finished[i.SourceID] = finished[i.SourceID] || !i.Open()
		}
	}
	var out []row
	for _, i := range items {
		source := i.ID
		if i.Subject == follow.Task { // of something that is not listed
			source = i.SourceID
		} else {
			out = append(out, row{item: i})
		}
		out = append(out, tasks[source]...)
		delete(tasks, source)
	}
	return out
}
