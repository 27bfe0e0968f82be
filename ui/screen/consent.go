package screen

import (
	"cmp"

	"winkterm/flow"
)

// consent asks whether the company may have the user's data.
type consent struct{ card }

func (p *consent) items(flow.State) []item {
	return []item{
		{label: "Continue", letter: "c", out: want(flow.ConsentGiven{})},
		{label: "Decline", letter: "d", out: want(flow.ConsentDeclined{})},
	}
}

func (p *consent) draw(w *writer, s flow.State) {
	company := cmp.Or(s.Options.Widget.CompanyName, s.Session.Template.CompanyName, "this company")
	w.title(capital(company) + " uses Smile to link your account")
	w.notice(s.Notice)
	w.text("With your consent Smile fetches your employment and income data from the provider that you choose, and shares them with " + company + ".")
	w.blank()
	w.text(p.Theme.Symbols.Done + " Your password goes to the provider only.")
	w.text(p.Theme.Symbols.Done + " You can revoke at any time; your data are then deleted.")
	w.blank()
	p.menu(w, p.items(s))
}
