package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winkterm/flow"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// View is a drawn page: lines of exactly one width, the places that can be
// clicked, and the line that must be seen.
type View struct {
	Lines      []string
	ClickAreas []ClickArea
	Focus      int
}

// ClickArea is a place that answers a click.
type ClickArea struct {
	Top, Height int
	Do          func() Out
}

// Click gives what a click on a line does.
func (v View) Click(line int) Out {
	for _, a := range v.ClickAreas {
		if line >= a.Top && line < a.Top+a.Height {
			return a.Do()
		}
	}
	return Out{}
}

// writer writes a view from the top down.
type writer struct {
	theme theme.Theme
	width int
	view  View
}

func write(t theme.Theme, width int) *writer { return &writer{theme: t, width: width} }

// line adds one line, cut to the width.
func (w *writer) line(s string) {
	w.view.Lines = append(w.view.Lines, widget.Fit(s, w.width))
}

func (w *writer) blank() { w.line("") }

// block adds lines that are drawn already.
func (w *writer) block(s string) {
	for _, line := range widget.Lines(s) {
		w.line(line)
	}
}

// title adds the heading of the page. Text from the network is cleaned.
func (w *writer) title(s string) {
	w.styled(w.theme.Title.Render, widget.Clean(s))
	w.blank()
}

// text adds a paragraph, wrapped at words.
func (w *writer) text(s string) { w.styled(w.theme.Text.Render, s) }

// sentence adds a paragraph that begins with a capital letter, for texts that
// are written to stand within others.
func (w *writer) sentence(s string) { w.text(capital(s)) }

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

func (w *writer) muted(s string) { w.styled(w.theme.Muted.Render, s) }

func (w *writer) styled(render func(...string) string, s string) {
	for _, line := range widget.Lines(widget.Wrap(widget.CleanLines(s), w.width)) {
		w.line(render(line))
	}
}

// fact adds a label with a value, the value wrapped beside the label. A single
// word, which an id is, is cut instead.
func (w *writer) fact(label, value string) {
	value = widget.CleanLines(value)
	room := max(w.width-labelWidth, 8)
	if !strings.ContainsAny(value, " \n") {
		value = widget.Cut(value, room)
	}
	w.drawn(label, widget.Wrap(value, room))
}

// labelWidth is the column of the labels of facts.
const labelWidth = 15

// drawn adds a label with a value that is styled already.
func (w *writer) drawn(label, value string) {
	label = w.theme.Muted.Render(widget.Fit(label, labelWidth))
	for i, line := range widget.Lines(value) {
		if i > 0 {
			label = strings.Repeat(" ", labelWidth)
		}
		w.line(label + line)
	}
}

// clickArea makes the lines since top answer a click.
func (w *writer) clickArea(top int, do func() Out) {
	w.view.ClickAreas = append(w.view.ClickAreas, ClickArea{Top: top, Height: len(w.view.Lines) - top, Do: do})
}

func (w *writer) at() int { return len(w.view.Lines) }

// notice adds the state's notice, if there is one.
func (w *writer) notice(n flow.Notice) {
	if n.Text == "" {
		return
	}
	level := widget.Info
	switch n.Level {
	case flow.Info:
	case flow.Warning:
		level = widget.Warning
	case flow.Error:
		level = widget.Error
	}
	w.block(widget.Notice(w.theme, level, n.Text, w.width))
	w.blank()
}
