package screen

import (
	"cmp"
	"slices"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// fileTypes lets the user choose a kind of document, and shows what was uploaded
// already.
type fileTypes struct{ card }

// upload is how a page offers documents instead, where the options allow it.
func upload(s flow.State) []item {
	if !s.Options.CanUpload() {
		return nil
	}
	return []item{{label: uploadInstead, letter: "u", out: want(flow.UploadWanted{})}}
}

const uploadInstead = "Upload documents instead"

// unusable says why a type cannot be taken, "" when it can.
func unusable(t wire.FileType) string {
	switch {
	case !t.Enabled:
		return "not enabled for this key"
	case !t.Active:
		return "out of order right now"
	}
	return ""
}

func (p *fileTypes) items(s flow.State) []item {
	var items []item
	for _, t := range s.Documents.Types {
		if unusable(t) == "" {
			items = append(items, item{label: widget.Clean(t.TypeLabel), out: want(flow.FileTypeChosen{Type: t})})
		}
	}
	for _, a := range slices.Backward(s.Documents.Archives) {
		label := widget.Clean(typeLabel(s, a.Type)) + "  " + p.Theme.StatusText(widget.Clean(string(a.State.Status)))
		items = append(items, item{label: label, out: want(flow.ArchiveWanted{ID: a.ID})})
	}
	return items
}

// typeLabel is what the host calls a document type.
func typeLabel(s flow.State, id string) string {
	for _, t := range s.Documents.Types {
		if t.Type == id {
			return t.TypeLabel
		}
	}
	return cmp.Or(id, "document")
}

func (p *fileTypes) draw(w *writer, s flow.State) {
	w.title("Which document do you have?")
	w.notice(s.Notice)
	items := p.items(s)
	p.at = min(p.at, max(len(items)-1, 0))
	usable := len(items) - len(s.Documents.Archives)
	p.menuFrom(w, items[:usable], 0)
	for _, t := range s.Documents.Types {
		if why := unusable(t); why != "" {
			w.line(p.Theme.Faint.Render("  " + widget.Clean(t.TypeLabel) + ", " + why))
		}
	}
	if len(s.Documents.Archives) > 0 {
		w.blank()
		w.muted("Uploaded already")
		p.menuFrom(w, items[usable:], usable)
	}
}
