package screen

import (
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// connectError explains why the account could not be linked.
type connectError struct{ card }

func (p *connectError) items(s flow.State) []item {
	items := []item{{label: "Try again", letter: "t", out: want(flow.Retried{})}}
	if s.OnBackStack(flow.ProviderList) {
		items = append(items, item{label: "Choose another provider", letter: "o", out: want(flow.AnotherWanted{})})
	}
	items = append(items, upload(s)...)
	return append(items, item{label: "Exit", letter: "x", out: want(flow.Done{})})
}

func (p *connectError) draw(w *writer, s flow.State) {
	a := s.Linking.Current()
	code := string(a.ErrorCode())
	explained, known := assets.Explain(code)
	if !known {
		explained.Title = "the host gave a code that is not known here"
	}
	w.line(p.Theme.Error.Render(p.Theme.Symbols.Fail + " " + widget.Clean(code)))
	w.text(explained.Title)
	w.blank()
	p.menu(w, p.items(s))
	w.blank()
	if known {
		w.explained(explained)
	}
	w.fact("Message", a.ErrorMessage())
	w.fact("Provider", s.Linking.Provider.Name)
	w.fact("Account", a.ID)
}
