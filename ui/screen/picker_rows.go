package screen

import (
	"fmt"
	"path/filepath"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/files/query"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// row is one line of the picker's list.
type row struct {
	// name is a file's; the names stand in a column.
	name string
	draw func(width int) string
	// take is what enter does, nil for a heading, which cannot be chosen.
	take func() Out
	// place is which of the chosen files it is, from 1 on.
	place int
}

// all are the picker's rows: what is chosen, the samples, the directory.
func (p *picker) all(s flow.State) []row {
	var rows []row
	picked, kind := s.Documents.Picked(), s.Documents.Type.Type
	for i, f := range picked {
		if i == 0 {
			rows = append(rows, p.sendRow(len(picked)))
		}
		r := p.fileRow(p.Theme.Success.Render(p.Theme.Symbols.Done), f.Name, beside(kind, f))
		r.take, r.place = func() Out { return exchange(kind, i, f) }, i+1
		rows = append(rows, r)
	}
	if len(p.listed.Samples) > 0 {
		rows = append(rows, p.heading("Samples"))
	}
	for _, f := range p.listed.Samples {
		r := p.fileRow(" ", f.Name, facts(f.Format, f.Size))
		r.take = func() Out { return p.add(f) }
		rows = append(rows, r)
	}
	if p.listed.Dir == "" {
		return rows
	}
	rows = append(rows, p.heading(p.listed.Dir))
	if filepath.Dir(p.listed.Dir) != p.listed.Dir {
		rows = append(rows, p.entryRow(query.Entry{Name: "..", Dir: true}))
	}
	for _, e := range p.listed.Entries {
		rows = append(rows, p.entryRow(e))
	}
	if p.listed.Truncated {
		rows = append(rows, p.heading("and more, which are not shown: type the path"))
	}
	return rows
}

func (p *picker) heading(text string) row {
	return row{draw: func(width int) string { return p.Theme.Muted.Render(widget.Middle(widget.Clean(text), width)) }}
}

func (p *picker) sendRow(n int) row {
	label := "Send the file"
	if n > 1 {
		label = fmt.Sprintf("Send %d files", n)
	}
	return row{draw: func(int) string { return p.Theme.ButtonOff.Render("[ " + label + " ]") }, take: func() Out {
		p.since = p.Now()
		return want(flow.Submitted{})
	}}
}

// fileRow puts what is known of a file beside its name.
func (p *picker) fileRow(sign, name, beside string) row {
	name = widget.Clean(name)
	return row{name: name, draw: func(int) string {
		line := widget.Pad(widget.Middle(name, p.column), p.column)
		return sign + " " + p.Theme.Text.Render(line) + "  " + p.Theme.Muted.Render(beside)
	}}
}

// entryRow is a directory, a file that can be sent, or one that cannot and why.
func (p *picker) entryRow(e query.Entry) row {
	r, name, reason := p.fileRow(" ", e.Name, facts(e.Format, e.Size)), widget.Clean(e.Name), widget.Clean(e.Reason)
	r.take = func() Out { return p.open(e) }
	switch {
	case e.Dir:
		r.draw = func(width int) string { return "  " + p.Theme.Accent.Render(widget.Middle(name, width-3)+"/") }
	case e.Reason != "":
		r.draw = func(width int) string {
			column := min(p.column, max(width-4-widget.Width(reason), 8))
			return "  " + p.Theme.Muted.Render(widget.Pad(widget.Middle(name, column), column)+"  "+reason)
		}
	}
	return r
}

// nameWidth is the column of the names: as wide as the longest, and three fifths
// of the width at most.
func nameWidth(rows []row, width int) int {
	column := 8
	for _, r := range rows {
		column = max(column, widget.Width(r.name))
	}
	return min(column, max(width*3/5, 8))
}

// chosen is the row that the cursor is on.
func (p *picker) chosen(s flow.State) row {
	if all := p.all(s); p.rows.Cursor() < len(all) {
		return all[p.rows.Cursor()]
	}
	return row{}
}

// move goes through the rows; headings are passed over.
func (p *picker) move(delta int, s flow.State) {
	all := p.all(s)
	p.typed = false
	p.rows.Move(delta, len(all), p.rows.shown)
	p.skipHeadings(all, delta)
}

// skipHeadings leaves a heading in the direction that one moves.
func (p *picker) skipHeadings(all []row, delta int) {
	p.rows.Pass(delta, len(all), p.rows.shown, func(at int) bool { return all[at].take == nil })
}

// take does what enter on a row does.
func (p *picker) take(r row) Out {
	if r.take == nil {
		return Out{}
	}
	p.input.Err = ""
	return r.take()
}

// exchange has a chosen file change sides: it is added as the last one anew.
func exchange(kind string, place int, f flow.File) Out {
	if len(sides(kind)) == 0 {
		return Out{}
	}
	return want(flow.FileRemoved{Index: place}, flow.FileAdded{File: f})
}

// open goes into a directory, or checks a file.
func (p *picker) open(e query.Entry) Out {
	path := filepath.Join(p.listed.Dir, e.Name)
	switch {
	case e.Dir:
		return p.browse(path)
	case e.Reason != "":
		p.input.Err = e.Name + ": " + e.Reason
		return Out{}
	}
	return p.query(query.Check{Path: path, Hidden: p.hidden})
}

// add chooses a file; the flow says which side it is.
func (p *picker) add(f flow.File) Out {
	p.rows.Set(0, 1, p.rows.shown)
	return p.show(want(flow.FileAdded{File: f}), f)
}

// beside is what stands beside a chosen file: its side, if it is one of several, and facts.
func beside(kind string, f flow.File) string {
	column := 0
	for _, side := range sides(kind) {
		column = max(column, widget.Width(side.Label))
	}
	return join(widget.Pad(sideLabel(kind, f.Subtype), column), facts(f.Format, f.Size))
}

// sideLabel is what a side is called.
func sideLabel(fileType, id string) string {
	for _, side := range sides(fileType) {
		if side.ID == id {
			return side.Label
		}
	}
	return ""
}

// facts are a file's format and size, the sizes below each other at their right.
func facts(f wire.FileFormat, size int64) string {
	return widget.Pad(string(f), 4) + widget.Right(format.Size(size), 8)
}

// join joins two facts, one of which may be empty.
func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "  " + b
}
