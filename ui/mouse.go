package ui

import (
	tea "charm.land/bubbletea/v2"
)

// click gives a click to the half that it hits, with the half's own coordinates.
func (a *App) click(msg tea.MouseClickMsg) tea.Cmd {
	if a.help.Open {
		a.help.Open = false
		return nil
	}
	if a.faults.open {
		return a.choose(a.faults.palette.Click(msg.Y - frameTop))
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
