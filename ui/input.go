package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/screen"
)

// press gives a key to the overlay, the app, the inspector or the page, in that
// order.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	keys := a.env.Keys
	switch {
	case key.Matches(msg, keys.Close):
		return a.close()
	case key.Matches(msg, a.keys().Save):
		return a.save()
	case key.Matches(msg, keys.Faults):
		a.help.Open = false
		return a.toggleFaults()
	case a.help.Open:
		return a.give(msg)
	case key.Matches(msg, keys.Help), a.lettersFree() && key.Matches(msg, keys.HelpLetter):
		a.help.Open = true
		return nil
	case a.faults.open:
		return a.give(msg)
	case key.Matches(msg, keys.Pane), a.focus == records && key.Matches(msg, keys.Back) && !a.inspector.Open() && !a.inspector.Typing() && !a.inspector.Marking():
		a.focus = records - a.focus
		return nil
	case a.focus == records:
		return a.give(msg)
	case key.Matches(msg, keys.Browser):
		return a.do(screen.Out{Intents: []flow.Intent{flow.BrowserWanted{}}})
	case key.Matches(msg, keys.Copy):
		return a.copy(screen.Copies(a.state))
	case a.guard.hold(msg, a.state, a.Now(), keys), a.page.turn(msg, keys, a.layout().page.height):
		return nil
	}
	return a.give(msg)
}

// close closes the widget, and the program when the widget is closed already.
func (a *App) close() tea.Cmd {
	if a.state.Page == flow.Closed {
		return tea.Quit
	}
	a.help.Open, a.faults.open, a.focus = false, false, wizard
	return a.do(screen.Out{Intents: []flow.Intent{flow.Close{}}})
}

// lettersFree says that nothing is being typed, so that letters can be keys.
func (a *App) lettersFree() bool {
	switch {
	case a.faults.open:
		return false
	case a.focus == records:
		return !a.inspector.Typing()
	}
	return !a.state.Typing()
}

// give gives a key or a paste to the one part that takes it.
func (a *App) give(msg tea.Msg) tea.Cmd {
	switch {
	case a.help.Open:
		a.help.Update(a.env.Keys, msg)
		return nil
	case a.faults.open:
		return a.choose(a.faults.palette.Update(msg))
	case a.focus == records:
		return a.copy(a.inspector.Update(msg).Clip())
	}
	return a.do(a.page.Update(msg, a.state))
}

// click gives a click to the half that it hits, with the half's own coordinates.
func (a *App) click(msg tea.MouseClickMsg) tea.Cmd {
	x, y := msg.X-marginX, msg.Y-frameTop
	switch {
	case a.help.Open:
		a.help.Click(x, y)
		return nil
	case a.faults.open && a.faults.box.Outside(x, y):
		a.faults.open = false
		return nil
	case a.faults.open:
		_, line := a.faults.box.Inside(x, y)
		return a.choose(a.faults.palette.Click(line))
	}
	l := a.layout()
	onRecords := l.records.has(msg.X, msg.Y) && (l.wide || a.focus == records)
	switch {
	case onRecords:
		a.focus = records
		msg.X, msg.Y = msg.X-l.records.left, msg.Y-l.records.top
		return a.copy(a.inspector.Update(msg).Clip())
	case l.page.has(msg.X, msg.Y):
		a.focus = wizard
		return a.do(a.page.drawn.Click(msg.Y - l.page.top + a.page.scroll.Offset()))
	}
	return nil
}

// wheel scrolls the half under the mouse.
func (a *App) wheel(msg tea.MouseWheelMsg) {
	l := a.layout()
	switch {
	case a.help.Open:
	case a.faults.open:
		a.faults.palette.Update(msg)
	case l.records.has(msg.X, msg.Y) && (l.wide || a.focus == records):
		msg.X, msg.Y = msg.X-l.records.left, msg.Y-l.records.top
		a.inspector.Update(msg)
	case l.page.has(msg.X, msg.Y):
		a.page.wheel(msg, a.state, l.page.height)
	}
}
