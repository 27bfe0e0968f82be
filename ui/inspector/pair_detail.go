package inspector

import (
	"fmt"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/ui/widget"
)

// whole is a row of the difference as it stood when it was opened.
type whole struct {
	mark           compare.Mark
	told, expected *compare.Told
	fields         []compare.Unlike
	// off is why the flow does not go along, after what the flow tells before it.
	off, after string
	// seq is the record's number, opened which launch of how many it belongs to.
	seq, opened, launches int
}

// chosenWhole is the row of the difference under the cursor; nil for none.
func (m *Model) chosenWhole() *whole {
	at := m.tab().list.Cursor()
	if m.shown != difference || at >= len(m.pairs) {
		return nil
	}
	p := m.pairs[at]
	w := &whole{mark: p.row.Mark, fields: p.row.Fields, opened: p.number, launches: len(m.launches.all)}
	if told, ok := p.told(); ok {
		w.told, w.seq, w.off = &told, p.launch.seqs[p.row.Told], p.launch.expected.Off[p.row.Told]
	}
	if expected, ok := p.expected(); ok {
		w.expected, w.after = &expected, "at the beginning"
		if before := p.row.Expected - 1; before >= 0 {
			w.after = "after " + named(p.launch.expected.Told[before])
		}
	}
	return w
}

// openPair shows a row of the difference whole.
func (m *Model) openPair() {
	if w := m.chosenWhole(); w != nil {
		m.tab().follow = false
		m.detail = detail{open: true, pair: w}
	}
}

// about is the one that is there; what was told where both are.
func (w *whole) about() compare.Told {
	if w.told != nil {
		return *w.told
	}
	return *w.expected
}

func named(t compare.Told) string { return joinText(t.Title(), t.Subject(), remark(t)) }

// says is the row in a sentence.
func (w *whole) says() string {
	switch w.mark {
	case compare.Same:
		return "the widget told what the wizard's flow tells"
	case compare.Missing:
		return "the wizard's flow tells this here, the widget did not"
	case compare.Extra:
		return "the widget told this, the wizard's flow does not"
	case compare.Doubled:
		if w.told.Name == wire.OnUIEvent {
			return "the widget told this once more than the wizard's flow does; a page that shows again after a problem looks the same"
		}
		return "the widget told this once more than the wizard's flow does"
	case compare.Moved:
		return "the widget told this here, the wizard's flow tells it " + w.after
	case compare.Differs:
		return "the widget told this with other fields than the wizard's flow does"
	}
	return ""
}

// wholeLines are the lines of an open row.
func (m *Model) wholeLines(w *whole, width int) []string {
	title := widget.Clean(w.mark.String() + "  " + named(w.about()))
	lines := []string{m.mark(w.mark) + " " + m.theme.Title.Render(widget.Cut(title, max(width-markWidth-1, 1)))}
	pairs := facts("means", w.says(), "the flow", w.off)
	if w.told != nil {
		pairs = append(pairs, facts("record", fmt.Sprintf("%d", w.seq), "time", m.moment(w.told.At))...)
	}
	if w.launches > 1 {
		pairs = append(pairs, facts("widget", fmt.Sprintf("opened for the %d. of %d times", w.opened, w.launches))...)
	}
	lines = append(lines, widget.Lines(widget.Table(m.theme, pairs, width))...)
	for _, f := range w.fields {
		lines = append(lines, m.fieldLines(f, width)...)
	}
	return append(append(lines, m.sideLines("the widget told", w.told, width)...), m.sideLines("the wizard's flow tells", w.expected, width)...)
}

// fieldLines are one field that differs.
func (m *Model) fieldLines(f compare.Unlike, width int) []string {
	told, expected := f.Told, f.Expected
	if told == "" {
		told = "missing"
	}
	if expected == "" {
		expected = "not there"
	}
	name := f.Name
	if name == "" {
		name = "data"
	}
	head := m.theme.Warning.Render(m.theme.Symbols.Differs) + " " + m.theme.Strong.Render(widget.Clean(name))
	return append([]string{"", head}, widget.Lines(widget.Table(m.theme, facts("widget", told, "wizard", expected), width))...)
}

// sideLines are all fields of one side.
func (m *Model) sideLines(title string, t *compare.Told, width int) []string {
	if t == nil {
		return nil
	}
	lines := []string{"", m.theme.Strong.Render(title) + " " + widget.Clean(string(t.Name))}
	var pairs []widget.Pair
	for _, f := range t.Fields {
		value := f.Value
		if f.Name == compare.EventTime && t.At.IsZero() {
			value = compare.SomeTime
		}
		pairs = append(pairs, widget.Pair{Name: widget.Clean(f.Name), Value: widget.CleanLines(value)})
	}
	if len(pairs) == 0 {
		return append(lines, m.theme.Muted.Render("no data"))
	}
	return append(lines, widget.Lines(widget.Table(m.theme, pairs, width))...)
}

// copied is the row as one would paste it.
func (w *whole) copied() Action {
	text := []string{w.mark.String() + ": " + named(w.about()), w.says()}
	if w.off != "" {
		text = append(text, w.off)
	}
	for _, f := range w.fields {
		text = append(text, fmt.Sprintf("%s: widget %s, wizard %s", f.Name, f.Told, f.Expected))
	}
	return Action{strings.Join(text, "\n"), "difference"}
}

// idOf is the id that a callback is about.
func idOf(t compare.Told) Action {
	ids := []Action{
		{t.Text("accountId"), "account id"}, {t.Text("account.accountId"), "account id"}, {t.Text("archive.archiveId"), "archive id"},
		{t.Text("providerId"), "provider id"}, {t.Text("account.providerId"), "provider id"}, {t.Text("userId"), "user id"},
	}
	if sent, _, _ := strings.Cut(t.Subject(), " "); t.Name == wire.OnUploadsCreated || t.Name == wire.OnUploadsRemoved {
		ids = append([]Action{{sent, "archive id"}}, ids...)
	}
	for _, id := range ids {
		if id.Copy != "" {
			return id
		}
	}
	return Action{}
}
