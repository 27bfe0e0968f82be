package screen

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/userdata"
	"winkterm/ui/widget"
)

// data shows the user data of an account or archive, kind by kind. Values are masked until
// the user wants to see them, and again when the page is left: that is known here alone.
type data struct {
	*Page
	rows rows
	grid widget.Grid
	kind userdata.Kind
	// full says that values show in full, asking that production wants the id typed first.
	full, asking bool
	invalid      string
	// open says that one item shows, json that it does as JSON.
	open, json bool
}

func newData(page *Page) {
	d := &data{Page: page, rows: rows{shown: 1}}
	d.write, d.wide = d.draw, true
}

func (d *data) draw(w *writer) {
	d.choose(w.state.UserData.Counts, 0)
	items := d.items(w.state)
	d.rows.Move(0, len(items), d.rows.shown)
	switch {
	case d.asking:
		d.confirm(w)
	case d.open && len(items) > 0:
		d.item(w, items)
	default:
		d.table(w, items)
	}
}

// choose goes so many kinds on. The first one is one that has items.
func (d *data) choose(counts []flow.DataCount, by int) {
	at := slices.IndexFunc(counts, func(c flow.DataCount) bool { return c.Kind == string(d.kind) })
	if some := slices.IndexFunc(counts, func(c flow.DataCount) bool { return c.Count > 0 }); at < 0 {
		at = max(some, 0)
	} else if by == 0 {
		return
	}
	if len(counts) == 0 {
		return
	}
	d.kind = userdata.Kind(counts[(at+by+len(counts))%len(counts)].Kind)
	d.rows.List, d.open = widget.List{}, false
	d.grid = widget.Grid{}
	for _, c := range userdata.Columns(d.kind) {
		d.grid.Columns = append(d.grid.Columns, widget.Column(c))
	}
}

// items are those of the kind that shows; a recording has none.
func (d *data) items(s flow.State) []userdata.Item {
	if d.Data == nil {
		return nil
	}
	return d.Data.Items(s.UserData.Of.ID, d.kind, d.full)
}

// table writes the tasks, the kinds with their counts, and the items of one.
func (d *data) table(w *writer, items []userdata.Item) {
	s, below := w.state, &writer{Page: d.Page, state: w.state}
	w.title("Data of " + sourceName(s))
	d.tasks(w)
	d.kinds(w)
	d.remarks(w)
	if w.height >= airyFrom {
		w.blank()
	}
	d.foot(below, items)
	d.rows.shown = max(w.height-w.top()-below.top()-1, 1)
	d.rows.Move(0, len(items), d.rows.shown)
	if len(items) == 0 {
		w.muted(d.empty(s))
	} else {
		d.list(w, items)
	}
	d.foot(w, items)
	d.keys(w, items)
}

// list writes the rows; a click chooses one, and opens it when it was chosen.
func (d *data) list(w *writer, items []userdata.Item) {
	top := w.top() + 1
	d.rows.detail = func(i int) string { return origin(items[i]) }
	w.noteRows(&d.rows, len(items), func(i, _ int) string { return cellsText(d.kind, items[i]) }, func(int) Out { d.open = true; return Out{} })
	w.block(d.grid.View(d.Theme, d.rows.List, len(items), w.width, d.rows.shown+1, true, func(i int) []string {
		return userdata.Cells(d.kind, items[i])
	}))
	for y := range d.rows.shown {
		if at, ok := d.rows.At(y, len(items), d.rows.shown); ok {
			w.view.ClickAreas = append(w.view.ClickAreas, ClickArea{Top: top + y, Height: 1, Do: func() Out {
				d.open = at == d.rows.Cursor()
				d.rows.Set(at, len(items), d.rows.shown)
				return Out{}
			}})
		}
	}
}

// cellsText is an item in a line: its columns by their names.
func cellsText(kind userdata.Kind, it userdata.Item) string {
	var parts []string
	cells := userdata.Cells(kind, it)
	for i, c := range userdata.Columns(kind) {
		if cells[i] != "" {
			parts = append(parts, c.Name+" "+cells[i])
		}
	}
	return strings.Join(parts, ", ")
}

// sourceName is what the data are of, for the heading.
func sourceName(s flow.State) string {
	of := s.UserData.Of
	if of.Kind == flow.SubjectArchive {
		a, _ := s.Documents.Archive(of.ID)
		return typeLabel(s, a.Type)
	}
	a, _ := s.Linking.Account(of.ID)
	return a.ProviderID
}

// revoked says that what the data are of was revoked.
func revoked(s flow.State) bool {
	of := s.UserData.Of
	account, _ := s.Linking.Account(of.ID)
	archive, _ := s.Documents.Archive(of.ID)
	return account.ConnectionStatus == wire.StatusDisconnected || archive.State.Status == wire.ArchiveRevoked
}

