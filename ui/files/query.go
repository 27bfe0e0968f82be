package files

import "winkterm/ui/files/query"

// Answer answers a question about the disk, which may take its time. A path that is
// to be checked and is a folder is listed. Errors are safe to draw.
func Answer(q query.Question) query.Result {
	d := system()
	switch q := q.(type) {
	case query.List:
		return d.listed(q.Dir, q.Hidden)
	case query.Check:
		found := d.found(q.Path)
		if found.Err != nil {
			if dir := d.listed(q.Path, q.Hidden); dir.Err == nil {
				return dir
			}
		}
		return query.Checked{Found: []query.Found{found}}
	case query.Paste:
		out := query.Checked{Text: q.Text}
		paths := fromPaste(q.Text)
		for _, path := range paths[:min(len(paths), pasteMost)] {
			out.Found = append(out.Found, d.found(path))
		}
		return out
	case query.Complete:
		text, candidates := d.complete(q.Text)
		return query.Completed{Text: text, Candidates: candidates}
	case query.Picture:
		return query.Pictured{Rows: preview(q.File, q.Width, q.Height)}
	}
	return nil
}

// pasteMost is how many files of one paste are looked at; no document has more.
const pasteMost = 16

func (d disk) listed(dir string, hidden bool) query.Listed {
	l, err := d.list(dir, hidden)
	l.Samples, l.Err = Samples(), err
	return l
}

func (d disk) found(path string) query.Found {
	f, err := d.check(path)
	return query.Found{Path: path, File: f, Err: err}
}
