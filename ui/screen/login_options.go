package screen

import (
	"winkterm/flow"
	"winkterm/ui/widget"
)

// loginOptions asks which way to log in.
type loginOptions struct{ card }

func (p *loginOptions) items(s flow.State) []item {
	items := make([]item, 0, len(s.Linking.Form.Options))
	for _, o := range s.Linking.Form.Options {
		items = append(items, item{label: widget.Clean(o.Label), out: want(flow.OptionChosen{ID: o.ID})})
	}
	return items
}

func (p *loginOptions) draw(w *writer, s flow.State) {
	w.title("Log in to " + s.Linking.Provider.Name)
	w.notice(s.Notice)
	w.text("How do you log in there?")
	w.blank()
	p.menu(w, p.items(s))
}
