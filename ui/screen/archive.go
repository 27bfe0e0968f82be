package screen

import (
	"cmp"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// fileTypes lets the user choose a kind of document, and shows what was uploaded
// already.
func fileTypes(w *writer) {
	w.title("Which document do you have?")
	w.equal = true
	for _, t := range w.state.Documents.Types {
		if unusable(t) == "" {
			w.button(widget.Clean(t.TypeLabel), "", flow.FileTypeChosen{Type: t})
		}
	}
	for _, t := range w.state.Documents.Types {
		if why := unusable(t); why != "" {
			w.say(Sentence, "", t.TypeLabel+", "+why)
			w.hang(w.Theme.Muted.Render("  "+w.Theme.Symbols.Off+" "), w.Theme.Muted.Render(widget.Clean(t.TypeLabel)+", "+why))
		}
	}
	if len(w.state.Documents.Archives) > 0 {
		w.blank()
		w.muted("Uploaded already")
	}
	for _, a := range slices.Backward(w.state.Documents.Archives) {
		w.button(uploadRow(w, a), "", flow.ArchiveWanted{ID: a.ID})
	}
}

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

// typeLabel is what the host calls a document type.
func typeLabel(s flow.State, id string) string {
	for _, t := range s.Documents.Types {
		if t.Type == id {
			return t.TypeLabel
		}
	}
	return cmp.Or(id, "document")
}

// archiveStatus waits for the analysis, and explains why there is none.
func archiveStatus(w *writer) {
	a := w.state.Documents.Current()
	if status := a.State.Status; status == wire.ArchiveUnsupported || status == wire.ArchiveError {
		archiveFailed(w, a)
		return
	}
	w.title("Reading your " + typeLabel(w.state, a.Type))
	archiveFacts(w, a)
	w.blank()
	w.waiting("the document is being analysed", format.Seconds(w.waited()))
	w.blank()
	w.button("Look again", "r", flow.Refreshed{})
}

func archiveFailed(w *writer, a wire.Archive) {
	code := cmp.Or(string(a.ErrorCode()), string(a.State.Status))
	explained := archiveExplained(a)
	failure(w, code, explained)
	w.notice()
	w.blank()
	afterFailure(w, explained, func() { w.button("Upload another document", "o", flow.AnotherWanted{}) })
	explanation(w, explained)
	if message := a.State.ErrorMessage; message != nil {
		w.fact("Message", *message)
	}
	archiveFacts(w, a)
}

// archiveExplained is what is said about the end of an archive.
func archiveExplained(a wire.Archive) assets.Explanation {
	code := string(a.ErrorCode())
	if a.State.Status == wire.ArchiveUnsupported {
		code = string(wire.ArchiveUnsupported)
	}
	for _, e := range assets.ExplainAll(code) {
		if e.Kind == assets.ExplainsArchive {
			return e
		}
	}
	return assets.Explanation{}
}

// archiveSuccess shows what was read off the document.
func archiveSuccess(w *writer) {
	a := w.state.Documents.Current()
	w.title("Your " + typeLabel(w.state, a.Type) + " was read")
	w.flip(w.Keys.JSON, "table")
	switch values := a.Extracted(); {
	case values == nil:
		w.muted("The host read no values off it.")
	case w.flipped:
		jsonText(w, string(values))
	default:
		pairs := extracted(values, w.Theme.Symbols.Off)
		for _, p := range pairs {
			w.say(Fact, p.Name, p.Value)
		}
		w.block(widget.Table(w.Theme, pairs, w.width))
	}
	w.blank()
	w.button("Done", "d", flow.Done{})
	w.button("Upload another document", "a", flow.AnotherWanted{})
	w.button("See or revoke the upload", "s", flow.ArchiveWanted{ID: a.ID})
	seeData(w)
	w.blank()
	archiveFacts(w, a)
}

// jsonText adds a body of JSON.
func jsonText(w *writer, body string) {
	w.say(Sentence, "", widget.PrettyJSON(body))
	w.block(strings.Join(widget.JSON(w.Theme, body, w.width), "\n"))
}

// archiveFacts writes what is known of an archive.
func archiveFacts(w *writer, a wire.Archive) {
	statusFact(w, string(a.State.Status))
	w.fact("Error code", string(a.ErrorCode()))
	w.fact("Document", typeLabel(w.state, a.Type))
	w.fact("Archive", a.ID)
	for _, f := range a.RawFiles {
		side := ""
		if f.SubType != nil {
			side = *f.SubType
		}
		w.fact("File", strings.TrimSpace(f.Name+"  "+join(string(f.Format), format.Size(int64(f.Size)<<10))+"  "+sideLabel(a.Type, side)))
	}
}