// tasksShown is how many tasks show: each monthly sync is one.
const tasksShown = 2

func (d *data) tasks(w *writer) {
	tasks := w.state.UserData.Tasks
	if more := len(tasks) - tasksShown; more > 0 {
		w.muted(fmt.Sprintf("%d earlier tasks", more))
		tasks = tasks[more:]
	}
	for _, t := range tasks {
		w.say(Fact, "Task", taskLine(t))
		w.line(w.Theme.Muted.Render(widget.Fit("Task", labelWidth)) + widget.Clean(taskLine(t)))
	}
}

// kinds writes all of them in a line, or where that is too long the one that shows.
func (d *data) kinds(w *writer) {
	counts := w.state.UserData.Counts
	if len(counts) == 0 {
		return
	}
	line, one, at := "", "", 0
	for i, c := range counts {
		if w.say(Fact, "Kind", countText(c)); c.Kind == string(d.kind) {
			w.say(Fact, "Shown", c.Kind)
			one, at = tab(w.Theme, countText(c), true), i+1
		}
		line += tab(w.Theme, countText(c), c.Kind == string(d.kind))
	}
	if widget.Width(line) > w.width {
		line = one + w.Theme.Muted.Render(fmt.Sprintf(" kind %d of %d (tab next kind)", at, len(counts)))
	}
	top := w.top()
	w.line(line)
	w.clickArea(top, func() Out { d.choose(counts, 1); return Out{} })
}

// countText is a kind with its count.
func countText(c flow.DataCount) string {
	text := fmt.Sprintf("%s %d", c.Kind, c.Count)
	if c.More {
		text += " and more"
	}
	return widget.Clean(text)
}

// countsText are the kinds of which there is something.
func countsText(counts []flow.DataCount) string {
	var parts []string
	for _, c := range counts {
		if c.Count > 0 {
			parts = append(parts, countText(c))
		}
	}
	return strings.Join(parts, ", ")
}

// remarks say whether values are masked, and what is missing.
func (d *data) remarks(w *writer) {
	s := w.state.UserData
	if d.full {
		w.styled(w.Theme.Warning.Render, w.Theme.Symbols.Warn+" in full: whoever sees this screen sees a person's data; f masks them")
	} else if countsText(s.Counts) != "" && d.Data != nil {
		w.muted("masked; f shows the values in full")
	}
	if s.Failure.Failed() {
		w.remark(widget.Error, "reading broke off: "+s.Failure.Summary()+"; "+s.Failure.Advice+". r reads again.")
	}
	if d.Data == nil {
		return
	}
	if n := d.Data.LeftOut(s.Of.ID); n > 0 {
		w.muted(fmt.Sprintf("%d items are not kept: there are too many", n))
	}
}

// empty says why there are no rows.
func (d *data) empty(s flow.State) string {
	n := countsText(s.UserData.Counts)
	switch {
	case d.Data == nil && n != "":
		return "The items are no part of a recording; the Data lane has them masked."
	case s.Calls.Reading():
		return d.Theme.Symbols.Wait + " being read"
	case n == "" && revoked(s):
		return "It was revoked, and its data are gone: the host has none."
	case s.Calls.Polling() && n == "":
		return d.Theme.Symbols.Wait + " nothing yet; it shows as it comes"
	case n == "":
		return "The host has no data of it. What is read when it is linked shows here; r looks again."
	}
	return "No items of this kind; tab shows the next one."
}

// foot writes what the chosen item is, and where it comes from.
func (d *data) foot(w *writer, items []userdata.Item) {
	if len(items) == 0 {
		return
	}
	it := items[d.rows.Cursor()]
	w.line(widget.Rule(d.Theme, w.width))
	w.line(d.Theme.Muted.Render(widget.Clean(widget.Position(d.rows.Cursor(), len(items)) + origin(it))))
}

// origin is the id of an item and when it was read, "" where that is not known.
func origin(it userdata.Item) string {
	b := userdata.OriginOf(it)
	if b.CreatedAt == "" {
		return ""
	}
	return "  " + b.ID + "  read " + b.CreatedAt
}

func (d *data) update(msg tea.Msg, total int) Out {
	press, isKey := msg.(tea.KeyPressMsg)
	wheel, isWheel := msg.(tea.MouseWheelMsg)
	switch {
	case isWheel:
		d.rows.wheel(wheel, total)
	case isKey:
		by, _ := d.Keys.Step(press, total, d.rows.shown)
		d.rows.Move(by, total, d.rows.shown)
	}
	return Out{}
}
