package ui

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/files"
	"winkterm/ui/screen"
	"winkterm/ui/widget"
)

// resultMsg is what a query of the disk found, for the page that asked.
type resultMsg struct {
	page   int
	answer screen.Answer
}

// query makes commands of a page's questions: a disk may take its time.
func (a *App) query(questions []screen.Query) tea.Cmd {
	cmds := make([]tea.Cmd, len(questions))
	for i, q := range questions {
		page := a.shown
		cmds[i] = func() tea.Msg { return resultMsg{page, screen.Answer{ID: q.ID, What: result(q.What)}} }
	}
	return tea.Batch(cmds...)
}

// deliver gives what was found to the page that asked; if another shows by now, nobody
// waits for it.
func (a *App) deliver(m resultMsg) tea.Cmd {
	if m.page != a.shown {
		return nil
	}
	return a.do(a.page.Update(m.answer, a.state))
}

// result answers a question.
func result(q screen.Question) screen.Result {
	switch q := q.(type) {
	case screen.List:
		return list(q.Dir, q.Hidden)
	case screen.Check:
		found := check(q.Path)
		if found.Err != nil {
			if dir := list(q.Path, q.Hidden); dir.Err == nil {
				return dir
			}
		}
		return screen.Checked{Found: []screen.Found{found}}
	case screen.Paste:
		return pasted(q.Text)
	case screen.Complete:
		text, candidates := files.Complete(q.Text)
		return screen.Completed{Text: text, Candidates: candidates}
	case screen.Picture:
		return picture(q)
	}
	return nil
}

func list(dir string, hidden bool) screen.Listed {
	l, err := files.List(dir, hidden)
	out := screen.Listed{Dir: l.Dir, Truncated: l.Truncated, Samples: files.Samples(), Err: err}
	for _, e := range l.Entries {
		out.Entries = append(out.Entries, screen.Entry(e))
	}
	return out
}

func check(path string) screen.Found {
	f, err := files.Check(path)
	return screen.Found{Path: path, File: f, Err: err}
}

// pasteMost is how many files of one paste are looked at; no document has more.
const pasteMost = 16

func pasted(text string) screen.Checked {
	out := screen.Checked{Text: text}
	paths := files.FromPaste(text)
	for _, path := range paths[:min(len(paths), pasteMost)] {
		out.Found = append(out.Found, check(path))
	}
	return out
}

func picture(q screen.Picture) screen.Pictured {
	rows, err := files.Preview(q.File, q.Width, q.Height)
	if err != nil { // a PDF, say: its name and size must do
		return screen.Pictured{}
	}
	out := screen.Pictured{Rows: make([][]widget.Pixel, len(rows))}
	for y, row := range rows {
		for _, p := range row {
			out.Rows[y] = append(out.Rows[y], widget.Pixel(p))
		}
	}
	return out
}
