package ui

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/files"
	"winkterm/ui/files/query"
)

// resultMsg is what a query of the disk found, for the page that asked.
type resultMsg struct {
	page   int
	answer query.Answer
}

// query makes commands of a page's questions: a disk may take its time.
func (a *App) query(questions []query.Query) tea.Cmd {
	cmds := make([]tea.Cmd, len(questions))
	for i, q := range questions {
		asked := a.page.views
		cmds[i] = func() tea.Msg { return resultMsg{asked, query.Answer{ID: q.ID, What: files.Answer(q.What)}} }
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
