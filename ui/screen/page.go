package screen

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
)

// Page is one showing of a page of the flow. One function writes it from the state:
// what is said, what is offered, which keys do something. It is written anew for every
// frame, and for every key, so that what is offered is what the state allows by then.
type Page struct {
	*Env
	write func(*writer)
	form  form
	// at is the chosen button, flipped whether the page's other side shows.
	at      int
	flipped bool
	// since is when the page came, or when the files were sent.
	since time.Time
	// width and height are those of the last view.
	width, height int
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
	w := &writer{Page: p, state: s}
	p.write(w)
	return w
}

// View draws the page, width columns wide. Height is what will be seen at once; a
// view may be longer and is then scrolled to its focus.
func (p *Page) View(s flow.State, width, height int) View {
	p.width, p.height = width, height
	w := p.run(s)
	if s.CanGoBack() && !sending(s) {
		w.hint(p.Keys.Back)
	}
	if s.Session.CloseReason == "" {
		w.hint(p.Keys.Close)
	}
	return w.view
}

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
