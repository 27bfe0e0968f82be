package screen

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/widget"
)

// The size of the picture, and the height from which there is room for it.
const (
	pictureWidth  = 36
	pictureHeight = 14
	pictureFrom   = 30
)

// draw writes the path field and the rows, or how far the files have come.
func (p *picker) draw(w *writer) {
	s := w.state
	if sending(s) {
		p.drawSending(w)
		return
	}
	w.rest = func(msg tea.Msg) Out { return p.update(msg, w.state) }
	w.key(w.Keys.Enter, func() Out { return p.enter(s) })
	w.hint(w.Keys.Down)
	w.key(w.Keys.CompletePath, p.complete)
	if len(s.Documents.Picked()) > 0 {
		w.key(w.Keys.Remove, func() Out { return p.remove(s) })
	}
	w.key(w.Keys.Hidden, func() Out {
		p.hidden = !p.hidden
		return p.browse(p.listed.Dir)
	})
	w.styled(p.Theme.Title.Render, widget.Clean(s.Documents.Type.TypeLabel)+": "+p.wanted(s))
	w.notice()
	w.block(p.input.View(p.Theme, w.width))
	below := p.drawPicture(w.width, w.height)
	p.rows.shown = max(w.height-w.top()-len(below), 1)
	if len(below) > 0 {
		p.rows.shown = min(p.rows.shown, len(p.all(s)))
	}
	p.drawList(w)
	for _, line := range below {
		w.line(line)
	}
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

func (p *picker) drawList(w *writer) {
	all := p.all(w.state)
	if len(all) == 0 {
		w.muted(p.Theme.Symbols.Wait + " reading the directory")
		return
	}
	p.rows.Move(0, len(all), p.rows.shown)
	p.skipHeadings(all, 1)
	p.column = nameWidth(all, w.width)
	row := func(i, width int) string { return all[i].draw(width) }
	p.rows.draw(w, len(all), !p.typed, row, func(at int) Out { return p.clicked(at, w.state) })
}

// clicked chooses a row, and takes it when it was chosen already.
func (p *picker) clicked(at int, s flow.State) Out {
	all := p.all(s)
	if at >= len(all) || all[at].take == nil {
		return Out{}
	}
	again := at == p.rows.Cursor() && !p.typed
	p.typed = false
	p.rows.Set(at, len(all), p.rows.shown)
	if again {
		return p.take(all[at])
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
