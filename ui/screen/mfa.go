package screen

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/person"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// mfa asks for what the provider wants after the password: a code, the channel
// to send it by, or answers to questions.
type mfa struct {
	form
	card card
}

func newMFA(s flow.State, env *Env) *mfa {
	return &mfa{form: newForm(s, env), card: card{Env: env}}
}

func (p *mfa) Update(msg tea.Msg, s flow.State) Out {
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && key.Matches(press, p.Keys.Resend):
		return want(flow.ResendWanted{})
	case isKey && key.Matches(press, p.Keys.Fill):
		return p.fillPerson(s)
	case s.Linking.Challenge.Kind == wire.MFAChoice:
		return p.card.pick(msg, channels(s.Linking.Challenge))
	}
	return p.update(msg)
}

func (p *mfa) fillPerson(s flow.State) Out {
	who, ok := person.LoggedIn(p.People, s)
	if !ok || s.Linking.Challenge.Kind == wire.MFAChoice {
		return Out{}
	}
	return p.fill(person.Challenge(who, s.Linking.Challenge))
}

func channels(c wire.Challenge) []item {
	items := make([]item, 0, len(c.Choices))
	for _, choice := range c.Choices {
		typed := flow.Typed{Values: map[string]wire.Secret{flow.ChoiceField: wire.Secret(choice.ID)}}
		items = append(items, item{label: widget.Clean(choice.Label), out: want(typed, flow.Submitted{})})
	}
	return items
}

func (p *mfa) View(s flow.State, width, _ int) View {
	w := write(p.Theme, width)
	c := s.Linking.Challenge
	w.title("Verify it is you at " + s.Linking.Provider.Name)
	w.notice(s.Notice)
	prompt := c.Prompt
	if c.SentTo != "" && !strings.Contains(prompt, c.SentTo) {
		prompt += " (sent to " + c.SentTo + ")"
	}
	w.text(prompt)
	w.blank()
	if c.Kind == wire.MFAChoice {
		p.card.menu(w, channels(c))
	} else {
		p.draw(w, s)
		p.button(w, s, "verify")
	}
	w.blank()
	w.muted(p.left(c))
	p.drawPerson(w, s)
	return w.view
}

// left says how long and how often one may still answer.
func (p *mfa) left(c wire.Challenge) string {
	var facts []string
	if !c.ExpiresAt.IsZero() {
		facts = append(facts, "  time left "+format.Countdown(c.ExpiresAt.Sub(p.Now())))
	}
	if c.AttemptsLeft > 0 {
		facts = append(facts, fmt.Sprintf("attempts left %d", c.AttemptsLeft))
	}
	return strings.Join(facts, " "+p.Theme.Symbols.Dot+" ")
}

// drawPerson shows what the test person who logged in would answer.
func (p *mfa) drawPerson(w *writer, s flow.State) {
	who, ok := person.LoggedIn(p.People, s)
	if values := person.Challenge(who, s.Linking.Challenge); ok && len(values) > 0 {
		p.offer(w, who.Name, values, func() Out { return p.fillPerson(s) })
	}
}

func (p *mfa) Help(s flow.State) []key.Binding {
	keys := []key.Binding{p.Keys.Enter}
	if _, ok := person.LoggedIn(p.People, s); ok && s.Linking.Challenge.Kind != wire.MFAChoice {
		keys = append(keys, p.Keys.Fill)
	}
	if s.Linking.Challenge.Kind == wire.MFAOTP {
		keys = append(keys, p.Keys.Resend)
	}
	return append(keys, p.common(s)...)
}
