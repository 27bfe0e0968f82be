package screen

import (
	"cmp"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// archiveStatus waits for the analysis, and explains why there is none.
type archiveStatus struct {
	card
	since time.Time
}

// failed says that the analysis is over without values.
func failed(a wire.Archive) bool {
	return a.State.Status == wire.ArchiveUnsupported || a.State.Status == wire.ArchiveError
}

func (p *archiveStatus) items(s flow.State) []item {
	if !failed(s.Documents.Current()) {
		return []item{{label: "Look again", letter: "r", out: want(flow.Refreshed{})}}
	}
	return []item{
		{label: "Try again", letter: "t", out: want(flow.Retried{})},
		{label: "Upload another document", letter: "o", out: want(flow.AnotherWanted{})},
		{label: "Exit", letter: "x", out: want(flow.Done{})},
	}
}

func (p *archiveStatus) draw(w *writer, s flow.State) {
	a := s.Documents.Current()
	if failed(a) {
		p.drawFailed(w, s, a)
		return
	}
	w.title("Reading your " + typeLabel(s, a.Type))
	w.notice(s.Notice)
	w.archiveFacts(s, a)
	w.blank()
	w.muted(p.Theme.Symbols.Wait + " the document is being analysed, " + format.Seconds(p.Now().Sub(p.since)))
	w.blank()
	p.menu(w, p.items(s))
}

func (p *archiveStatus) drawFailed(w *writer, s flow.State, a wire.Archive) {
	explained, known := archiveExplained(a)
	code := cmp.Or(string(a.ErrorCode()), string(a.State.Status))
	w.line(p.Theme.Error.Render(p.Theme.Symbols.Fail + " " + widget.Clean(code)))
	w.text(explained.Title)
	w.notice(s.Notice)
	w.blank()
	p.menu(w, p.items(s))
	w.blank()
	if known {
		w.explained(explained)
	}
	if message := a.State.ErrorMessage; message != nil {
		w.fact("Message", *message)
	}
	w.archiveFacts(s, a)
}
