package screen

import (
	"cmp"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/files/query"
	"winkterm/ui/widget"
)

// picker chooses the files of a document and sends them. The path field always
// takes the letters; the arrows go through the rows below it.
type picker struct {
	*Page
	// input is the path field; its error says why a file or directory cannot be taken.
	input  widget.Input
	rows   rows
	listed query.Listed
	// column is the width of the names.
	column int
	hidden bool
	// typed says that enter is meant for the path field.
	typed bool
	// asked counts the queries; listing, completing and picturing are the newest of
	// their kind, so that an answer that is out of date is known.
	asked, listing, completing, picturing int

	// picture is of the file that was chosen last.
	picture [][]query.Cell
}

// pathLimit is the longest path that can be typed; systems allow no longer one.
const pathLimit = 4096

func newPicker(page *Page) *picker {
	p := &picker{Page: page, input: widget.Input{Label: "Path", Limit: pathLimit}, rows: rows{shown: 1}}
	p.write, p.toward, p.wide = p.draw, p.way, true
	p.input.Focus()
	return p
}

// sides are the parts that a document of a type has, none when it has one.
func sides(fileType string) []assets.FileSubtype {
	for _, t := range assets.FileTypes() {
		if t.Type == fileType && len(t.Subtypes) > 1 {
			return t.Subtypes
		}
	}
	return nil
}

// update answers what no binding does.
func (p *picker) update(msg tea.Msg, s flow.State) Out {
	switch msg := msg.(type) {
	case Arrived:
		return p.arrive(s)
	case query.Answer:
		return p.answered(msg, s)
	case tea.MouseWheelMsg:
		p.rows.wheel(msg, len(p.all(s)))
	case tea.PasteMsg:
		return p.query(query.Paste{Text: msg.Content})
	case tea.KeyPressMsg:
		if delta := p.rows.delta(msg, p.Keys); delta != 0 {
			p.move(delta, s)
		} else {
			p.edit(msg)
		}
	}
	return Out{}
}

// arrive asks for the directory that the last file came from.
func (p *picker) arrive(s flow.State) Out {
	dir := ""
	for _, f := range s.Documents.Picked() {
		if !f.Sample {
			dir = filepath.Dir(f.Path)
		}
	}
	out := p.browse(dir)
	if files := s.Documents.Picked(); len(files) > 0 {
		out = p.show(out, files[len(files)-1])
	}
	return out
}

// query asks about the disk.
func (p *picker) query(q query.Question) Out {
	p.asked++
	return Out{Queries: []query.Query{{ID: p.asked, What: q}}}
}

func (p *picker) browse(dir string) Out {
	out := p.query(query.List{Dir: dir, Hidden: p.hidden})
	p.listing = p.asked
	return out
}

// show asks for the picture of a file besides, where one can be drawn.
func (p *picker) show(out Out, f flow.File) Out {
	p.picture = nil
	if !p.Colours {
		return out
	}
	out.Queries = append(out.Queries, p.query(query.Picture{File: f, Width: pictureWidth, Height: pictureHeight}).Queries...)
	p.picturing = p.asked
	return out
}

// edit gives a key or a paste to the path field.
func (p *picker) edit(msg tea.Msg) {
	if edit(&p.input, msg) {
		p.input.Err, p.input.Hint, p.typed = "", "", p.input.Value() != ""
	}
}

// enter takes what was typed, or the chosen row.
func (p *picker) enter(s flow.State) Out {
	if p.typed {
		return p.query(query.Check{Path: p.absolute(p.input.Value()), Hidden: p.hidden})
	}
	return p.take(p.chosen(s))
}

// absolute is a typed path as seen from the directory that shows.
func (p *picker) absolute(path string) string {
	if filepath.IsAbs(path) || strings.HasPrefix(path, "~") || p.listed.Dir == "" {
		return path
	}
	return filepath.Join(p.listed.Dir, path)
}

func (p *picker) complete() Out {
	text := p.input.Value()
	if text != "" || p.listed.Dir != "" {
		within := text == "" || strings.HasSuffix(text, "/") // Join drops it
		if text = p.absolute(text); within && !strings.HasSuffix(text, "/") {
			text += "/"
		}
	}
	out := p.query(query.Complete{Text: text})
	p.completing = p.asked
	return out
}

// remove takes the chosen file out; without one, the last that was added.
func (p *picker) remove(s flow.State) Out {
	place := cmp.Or(p.chosen(s).place, len(s.Documents.Picked()))
	if place == 0 {
		return Out{}
	}
	p.picture = nil
	return want(flow.FileRemoved{Index: place - 1})
}
