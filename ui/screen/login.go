package screen

import (
	"cmp"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/flow/person"
)

// login asks for the credentials of a provider.
type login struct {
	form
	card card
}

func newLogin(s flow.State, env *Env) *login {
	return &login{form: newForm(s, env), card: card{Env: env}}
}

func (p *login) Update(msg tea.Msg, s flow.State) Out {
	if !s.Options.Native {
		return p.card.pick(msg, p.elsewhere(s))
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, p.Keys.Fill) {
		return p.fillPerson(s)
	}
	return p.update(msg)
}

// fillPerson types in the next test person that fits.
func (p *login) fillPerson(s flow.State) Out {
	people := person.Fitting(p.People, s)
	if len(people) == 0 {
		return Out{}
	}
	p.person = (p.person + 1) % len(people)
	values, _ := person.Login(people[p.person], p.fields)
	return p.fill(values)
}

func (p *login) View(s flow.State, width, _ int) View {
	w := write(p.Theme, width)
	w.title("Log in to " + s.Linking.Provider.Name)
	w.notice(s.Notice)
	if !s.Options.Native {
		p.drawElsewhere(w, s)
		return w.view
	}
	p.draw(w, s)
	p.button(w, s, "log in")
	w.blank()
	p.drawPerson(w, s)
	company := cmp.Or(s.Options.Widget.CompanyName, s.Session.Template.CompanyName)
	if company != "" {
		w.muted("on behalf of " + company)
	}
	return w.view
}

// drawPerson shows who can be filled in next.
func (p *login) drawPerson(w *writer, s flow.State) {
	people := person.Fitting(p.People, s)
	if len(people) == 0 {
		return
	}
	next := people[(p.person+1)%len(people)]
	values, _ := person.Login(next, p.fields)
	p.offer(w, next.Name, values, func() Out { return p.fillPerson(s) })
}

// elsewhere is what can be done where the login belongs to Smile's widget.
func (p *login) elsewhere(s flow.State) []item {
	items := []item{
		{label: "Log in in the browser", letter: "l", out: want(flow.BrowserWanted{})},
		{label: "Copy the user's id", letter: "u", out: Out{Copy: s.Session.UserID, What: "user id"}},
	}
	if s.CanGoBack() {
		items = append(items, item{label: "Choose another provider", letter: "o", out: want(flow.Back{})})
	}
	return items
}

func (p *login) drawElsewhere(w *writer, s flow.State) {
	w.text("This login needs the browser: " + p.Host + " takes credentials from Smile's own widget only. It opens there for just this provider, and what it sends its page shows here as it happens.")
	w.blank()
	w.fact("User", s.Session.UserID)
	w.fact("Provider", s.Linking.Provider.ID)
	w.blank()
	p.card.menu(w, p.elsewhere(s))
}

func (p *login) Help(s flow.State) []key.Binding {
	if !s.Options.Native {
		return p.card.help(s, p.elsewhere(s))
	}
	keys := []key.Binding{p.Keys.Enter}
	if len(person.Fitting(p.People, s)) > 0 {
		keys = append(keys, p.Keys.Fill)
	}
	if len(p.inputs) > 1 {
		keys = append(keys, p.Keys.NextField)
	}
	return append(keys, p.common(s)...)
}
