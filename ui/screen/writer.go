package screen

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// writer writes a page from the top down, and notes what it offers.
type writer struct {
	*Page
	state   flow.State
	view    View
	buttons []button
	keys    []bound
	// equal says that the choices are of one rank: none is drawn as the page's button.
	equal bool
	// boxed says that a field was drawn in a box.
	boxed bool
	// timed says that the time went into what is written next.
	timed bool
	// rest takes the keys that no binding does, pastes, the wheel, and what was found.
	rest func(tea.Msg) Out
}

// button is something that a page offers; a letter picks it directly.
type button struct {
	label, letter string
	out           Out
}

// bound is a key that does something without a button.
type bound struct {
	binding key.Binding
	do      func() Out
}

// line adds one line, cut to the width.
func (w *writer) line(s string) { w.view.Lines = append(w.view.Lines, widget.Fit(s, w.width)) }

func (w *writer) blank() { w.line("") }

// block adds lines that are drawn already.
func (w *writer) block(s string) {
	for _, line := range widget.Lines(s) {
		w.line(line)
	}
}

// title adds the heading of the page, and the state's notice if there is one. Text
// from the network is cleaned.
func (w *writer) title(s string) {
	w.heading(s)
	if w.height >= airyFrom {
		w.line(widget.Rule(w.Theme, w.width))
	}
	w.blank()
	w.notice()
}

// heading adds the heading alone.
func (w *writer) heading(s string) {
	w.say(Heading, "", s)
	w.paint(w.Theme.Title.Render, widget.Clean(s))
}

// verdict adds what a page says has failed.
func (w *writer) verdict(s string) {
	w.say(Heading, "", "Failed: "+s)
	w.paint(w.Theme.Error.Render, w.Theme.Symbols.Fail+" "+widget.Clean(s))
}

// code adds an error code as the heading of what has failed, filled where it fits.
func (w *writer) code(s string) {
	chip := w.Theme.ChipError.Render(" " + w.Theme.Symbols.Fail + " " + widget.Clean(s) + " ")
	if widget.Width(chip) > w.width {
		w.verdict(s)
		return
	}
	w.say(Heading, "", "Failed: "+s)
	w.line(chip)
	w.blank()
}

// notice adds the state's notice, if there is one.
func (w *writer) notice() {
	n := w.state.Notice
	if n.Text == "" {
		return
	}
	level := map[flow.Level]widget.Level{flow.Info: widget.Info, flow.Warning: widget.Warning, flow.Error: widget.Error}[n.Level]
	w.remark(level, n.Text)
	w.blank()
}

// remark adds something that has happened, with how serious it is.
func (w *writer) remark(level widget.Level, text string) {
	w.say(Notice, "", text)
	w.block(widget.Notice(w.Theme, level, text, w.width))
}

// text adds a paragraph, wrapped at words.
func (w *writer) text(s string) { w.styled(w.Theme.Text.Render, s) }

func (w *writer) muted(s string) { w.styled(w.Theme.Muted.Render, s) }

// waiting says what is under way, and beside it how far or how long; the page goes on by
// itself when that is over.
func (w *writer) waiting(s string, beside ...string) {
	w.say(Waiting, "", s)
	w.paint(w.Theme.Muted.Render, w.Theme.Symbols.Wait+" "+strings.Join(append([]string{s}, beside...), ", "))
}

func (w *writer) styled(render func(...string) string, s string) {
	w.say(Sentence, "", s)
	w.paint(render, s)
}

// paint adds a paragraph that the outline has already.
func (w *writer) paint(render func(...string) string, s string) {
	w.block(widget.Wrap(render(widget.CleanLines(s)), w.width))
}

// hang adds a paragraph that is drawn already, behind what leads it.
func (w *writer) hang(lead, s string) {
	indent := widget.Width(lead)
	for _, line := range widget.Lines(widget.Wrap(s, max(w.width-indent, 8))) {
		w.line(lead + line)
		lead = strings.Repeat(" ", indent)
	}
}

// capital begins a text that is written to stand within others like a sentence.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// fact adds a label with a value that is not empty, wrapped beside the label.
func (w *writer) fact(label, value string) {
	if value != "" {
		w.drawn(label, widget.CleanLines(value))
	}
}

