package inspector

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/ui/widget"
)

// itemList lists the user data as they were read last, item by item. Items are decoded
// when they are drawn, opened or searched.
type itemList struct {
	*common
	grid widget.Grid
	rows []itemAt
	// stale says that among the rows are some that were read again.
	stale bool
	lists map[itemKey]*itemRun
	last  itemKey // of the record before
	tasks map[string]wire.Task
	// pages are those decoded last, by the Seq of their records.
	pages map[int32]itemPage
}

// itemKey is what a list was read of, itemRun how it was read last: since which record, how
// its first page begins, and how many items it has.
type (
	itemKey struct{ list, source, user string }
	itemRun struct {
		since, count int
		start        journal.Text
	}
)

// itemAt is where an item is: the Seq of its record, and its place in the page.
type itemAt struct{ seq, index int32 }

// itemPage is a record's page decoded; missing says why it has fewer items than came.
type itemPage struct {
	body    journal.Text
	items   []json.RawMessage
	missing string
}

const (
	// pageMost is how many items of a record are listed, far more than a host sends.
	pageMost = 1_000
	// pagesMost is how many pages are kept decoded: more than rows show.
	pagesMost = 100
	// startMost is how much of a page says whether it is the same one: the id of an item.
	startMost = 100
)

func newItemList(c *common) *itemList {
	columns := []widget.Column{{Name: "Kind"}, {Name: "When"}, {Name: "Amount", Right: true}, {Name: "What"}, {Name: "Source"}}
	return &itemList{common: c, grid: widget.Grid{Columns: columns}, lists: map[itemKey]*itemRun{}, tasks: map[string]wire.Task{}, pages: map[int32]itemPage{}}
}

// name has the number of items with it; there is no tab before something is to be read.
func (l *itemList) name() string {
	if len(l.lists) == 0 && len(l.tasks) == 0 {
		return ""
	}
	n := 0
	for _, run := range l.lists {
		n += run.count
	}
	return fmt.Sprintf("Data %d", n)
}

func (l *itemList) reset() { *l = *newItemList(l.common) }

func (l *itemList) add(fresh []journal.Record, shown bool) (gone int) {
	for _, r := range fresh {
		switch d := r.Data.(type) {
		case journal.Items:
			l.note(r.Seq, d)
			l.append(r, d, shown)
		case journal.HTTP:
			l.noteTasks(d)
		case journal.Screen, journal.Callback, journal.Launch, journal.Status, journal.Note, journal.State, journal.Intent, journal.Webhook, journal.Unknown:
		}
	}
	for first := l.records.First(); gone < len(l.rows) && int(l.rows[gone].seq) < first; {
		gone++
	}
	l.rows = l.rows[gone:]
	return gone
}

// listedOf is how many items of a page are listed.
func listedOf(d journal.Items) int { return min(max(d.Count, 0), pageMost) }

// note counts a page. One that does not go on with the list before, or is its first page
// once more, begins to read the list anew.
func (l *itemList) note(seq int, d journal.Items) {
	key, start := keyOf(d), d.Body[:min(len(d.Body), startMost)]
	run := l.lists[key]
	if run == nil || key != l.last || start == run.start {
		l.stale = l.stale || run != nil
		run = &itemRun{since: seq, start: start}
		l.lists[key] = run
	}
	run.count += listedOf(d)
	l.last = key
}

func keyOf(d journal.Items) itemKey { return itemKey{d.List, d.SourceID, d.UserID} }

// append lists the items of a page that the filter lets through. While it does not show
// nothing is searched: rows are made when it does.
func (l *itemList) append(r journal.Record, d journal.Items, shown bool) {
	filtered := l.filter.Value() != ""
	if run := l.lists[keyOf(d)]; filtered && !shown || run == nil || r.Seq < run.since {
		return
	}
	for i := range listedOf(d) {
		at := itemAt{int32(r.Seq), int32(i)} //nolint:gosec // a journal has fewer records, and a page fewer items
		if !filtered || l.filter.Finds(append(l.cellsOf(at), d.SourceID, d.UserID, d.RequestID, string(l.item(at, d)))...) {
			l.rows = append(l.rows, at)
		}
	}
}

// noteTasks reads the tasks off an answer with a list of them.
func (l *itemList) noteTasks(d journal.HTTP) {
	var answer wire.Envelope[wire.Page[wire.Task]]
	if d.Method != "GET" || d.Path != "/tasks" || json.Unmarshal([]byte(d.Response.Body), &answer) != nil {
		return
	}
	for _, t := range answer.Data.Items {
		l.tasks[t.ID] = t
	}
}

// arrange leaves the cursor on its item, else on the one before.
func (l *itemList) arrange(at int, shown bool) int {
	l.stale = false
	chosen := itemAt{-1, -1}
	if at < len(l.rows) {
		chosen = l.rows[at]
	}
	l.rows = l.rows[:0]
	for _, r := range l.records.Since(0) {
		if d, ok := r.Data.(journal.Items); ok && r.Seq <= l.fed {
			l.append(r, d, shown)
		}
	}
	at = 0
	for i, r := range l.rows {
		if r.seq < chosen.seq || r.seq == chosen.seq && r.index <= chosen.index {
			at = i
		}
	}
	return at
}

func (l *itemList) total() int { return len(l.rows) }

func (l *itemList) rowLines() int { return 1 }

// line is of no use here: table draws the rows side by side.
func (l *itemList) line(int, int) string { return "" }

// head is a line; table draws it.
func (l *itemList) head() string { return " " }

// foot says how far the tasks are.
func (l *itemList) foot() string {
	if len(l.tasks) == 0 {
		return ""
	}
	var going []string
	for _, t := range l.tasks {
		if t.Status != wire.TaskFinished {
			going = append(going, fmt.Sprintf("%s goes on since %s UTC", t.Type, t.StartedAt.UTC().Format(time.TimeOnly)))
		}
	}
	slices.Sort(going)
	text := fmt.Sprintf("  %d of %d tasks finished", len(l.tasks)-len(going), len(l.tasks))
	return l.theme.Muted.Render(widget.Clean(strings.Join(append([]string{text}, going...), ", ")))
}

// empty stands in the place of rows.
func (l *itemList) empty() string {
	if l.filter.Value() != "" {
		return l.filter.emptyText()
	}
	if len(l.lists) > 0 {
		return "The host had no data when it was last asked. They come when an account is linked, and go when it is revoked."
	}
	return "Nothing was read yet. What the page of an account's data reads stands here."
}

// table draws the heading and the rows.
func (l *itemList) table(list widget.List, width, height int, focused bool) string {
	return l.grid.View(l.theme, list, len(l.rows), width, height, focused, func(row int) []string { return l.cellsOf(l.rows[row]) })
}
