package screen

import (
	"fmt"
	"strings"
	"time"

	"winkterm/flow"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// sending says that the page's files are on their way.
func sending(s flow.State) bool { return s.Page == flow.FileType && s.Calls.Sending() }

// drawSending shows how much is gone, how fast, and how long it will take.
func (p *picker) drawSending(w *writer) {
	s := w.state
	w.title("Sending " + s.Documents.Type.TypeLabel)
	p.column = nameWidth(p.all(s), w.width)
	for _, f := range s.Documents.Picked() {
		w.line(p.fileRow(" ", f.Name, join(sideLabel(s.Documents.Type.Type, f.Subtype), facts(f.Format, f.Size))).draw(w.width))
	}
	w.blank()
	part := float64(s.Calls.Upload.Sent) / float64(max(s.Calls.Upload.Total, 1))
	w.line("  " + widget.Bar(p.Theme, part, max(w.width-4, 1)))
	w.muted("  " + progress(s.Calls.Upload, w.waited(), " "+p.Theme.Symbols.Dot+" "))
	w.blank()
	w.button("Stop sending", "s", flow.UploadStopped{})
}

// progress says in words what the bar shows. The rate is that since the start, once it
// can be told.
func progress(u flow.Progress, since time.Duration, dot string) string {
	if u.Total <= 0 {
		return "opening the connection"
	}
	facts := []string{
		fmt.Sprintf("%d %%", u.Sent*100/u.Total),
		format.Size(u.Sent) + " of " + format.Size(u.Total),
	}
	switch rate := float64(u.Sent) / since.Seconds(); {
	case u.Sent >= u.Total:
		facts = append(facts, "waiting for the host")
	case u.Sent > 0 && since >= time.Second/2:
		left := time.Duration(float64(u.Total-u.Sent) / rate * float64(time.Second))
		facts = append(facts, format.Size(int64(rate))+"/s", format.Seconds(left+time.Second-1)+" left")
	}
	return strings.Join(facts, dot)
}
