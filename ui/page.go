package ui

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/files"
	"winkterm/ui/files/query"
	"winkterm/ui/keymap"
	"winkterm/ui/screen"
	"winkterm/ui/widget"
)

// page is the screen that shows, as it was drawn after the last message: View only
// puts together, and a click finds what was drawn.
type page struct {
	*screen.Page
	// views is the state's count of views when the screen was made.
	views  int
	drawn  screen.View
	scroll widget.Scroll
	// focus is the line that was last brought into view.
	focus int
}

// render draws the screen, and brings the focus into view when it has moved.
func (p *page) render(s flow.State, r rect) {
	p.drawn = p.View(s, r.width, r.height)
	if len(p.drawn.Lines) > r.height {
		// The arrows of a scrolled page take two columns.
		p.drawn = p.View(s, r.width-2, r.height)
	}
	total := len(p.drawn.Lines)
	p.scroll.Move(0, total, r.height)
	if p.focus != p.drawn.Focus {
		p.focus = p.drawn.Focus
		p.scroll.Show(p.focus, total, r.height)
	}
}

// turn scrolls by a key where the page is longer than its window, and says whether
// the key was one for that.
func (p *page) turn(msg tea.KeyPressMsg, keys keymap.Keys, height int) bool {
	keys.Disable(&keys.Up, &keys.Down, &keys.Home, &keys.Follow)
	total := len(p.drawn.Lines)
	by, ok := keys.Step(msg, total, height-1)
	if ok = ok && total > height; ok {
		p.scroll.Move(by, total, height)
	}
	return ok
}

// wheel scrolls a long page; a list scrolls by itself.
func (p *page) wheel(msg tea.MouseWheelMsg, s flow.State, height int) {
	if len(p.drawn.Lines) <= height {
		p.Update(msg, s)
		return
	}
	delta := 2
	if msg.Button == tea.MouseWheelUp {
		delta = -2
	}
	p.scroll.Move(delta, len(p.drawn.Lines), height)
}

// resultMsg is what a query of the disk found, for the page that asked.
type resultMsg struct {
	page   int
	answer query.Answer
}

// query makes commands of a page's questions: a disk may take its time.
func (a *App) query(questions []query.Query) tea.Cmd {
	cmds := make([]tea.Cmd, len(questions))
	find := a.Disk
	if find == nil {
		find = files.Answer
	}
	for i, q := range questions {
		asked := a.page.views
		cmds[i] = func() tea.Msg { return resultMsg{asked, query.Answer{ID: q.ID, What: find(q.What)}} }
	}
	return tea.Batch(cmds...)
}

// deliver gives what was found to the page that asked; if another shows by now, nobody
// waits for it.
func (a *App) deliver(m resultMsg) tea.Cmd {
	if m.page != a.page.views {
		return nil
	}
	return a.do(a.page.Update(m.answer, a.state))
}
