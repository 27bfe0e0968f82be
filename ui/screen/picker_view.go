package screen

import (
	"fmt"
	"strings"

	"winkterm/flow"
	"winkterm/ui/widget"
)

// The size of the picture, and the height from which there is room for it.
const (
	pictureWidth  = 36
	pictureHeight = 14
	pictureFrom   = 30
)

func (p *picker) View(s flow.State, width, height int) View {
	w := write(p.Theme, width)
	if sending(s) {
		p.drawSending(w, s)
		return w.view
	}
	w.styled(p.Theme.Title.Render, widget.Clean(s.Documents.Type.TypeLabel)+": "+p.wanted(s))
	w.notice(s.Notice)
	p.drawPath(w)
	below := p.drawPicture(width, height)
	p.rows = max(height-w.at()-len(below), 1)
	if len(below) > 0 {
		p.rows = min(p.rows, len(p.all(s)))
	}
	p.drawList(w, s)
	for _, line := range below {
		w.line(line)
	}
	return w.view
}

// wanted counts the files that were chosen, and names the sides that are to be sent.
func (p *picker) wanted(s flow.State) string {
	var names []string
	for _, side := range sides(s.Documents.Type.Type) {
		names = append(names, strings.ToLower(side.Label))
	}
	text, most := "choose the file", "at most "
	if len(names) > 0 {
		text, most = "choose the files", ""
	}
	if n := len(s.Documents.Picked()); n > 0 {
		text = fmt.Sprintf("%d of %s%d files", n, most, s.Documents.FilesMax())
	}
	if len(names) > 0 {
		text += ", " + strings.Join(names, " and ")
	}
	return text
}

// drawPath draws the path field, and below it what is wrong or how it goes on.
func (p *picker) drawPath(w *writer) {
	lines := widget.Lines(p.input.View(p.Theme, w.width))
	if p.wrong != "" {
		w.line(lines[0])
		w.block(widget.Notice(p.Theme, widget.Error, p.wrong, w.width))
		return
	}
	w.block(strings.Join(lines, "\n"))
}

func (p *picker) drawList(w *writer, s flow.State) {
	all := p.all(s)
	if len(all) == 0 {
		w.muted(p.Theme.Symbols.Wait + " reading the directory")
		return
	}
	p.list.Move(0, len(all), p.rows)
	p.skipHeadings(all, 1)
	p.column = nameWidth(all, w.width)
	top := w.at()
	w.block(p.list.View(p.Theme, len(all), w.width, p.rows, !p.typed, func(i, width int) string {
		return p.drawRow(all[i], s, width)
	}))
	for y := range p.rows {
		if at, ok := p.list.At(y, len(all), p.rows); ok && all[at].kind != headingRow {
			w.view.ClickAreas = append(w.view.ClickAreas, ClickArea{Top: top + y, Height: 1, Do: func() Out { return p.clicked(at, s) }})
		}
	}
}

// clicked chooses a row, and takes it when it was chosen already.
func (p *picker) clicked(at int, s flow.State) Out {
	all := p.all(s)
	if at >= len(all) {
		return Out{}
	}
	again := at == p.list.Cursor() && !p.typed
	p.typed = false
	p.list.Set(at, len(all), p.rows)
	if again {
		return p.take(all[at], s)
	}
	return Out{}
}

// drawPicture draws the file that was chosen last, where there is room.
func (p *picker) drawPicture(width, height int) []string {
	if len(p.picture) == 0 || height < pictureFrom || width < pictureWidth {
		return nil
	}
	lines := []string{""}
	for _, line := range widget.Picture(p.picture) {
		lines = append(lines, "  "+line)
	}
	return lines
}
