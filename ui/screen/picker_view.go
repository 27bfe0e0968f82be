package screen

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/format"
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
	w.heading(s.Documents.Type.TypeLabel + ": " + p.wanted(s))
	w.notice()
	w.noteField(&p.input, func() Out { p.typed = true; return p.enter(s) })
	if w.roomy = w.roomy && w.height >= listRoomy; w.roomy {
		w.blank()
	}
	w.field(p.input, "")
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
		w.waiting("reading the directory")
		return
	}
	p.rows.Move(0, len(all), p.rows.shown)
	p.skipHeadings(all, 1)
	p.column = nameWidth(all, w.width)
	row := func(i, width int) string { return all[i].draw(width) }
	p.rows.part = func(i int) bool { return all[i].take == nil }
	p.rows.spoken = func(i int) string {
		if all[i].place > 0 {
			return "chosen: " + row(i, rowWidth)
		}
		return row(i, rowWidth)
	}
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

// sending says that the page's files are on their way.
func sending(s flow.State) bool { return s.Page == flow.FileType && s.Calls.Sending() }

// drawSending shows how much is gone, how fast, and how long it will take.
func (p *picker) drawSending(w *writer) {
	s := w.state
	w.title("Sending " + s.Documents.Type.TypeLabel)
	p.column = nameWidth(p.all(s), w.width)
	for _, f := range s.Documents.Picked() {
		r := p.fileRow(" ", f.Name, beside(s.Documents.Type.Type, f))
		w.say(Sentence, "", r.draw(rowWidth))
		w.line(r.draw(w.width))
	}
	w.blank()
	part := float64(s.Calls.Upload.Sent) / float64(max(s.Calls.Upload.Total, 1))
	w.line("  " + widget.Bar(p.Theme, part, max(w.width-4, 1)))
	w.say(Waiting, "", "sending")
	w.muted("  " + progress(s.Calls.Upload, w.waited(), " "+p.Theme.Symbols.Dot+" "))
	w.blank()
	w.button("Stop sending", "s", flow.UploadStopped{})
	stop := w.Keys.Back // and the page stays
	stop.SetHelp("esc", "stop sending")
	w.key(stop, func() Out { return want(flow.UploadStopped{}) })
}

// progress says in words what the bar shows. The rate is that since the start, once it
// can be told.
func progress(u flow.Progress, since time.Duration, dot string) string {
	if u.Total <= 0 {
		return "opening the connection"
	}
	facts := []string{
		fmt.Sprintf("%d %%", u.Sent*100/u.Total),
		format.Size(u.Sent) + " of " + format.Size(u.Total),
	}
	switch rate := float64(u.Sent) / since.Seconds(); {
	case u.Sent >= u.Total:
		facts = append(facts, "waiting for the host")
	case u.Sent > 0 && since >= time.Second/2:
		left := time.Duration(float64(u.Total-u.Sent) / rate * float64(time.Second))
		facts = append(facts, format.Size(int64(rate))+"/s", format.Seconds(left+time.Second-1)+" left")
	}
	return strings.Join(facts, dot)
}
