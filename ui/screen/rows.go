package screen

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/keymap"
	"winkterm/ui/widget"
)

// rows is a list of which a part shows, moved by keys, the wheel and clicks.
type rows struct {
	widget.List
	// shown is how many rows showed last; a page of the list is that long.
	shown int
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

// draw adds the rows that show. A click is answered by
// the row that it hits.
func (r *rows) draw(w *writer, total int, focused bool, row func(i, width int) string, click func(i int) Out) {
	top := w.top()
	w.block(r.View(w.Theme, total, w.width, r.shown, focused, row))
	for y := range r.shown {
		if at, ok := r.At(y, total, r.shown); ok {
			w.view.ClickAreas = append(w.view.ClickAreas, ClickArea{Top: top + y, Height: 1, Do: func() Out { return click(at) }})
		}
	}
}
