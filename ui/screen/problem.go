package screen

import (
	"fmt"

	"winkterm/flow"
	"winkterm/ui/widget"
)

// problem says that a call failed, what it means, and what to do.
type problem struct{ card }

func (p *problem) items(s flow.State) []item {
	items := []item{{label: "Try again", letter: "t", out: want(flow.Retried{})}}
	if s.CanGoBack() {
		items = append(items, item{label: "Go back", letter: "b", out: want(flow.Back{})})
	}
	return append(items, item{label: "Exit", letter: "x", out: want(flow.Done{})})
}

func (p *problem) draw(w *writer, s flow.State) {
	f := s.Calls.Failed.Failure
	w.line(p.Theme.Error.Render(p.Theme.Symbols.Fail + " " + widget.Clean(capital(f.Title))))
	w.blank()
	w.sentence(f.Advice + ".")
	w.blank()
	p.menu(w, p.items(s))
	w.blank()
	if f.Call != "" {
		w.fact("Call", f.Call)
	}
	if f.Status != 0 {
		w.fact("Answer", fmt.Sprintf("%d %s", f.Status, f.Code))
	}
	if f.Message != "" {
		w.fact("Message", f.Message)
	}
	if f.RequestID != "" {
		w.fact("requestId", f.RequestID)
	}
	w.fact("Host", p.Host)
}
