package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/widget"
)

// item is something that a page offers.
type item struct {
	label string
	// letter picks it directly.
	letter string
	out    Out
}

// card is a page of text with a menu below; most pages are one.
type card struct {
	*Env
	at int
}

// menuPage is the screen of a card that does no more than its menu offers.
type menuPage struct{ content }

type content interface {
	base() *card
	items(flow.State) []item
	draw(*writer, flow.State)
}

func (c *card) base() *card { return c }

func (p menuPage) Update(msg tea.Msg, s flow.State) Out { return p.base().pick(msg, p.items(s)) }

func (p menuPage) View(s flow.State, width, _ int) View {
	w := write(p.base().Theme, width)
	p.draw(w, s)
	return w.view
}

func (p menuPage) Help(s flow.State) []key.Binding { return p.base().help(s, p.items(s)) }

// pick answers the keys of a menu.
func (c *card) pick(msg tea.Msg, items []item) Out {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || len(items) == 0 {
		return Out{}
	}
	c.at = min(c.at, len(items)-1)
	switch {
	case key.Matches(press, c.Keys.Up):
		c.at = (c.at + len(items) - 1) % len(items)
	case key.Matches(press, c.Keys.Down), key.Matches(press, c.Keys.NextField):
		c.at = (c.at + 1) % len(items)
	case key.Matches(press, c.Keys.Enter):
		return items[c.at].out
	default:
		for _, it := range items {
			if it.letter != "" && press.Text == it.letter {
				return it.out
			}
		}
	}
	return Out{}
}

// menu draws the items; a click takes one.
func (c *card) menu(w *writer, items []item) { c.menuFrom(w, items, 0) }

// menuFrom draws a part of a menu, whose first item is the one with that number.
func (c *card) menuFrom(w *writer, items []item, first int) {
	for i, it := range items {
		top := w.at()
		label, sign := it.label, "  "
		if first+i == c.at {
			w.view.Focus = top
			sign = c.Theme.Focus.Render(c.Theme.Symbols.Select + " ")
			label = c.Theme.Focus.Render(label)
		}
		if it.letter != "" {
			label = widget.Pad(sign+label, 30) + c.Theme.Muted.Render(" "+it.letter)
		} else {
			label = sign + label
		}
		w.line(label)
		w.clickArea(top, func() Out { return it.out })
	}
}

// help is the help of a page with a menu.
func (c *card) help(s flow.State, items []item) []key.Binding {
	var keys []key.Binding
	if len(items) > 0 {
		keys = append(keys, c.Keys.Enter)
	}
	if len(items) > 1 {
		keys = append(keys, c.Keys.Down)
	}
	return append(keys, c.common(s)...)
}

// common are the keys that do something on nearly every page.
func (e *Env) common(s flow.State) []key.Binding {
	var keys []key.Binding
	if s.CanGoBack() {
		keys = append(keys, e.Keys.Back)
	}
	return append(keys, e.Keys.Close)
}
