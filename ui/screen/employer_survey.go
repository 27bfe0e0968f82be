package screen

import (
	"winkterm/flow"
)

// employerSurvey offers the social security record of an employer's people.
type employerSurvey struct{ card }

func (p *employerSurvey) items(s flow.State) []item {
	label := "Look for a government record"
	if s.Linking.Form.SocialSecurity != "" {
		label = "Use my social security record"
	}
	items := append([]item{{label: label, letter: "s", out: want(flow.RecordChosen{})}}, upload(s)...)
	return append(items, item{label: "Choose another provider", letter: "o", out: want(flow.Back{})})
}

func (p *employerSurvey) draw(w *writer, s flow.State) {
	w.title(s.Linking.Provider.Name)
	w.notice(s.Notice)
	w.text(s.Linking.Provider.Name + " has no live connection. What it reports to social security can be linked instead.")
	if s.Linking.Form.SocialSecurity != "" {
		w.blank()
		w.fact("Record", s.Linking.Form.SocialSecurity)
	}
	w.blank()
	p.menu(w, p.items(s))
}
