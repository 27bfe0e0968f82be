package screen

import (
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// archiveFacts writes what is known of an archive.
func (w *writer) archiveFacts(s flow.State, a wire.Archive) {
	if a.State.Status != "" {
		w.drawn("Status", w.theme.StatusText(widget.Clean(string(a.State.Status))))
	}
	if code := a.ErrorCode(); code != "" {
		w.fact("Error code", string(code))
	}
	w.fact("Document", typeLabel(s, a.Type))
	w.fact("Archive", a.ID)
	for _, f := range a.RawFiles {
		side := ""
		if f.SubType != nil {
			side = *f.SubType
		}
		w.fact("File", strings.TrimSpace(f.Name+"  "+join(string(f.Format), format.Size(int64(f.Size)<<10))+"  "+sideLabel(a.Type, side)))
	}
}

// archiveExplained is what is said about the end of an archive.
func archiveExplained(a wire.Archive) (assets.Explanation, bool) {
	code := string(a.ErrorCode())
	if a.State.Status == wire.ArchiveUnsupported {
		code = string(wire.ArchiveUnsupported)
	}
	for _, e := range assets.ExplainAll(code) {
		if e.Kind == assets.ExplainsArchive {
			return e, true
		}
	}
	return assets.Explanation{Title: "the host gave a code that is not known here"}, false
}
