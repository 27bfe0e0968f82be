package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// renderPage draws the page after a message, so that View only puts together and a
// click finds what was drawn.
func (a *App) renderPage() {
	if a.width < leastWidth || a.height < leastHeight {
		return
	}
	if a.faults.open {
		w, h := a.inner()
		a.faults.drawn = a.faults.palette.View(a.env.Theme, w, h)
	}
	r := a.layout().page
	a.drawn = a.page.View(a.state, r.width, r.height)
	if len(a.drawn.Lines) > r.height {
		// The arrows of a scrolled page take two columns.
		a.drawn = a.page.View(a.state, r.width-2, r.height)
	}
	a.follow(r.height)
}

// follow brings the focus of the page into view when it has moved.
func (a *App) follow(height int) {
	total, top := len(a.drawn.Lines), a.scroll.Offset()
	focus := a.drawn.Focus
	if focus == a.seen {
		a.scroll.Move(0, total, height)
		return
	}
	a.seen = focus
	switch {
	case focus < top:
		a.scroll.Move(focus-top, total, height)
	case focus >= top+height:
		a.scroll.Move(focus-top-height+1, total, height)
	}
}

// turnPage scrolls a page that is longer than its window.
func (a *App) turnPage(msg tea.KeyPressMsg) bool {
	height := a.layout().page.height
	total := len(a.drawn.Lines)
	if total <= height {
		return false
	}
	switch {
	case key.Matches(msg, a.env.Keys.PageDown):
		a.scroll.Move(height-1, total, height)
	case key.Matches(msg, a.env.Keys.PageUp):
		a.scroll.Move(1-height, total, height)
	default:
		return false
	}
	return true
}
