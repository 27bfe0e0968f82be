package ui

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/keymap"
	"winkterm/ui/widget"
)

// guardTime is how long a page that came by itself takes no letters, digits and enter:
// nobody has read it and answered so soon, so they were typed for the page before.
const guardTime = 300 * time.Millisecond

// codeMost is how many digits a code may have whose length is not known, heldMost how
// many bytes are held: more is no code, whatever follows.
const (
	codeMost = 8
	heldMost = 256
)

// guard holds what is typed before the page that it is for: while a login or an answer
// is under way, and shortly after a page has come unasked.
type guard struct {
	until time.Time
	held  wire.Secret
}

// count is how many keys are held.
func (g guard) count() int { return utf8.RuneCountInString(g.held.Reveal()) }

// active says whether letters, digits and enter are held: what was typed is with the
// provider, and the code's page may be next, or a page has just come.
func (g guard) active(s flow.State, now time.Time) bool {
	sent := s.Page == flow.Connecting || (s.Page == flow.Login || s.Page == flow.MFA) && s.Calls.Busy()
	return sent || now.Before(g.until)
}

// hold takes a key that is typed too early, and says whether it did. The waiting page
// has a letter of its own, which is typed only within something else.
func (g *guard) hold(msg tea.KeyPressMsg, s flow.State, now time.Time, k keymap.Keys) bool {
	held := g.held.Reveal()
	switch {
	case !g.active(s, now):
		return false
	case msg.Code == tea.KeyBackspace && held != "":
		_, last := utf8.DecodeLastRuneInString(held)
		held = held[:len(held)-last]
	case s.Page == flow.Connecting && held == "" && key.Matches(msg, k.Retry):
		return false
	case key.Matches(msg, k.Enter):
		held += enterHeld
	case msg.Text != "":
		held += msg.Text
	default:
		return false
	}
	g.held = wire.Secret(held[:min(len(held), heldMost)])
	return true
}

// enterHeld is what enter is held as.
const enterHeld = "\r"

// release ends holding: digits that fit the code's page are typed there, with the enter
// that follows them. All else was typed for another page, and is dropped.
func (a *App) release() tea.Cmd {
	held, count := a.guard.held.Reveal(), a.guard.count()
	if count == 0 || a.guard.active(a.state, a.Now()) {
		return nil
	}
	a.guard.held = ""
	digits, enter := strings.CutSuffix(held, enterHeld)
	if !fitsCode(a.state, digits) {
		a.say(fmt.Sprintf("keys dropped, as they were typed too early: %d", count), widget.Error)
		return nil
	}
	cmds := []tea.Cmd{a.do(a.page.Update(tea.PasteMsg{Content: digits}, a.state))}
	if enter {
		cmds = append(cmds, a.do(a.page.Update(tea.KeyPressMsg{Code: tea.KeyEnter}, a.state)))
	}
	return tea.Batch(cmds...)
}

// fitsCode says whether the page asks for a code, has none yet, and these can be its
// digits.
func fitsCode(s flow.State, digits string) bool {
	c, most := s.Linking.Challenge, codeMost
	if c.Length > 0 {
		most = c.Length
	}
	return s.Page == flow.MFA && c.Kind == wire.MFAOTP && s.Value(flow.CodeField) == "" &&
		digits != "" && len(digits) <= most && strings.Trim(digits, "0123456789") == ""
}
