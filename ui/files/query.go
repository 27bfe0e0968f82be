package files

import "winkterm/ui/files/query"

// Answer answers a question about the disk, which may take its time. A path that is
// to be checked and is a folder is listed.
func Answer(q query.Question) query.Result {
	switch q := q.(type) {
	case query.List:
		return listed(q.Dir, q.Hidden)
	case query.Check:
		found := found(q.Path)
		if found.Err != nil {
			if dir := listed(q.Path, q.Hidden); dir.Err == nil {
				return dir
			}
		}
		return query.Checked{Found: []query.Found{found}}
	case query.Paste:
		out := query.Checked{Text: q.Text}
		paths := FromPaste(q.Text)
		for _, path := range paths[:min(len(paths), pasteMost)] {
			out.Found = append(out.Found, found(path))
		}
		return out
	case query.Complete:
		text, candidates := Complete(q.Text)
		return query.Completed{Text: text, Candidates: candidates}
	case query.Picture:
		rows, _ := Preview(q.File, q.Width, q.Height) // of a PDF, say, its name and size must do
		return query.Pictured{Rows: rows}
	}
	return nil
}

// pasteMost is how many files of one paste are looked at; no document has more.
const pasteMost = 16

func listed(dir string, hidden bool) query.Listed {
	l, err := List(dir, hidden)
	l.Samples, l.Err = Samples(), err
	return l
}

func found(path string) query.Found {
	f, err := Check(path)
	return query.Found{Path: path, File: f, Err: err}
}
