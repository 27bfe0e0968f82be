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

// rowKind says what a row of the picker is.
type rowKind uint8

const (
	headingRow rowKind = iota // cannot be chosen
	sendRow
	chosenRow
	sampleRow
	entryRow
)

// row is one line of the picker's list.
type row struct {
	kind rowKind
	// text is a heading.
	text string
	// file is a chosen file or a sample; place is which of the chosen ones.
	file  flow.File
	place int
	entry query.Entry
}

// all are the picker's rows: what is chosen, the samples, the directory.
func (p *picker) all(s flow.State) []row {
	var rows []row
	for i, f := range s.Documents.Picked() {
		if i == 0 {
			rows = append(rows, row{kind: sendRow})
		}
		rows = append(rows, row{kind: chosenRow, file: f, place: i})
	}
	if len(p.listed.Samples) > 0 {
		rows = append(rows, row{text: "Samples"})
	}
	for _, f := range p.listed.Samples {
		rows = append(rows, row{kind: sampleRow, file: f})
	}
	if p.listed.Dir == "" {
		return rows
	}
	rows = append(rows, row{text: p.listed.Dir})
	for _, e := range p.entries() {
		rows = append(rows, row{kind: entryRow, entry: e})
	}
	if p.listed.Truncated {
		rows = append(rows, row{text: "and more, which are not shown: type the path"})
	}
	return rows
}

// entries are those of the directory, with the way up.
func (p *picker) entries() []query.Entry {
	if filepath.Dir(p.listed.Dir) == p.listed.Dir {
		return p.listed.Entries
	}
	return append([]query.Entry{{Name: "..", Dir: true}}, p.listed.Entries...)
}

// move goes through the rows; headings are passed over.
func (p *picker) move(delta int, s flow.State) {
	all := p.all(s)
	p.typed = false
	p.rows.Move(delta, len(all), p.rows.shown)
	p.skipHeadings(all, delta)
}

// skipHeadings leaves a heading in the direction that one moves, or the other one at
// the end.
func (p *picker) skipHeadings(all []row, delta int) {
	step := 1
	if delta < 0 {
		step = -1
	}
	for range 2 {
		at := p.rows.Cursor()
		for at >= 0 && at < len(all) && all[at].kind == headingRow {
			at += step
		}
		if at >= 0 && at < len(all) {
			p.rows.Set(at, len(all), p.rows.shown)
			return
		}
		step = -step
	}
}

// take does what enter on a row does.
func (p *picker) take(r row, s flow.State) Out {
	p.wrong = ""
	switch r.kind {
	case headingRow:
	case sendRow:
		p.since = p.Now()
		return want(flow.Submitted{})
	case chosenRow:
		if len(sides(s.Documents.Type.Type)) > 0 {
			// The last file is the last side, so this swaps them.
			return want(flow.FileRemoved{Index: r.place}, flow.FileAdded{File: r.file})
		}
	case sampleRow:
		return p.add(r.file, s)
	case entryRow:
		return p.open(r.entry)
	}
	return Out{}
}

// open goes into a directory, or checks a file.
func (p *picker) open(e query.Entry) Out {
	path := filepath.Join(p.listed.Dir, e.Name)
	switch {
	case e.Dir:
		return p.browse(path)
	case e.Reason != "":
		p.wrong = e.Name + ": " + e.Reason
		return Out{}
	}
	return p.query(query.Check{Path: path, Hidden: p.hidden})
}

// add chooses a file; the flow says which side it is.
func (p *picker) add(f flow.File, s flow.State) Out {
	p.rows.Set(0, len(p.all(s)), p.rows.shown)
	return p.show(want(flow.FileAdded{File: f}), f)
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

// drawRow draws one row in at most width cells.
func (p *picker) drawRow(r row, s flow.State, width int) string {
	th := p.Theme
	switch r.kind {
	case headingRow:
		return th.Muted.Render(widget.Middle(widget.Clean(r.text), width))
	case sendRow:
		files := "the file"
		if n := len(s.Documents.Picked()); n > 1 {
			files = fmt.Sprintf("%d files", n)
		}
		return th.Focus.Render("Send " + files)
	case chosenRow:
		side := sideLabel(s.Documents.Type.Type, r.file.Subtype)
		return p.fileLine(th.Success.Render(th.Symbols.Done)+" ", r.file.Name, join(side, facts(r.file.Format, r.file.Size)))
	case sampleRow:
		return p.fileLine("  ", r.file.Name, facts(r.file.Format, r.file.Size))
	case entryRow:
		return p.entryLine(r.entry, width)
	}
	return ""
}

func (p *picker) entryLine(e query.Entry, width int) string {
	th := p.Theme
	name := widget.Clean(e.Name)
	switch {
	case e.Dir:
		return "  " + th.Accent.Render(widget.Middle(name, width-3)+"/")
	case e.Reason != "":
		reason := widget.Clean(e.Reason)
		column := min(p.column, max(width-4-widget.Width(reason), 8))
		return "  " + th.Faint.Render(widget.Pad(widget.Middle(name, column), column)+"  "+reason)
	}
	return p.fileLine("  ", e.Name, facts(e.Format, e.Size))
}

// fileLine puts what is known of a file beside its name.
func (p *picker) fileLine(sign, name, beside string) string {
	name = widget.Middle(widget.Clean(name), p.column)
	return sign + p.Theme.Text.Render(widget.Pad(name, p.column)) + "  " + p.Theme.Muted.Render(beside)
}

// nameWidth is the column of the names: as wide as the longest, and three fifths
// of the width at most.
func nameWidth(rows []row, width int) int {
	column := 8
	for _, r := range rows {
		name := r.entry.Name
		if r.kind == chosenRow || r.kind == sampleRow {
			name = r.file.Name
		}
		column = max(column, widget.Width(widget.Clean(name)))
	}
	return min(column, max(width*3/5, 8))
}

func facts(f wire.FileFormat, size int64) string { return join(string(f), format.Size(size)) }

// join joins two facts, one of which may be empty.
func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "  " + b
}