// labelWidth is the column of the labels of facts.
const labelWidth = 15

// drawn adds a label with a value that is styled already.
func (w *writer) drawn(label, value string) {
	w.say(Fact, label, value)
	w.hang(w.Theme.Muted.Render(widget.Fit(label, labelWidth)), value)
}

// waited says how long the page has been waiting; it is drawn again every second.
func (w *writer) waited() time.Duration {
	w.stale(time.Second)
	w.timed = true
	return w.Now().Sub(w.since)
}

// countdown says how long it is until a moment.
func (w *writer) countdown(until time.Time) string {
	left := until.Sub(w.Now())
	w.stale(format.NextCountdown(left))
	w.timed = true
	return format.Countdown(left)
}

func (w *writer) stale(in time.Duration) {
	if in > 0 && (w.view.StaleIn == 0 || in < w.view.StaleIn) {
		w.view.StaleIn = in
	}
}

// clickArea makes the lines since top answer a click.
func (w *writer) clickArea(top int, do func() Out) {
	w.view.ClickAreas = append(w.view.ClickAreas, ClickArea{Top: top, Height: len(w.view.Lines) - top, Do: do})
}

func (w *writer) top() int { return len(w.view.Lines) }

// hint names keys in the help.
func (w *writer) hint(keys ...key.Binding) { w.view.Hints = append(w.view.Hints, keys...) }

// key has a key do something, and names it in the help, unless its help is empty.
func (w *writer) key(k key.Binding, do func() Out) {
	w.keys = append(w.keys, bound{k, do})
	if k.Help().Key != "" {
		w.hint(k)
		w.noteKey(k, do)
	}
}

// flip has a key show the page's other side, and show this one again.
func (w *writer) flip(k key.Binding, back string) {
	if w.flipped && back != "" {
		k.SetHelp(k.Help().Key, back)
	}
	w.key(k, func() Out { w.flipped = !w.flipped; return Out{} })
}

// refresh has the page's letter look again, without a button.
func (w *writer) refresh() {
	look := w.Keys.Retry
	look.SetHelp("r", "look again")
	w.key(look, func() Out { return want(flow.Refreshed{}) })
}

// button adds something that the page offers: intents.
func (w *writer) button(label, letter string, i ...flow.Intent) {
	w.offer(button{label, letter, want(i...)})
}

// offer adds buttons, whose labels are drawn already; a click takes one. The first is the
// page's button, unless all are equal.
func (w *writer) offer(buttons ...button) {
	for _, b := range buttons {
		at, top := len(w.buttons), w.top()
		w.buttons = append(w.buttons, b)
		w.note(Entry{Kind: Choice, Label: b.label, Key: b.letter, Do: func() Out { return b.out }})
		if at < 2 {
			w.hint([]key.Binding{w.Keys.Enter, w.Keys.Down}[at])
		}
		if at == w.at {
			w.view.Focus = top
		}
		w.choice(b, at == w.at, at == 0 && !w.equal)
		w.clickArea(top, func() Out { return b.out })
	}
}

// letterColumn is where the letters of choices stand, in cells behind their sign.
const letterColumn = 34

// choice draws a button: the primary one in brackets, the chosen one with its sign, both
// filled.
func (w *writer) choice(b button, chosen, primary bool) {
	sign, label, th := "  ", b.label, w.Theme
	if chosen {
		sign = th.Symbols.Select + " "
	}
	switch {
	case primary && chosen:
		sign, label = th.Focus.Render(sign), th.Button.Render("[ "+label+" ]")
	case primary:
		label = th.ButtonOff.Render("[ " + label + " ]")
	}
	width := w.width
	if b.letter != "" {
		label = widget.Pad(label, letterColumn) + th.Muted.Render(" "+b.letter+" ")
		width = min(widget.Width(sign+label), width)
	}
	top := w.top()
	if w.hang(sign, label); chosen && !primary {
		for i, line := range w.view.Lines[top:] {
			w.view.Lines[top+i] = widget.Pad(th.Selected.Over(widget.Fit(strings.TrimRight(line, " "), width)), w.width)
		}
	}
}
