package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/widget"
)

// confirmation is the field into which an id is typed before something is
// deleted in production.
type confirmation struct {
	env   *Env
	input widget.Input
}

func newConfirmation(env *Env, label string) confirmation {
	c := confirmation{env: env, input: widget.Input{Label: label}}
	c.input.Focus()
	return c
}

// typesID says that the id must be typed now.
func typesID(s flow.State) bool {
	return s.Revocation.Stage == flow.RevokeAsked && s.Session.Production()
}

// rest forgets what was typed once nothing is asked any more.
func (c *confirmation) rest(s flow.State) {
	if s.Revocation.Stage == flow.RevokeIdle {
		c.input.SetValue("")
	}
}

func (c *confirmation) answer(msg tea.Msg) Out {
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, c.env.Keys.Enter) {
		return want(flow.RevokeConfirmed{Typed: c.input.Value()})
	}
	c.input = c.input.Update(msg)
	return Out{}
}

func (c *confirmation) ask(w *writer, s flow.State, text string) {
	th := c.env.Theme
	w.styled(th.Warning.Render, th.Symbols.Warn+" This is production. "+text)
	c.input.Err = s.Revocation.Invalid
	w.view.Focus = w.at() + 1
	w.block(c.input.View(th, w.width))
}
