package screen

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Page is one showing of a page of the flow. One function writes it from the state:
// what is said, what is offered, which keys do something. It is written anew for every
// frame, and for every key, so that what is offered is what the state allows by then.
type Page struct {
	*Env
	write func(*writer)
	form  form
	// toward is Toward where the page has rows, nil elsewhere.
	toward func(flow.Intent, flow.State) (*Press, bool)
	// at is the chosen button, flipped whether the page's other side shows.
	at      int
	flipped bool
	// since is when the page came, or when the files were sent.
	since time.Time
	// width and height are those of the last view, less its margins; wide says that the
	// page is a list or table, which takes all the width there is, and roomy that fields
	// have boxes.
	width, height int
	wide, roomy   bool
}

// View is a drawn page: lines of exactly one width, the places that can be
// clicked, and the line that must be seen.
type View struct {
	Lines      []string
	ClickAreas []ClickArea
	Focus      int
	// StaleIn is how long the lines stay true by themselves, 0 for ever.
	StaleIn time.Duration
	// Hints are the keys that do something now, the most useful ones first.
	Hints []key.Binding

	outline []Entry
	symbols theme.Symbols
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

func (p *Page) run(s flow.State) *writer {
	w := &writer{Page: p, state: s, view: View{symbols: p.Theme.Symbols}}
	p.write(w)
	return w
}

// View draws the page, width columns wide. Height is what will be seen at once; a
// view may be longer and is then scrolled to its focus.
func (p *Page) View(s flow.State, width, height int) View {
	margin := min(max(width-textMost, 0)/2, marginMost)
	p.width, p.height, p.roomy = width-2*margin, height, height >= roomyFrom
	if !p.wide {
		p.width = min(p.width, textMost)
	}
	w := p.run(s)
	if w.boxed && len(w.view.Lines) > height {
		p.roomy = false
		w = p.run(s)
	}
	if s.CanGoBack() && !sending(s) {
		w.hint(p.Keys.Back)
	}
	if s.Session.CloseReason == "" {
		w.hint(p.Keys.Close)
	}
	if rest := width - margin - p.width; margin+rest > 0 {
		left, right := strings.Repeat(" ", margin), strings.Repeat(" ", rest)
		for i, line := range w.view.Lines {
			w.view.Lines[i] = left + line + right
		}
	}
	return w.view
}

// How wide a page of text is at most, and the margin at each side where there is more; the
// heights from which fields have boxes, and a heading a rule below it.
const (
	textMost   = 72
	marginMost = 3
	roomyFrom  = 16
	airyFrom   = 30
)

// Update answers a key press, a paste, the wheel, Arrived, or what a Query found
// (query.Answer).
func (p *Page) Update(msg tea.Msg, s flow.State) Out {
	w := p.run(s)
	press, isKey := msg.(tea.KeyPressMsg)
	for _, k := range w.keys {
		if isKey && key.Matches(press, k.binding) {
			return k.do()
		}
	}
	switch {
	case isKey && key.Matches(press, p.Keys.Back):
		return want(flow.Back{})
	case w.rest != nil:
		return w.rest(msg)
	case isKey && len(w.buttons) > 0:
		return p.pick(press, w.buttons)
	}
	return Out{}
}

// pick answers the keys of a menu.
func (p *Page) pick(press tea.KeyPressMsg, buttons []button) Out {
	switch {
	case key.Matches(press, p.Keys.Up):
		p.at = (p.at + len(buttons) - 1) % len(buttons)
	case key.Matches(press, p.Keys.Down), key.Matches(press, p.Keys.NextField):
		p.at = (p.at + 1) % len(buttons)
	case key.Matches(press, p.Keys.Enter):
		return buttons[min(p.at, len(buttons)-1)].out
	default:
		for _, b := range buttons {
			if b.letter != "" && press.Text == b.letter {
				return b.out
			}
		}
	}
	return Out{}
}

// rows is a list of which a part shows, moved by keys, the wheel and clicks.
type rows struct {
	widget.List
	// shown is how many rows showed last; a page of the list is that long.
	shown int
	// spoken is a row where it is read out, if that is not as it is drawn, and detail what
	// more is said of it there; both may be nil.
	spoken, detail func(i int) string
	// part says that a row only names those below it; it may be nil.
	part func(i int) bool
}

// delta is how far a key goes, 0 when it is none for a list below a field.
func (r *rows) delta(msg tea.Msg, k keymap.Keys) int {
	press, _ := msg.(tea.KeyPressMsg)
	k.Disable(&k.Home, &k.Follow)
	by, _ := k.Step(press, 0, r.shown)
	return by
}

// wheel moves the window.
func (r *rows) wheel(msg tea.MouseWheelMsg, total int) {
	delta := 1
	if msg.Button == tea.MouseWheelUp {
		delta = -1
	}
	r.Wheel(delta, total, r.shown)
}

// draw adds the rows that show. A click is answered by the row that it hits.
func (r *rows) draw(w *writer, total int, focused bool, row func(i, width int) string, click func(i int) Out) {
	top := w.top()
	w.noteRows(r, total, row, click)
	w.block(r.View(w.Theme, total, w.width, r.shown, focused, row))
	for y := range r.shown {
		if at, ok := r.At(y, total, r.shown); ok {
			w.view.ClickAreas = append(w.view.ClickAreas, ClickArea{Top: top + y, Height: 1, Do: func() Out { return click(at) }})
		}
	}
}
