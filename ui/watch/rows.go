package watch

import "winkterm/flow/follow"

// rowKind is what a row of the upper half shows.
type rowKind uint8

const (
	userRow rowKind = iota
	itemRow         // an account or an archive
	taskRow         // a task, below what it works on
	noteRow         // what there is to say about a user without anything
)

// row is one entry of the upper half.
type row struct {
	kind rowKind
	user string
	item follow.Item
	text string
}

// rows lists everybody, each account and archive, and below it the tasks that run
// and the last one that was finished.
func (b *book) rows() []row {
	var out []row
	for _, user := range b.order {
		look, looked := b.looks[user]
		out = append(out, row{kind: userRow, user: user})
		switch {
		case !looked:
			out = append(out, row{kind: noteRow, user: user, text: "is being looked at"})
		case len(look.Items) == 0:
			out = append(out, row{kind: noteRow, user: user, text: "nothing linked or uploaded yet"})
		}
		out = append(out, itemRows(look)...)
	}
	return out
}

func itemRows(look follow.Snapshot) []row {
	tasks := map[string][]row{}
	finished := map[string]bool{}
	sources := map[string]bool{}
	for _, i := range look.Items {
		switch i.Subject {
		case follow.Account, follow.Archive:
			sources[i.ID] = true
		case follow.Task:
			if i.Open() || !finished[i.SourceID] {
				tasks[i.SourceID] = append(tasks[i.SourceID], row{kind: taskRow, user: look.UserID, item: i})
			}
			finished[i.SourceID] = finished[i.SourceID] || !i.Open()
		}
	}
	var out []row
	for _, i := range look.Items {
		switch {
		case i.Subject != follow.Task:
			out = append(out, row{kind: itemRow, user: look.UserID, item: i})
			out = append(out, tasks[i.ID]...)
		case !sources[i.SourceID]: // of something that is not listed
			out = append(out, tasks[i.SourceID]...)
			delete(tasks, i.SourceID)
		}
	}
	return out
}
