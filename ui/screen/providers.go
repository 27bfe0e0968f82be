package screen

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/search"
	"winkterm/ui/widget"
)

// providers searches the list as one types.
type providers struct {
	*Env
	input widget.Input
	list  widget.List
	// rows is how many rows showed last; a page of the list is that long.
	rows    int
	results search.Results
	// query, kind and size are what results were found with.
	query string
	kind  wire.ProviderType
	size  int
}

func newProviders(s flow.State, env *Env) *providers {
	p := &providers{Env: env, input: widget.Input{Label: "Search"}, size: -1, rows: 1}
	p.input.SetValue(s.Catalogue.Query)
	p.input.Focus()
	p.find(s)
	for i := range min(p.results.Len(), searchBack) {
		if p.results.At(i).Provider.ID == s.Linking.Provider.ID {
			p.list.Set(i, p.results.Len(), p.rows)
			break
		}
	}
	return p
}

// searchBack is how far down the provider that one comes back from is looked for.
const searchBack = 1000

// filtered says whether the widget's options leave the bar of types.
func filtered(s flow.State) bool { return on(s.Options.Widget.EnableTypeBar) }

func on(option *bool) bool { return option == nil || *option }

// find searches again when something has changed.
func (p *providers) find(s flow.State) {
	c := s.Catalogue
	if p.query == c.Query && p.kind == c.Type && p.size == p.Index.Len() {
		return
	}
	if p.query != c.Query || p.kind != c.Type {
		p.list = widget.List{}
	}
	p.query, p.kind, p.size = c.Query, c.Type, p.Index.Len()
	p.results = p.Index.Search(c.Query, c.Type)
	p.list.Move(0, p.results.Len(), p.rows)
}

func (p *providers) Update(msg tea.Msg, s flow.State) Out {
	p.find(s)
	total := p.results.Len()
	if wheel, ok := msg.(tea.MouseWheelMsg); ok {
		delta := 1
		if wheel.Button == tea.MouseWheelUp {
			delta = -1
		}
		p.list.Wheel(delta, total, p.rows)
		return Out{}
	}
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case !isKey:
	case key.Matches(press, p.Keys.Up):
		p.list.Move(-1, total, p.rows)
		return Out{}
	case key.Matches(press, p.Keys.Down):
		p.list.Move(1, total, p.rows)
		return Out{}
	case key.Matches(press, p.Keys.PageUp):
		p.list.Move(-p.rows, total, p.rows)
		return Out{}
	case key.Matches(press, p.Keys.PageDown):
		p.list.Move(p.rows, total, p.rows)
		return Out{}
	case key.Matches(press, p.Keys.Enter):
		return p.take(p.list.Cursor())
	case key.Matches(press, p.Keys.TypeFilter) && filtered(s):
		return want(flow.TypeFiltered{Type: nextType(s.Catalogue.Type)})
	case key.Matches(press, p.Keys.Documents) && s.Options.CanUpload():
		return want(flow.UploadWanted{})
	case key.Matches(press, p.Keys.Resend) && s.Catalogue.Failure.Failed():
		return want(flow.Refreshed{})
	}
	return p.edit(msg, s)
}

// edit gives a key or a paste to the search field.
func (p *providers) edit(msg tea.Msg, s flow.State) Out {
	if !s.Options.Searchable() {
		return Out{}
	}
	before := p.input.Value()
	p.input = p.input.Update(msg)
	if p.input.Value() == before {
		return Out{}
	}
	return want(flow.Searched{Query: p.input.Value()})
}

func (p *providers) take(row int) Out {
	if row < 0 || row >= p.results.Len() {
		return Out{}
	}
	return want(flow.ProviderChosen{Provider: p.results.At(row).Provider})
}

// nextType is the filter after t: all, then each type.
func nextType(t wire.ProviderType) wire.ProviderType {
	types := append([]wire.ProviderType{""}, wire.ProviderTypes()...)
	for i, other := range types {
		if other == t {
			return types[(i+1)%len(types)]
		}
	}
	return ""
}

func (p *providers) View(s flow.State, width, height int) View {
	p.find(s)
	w := write(p.Theme, width)
	if s.Options.Searchable() {
		w.line(p.field(width))
	} else {
		w.line(p.Theme.Title.Render("Choose your provider"))
	}
	if filtered(s) {
		top := w.at()
		w.line(p.types(s, width))
		w.clickArea(top, func() Out { return want(flow.TypeFiltered{Type: nextType(s.Catalogue.Type)}) })
	}
	w.notice(s.Notice)
	below := p.details(s, width)
	p.rows = max(height-w.at()-len(below)-len(upload(s)), 1)
	p.list.Move(0, p.results.Len(), p.rows)
	p.drawRows(w, s)
	for _, line := range below {
		w.line(line)
	}
	p.offerUpload(w, s)
	return w.view
}

// offerUpload writes the way to documents; a click takes it.
func (p *providers) offerUpload(w *writer, s flow.State) {
	top := w.at()
	for _, it := range upload(s) {
		w.line("  " + p.Theme.Key.Render(p.Keys.Documents.Help().Key) + " " + it.label)
		w.clickArea(top, func() Out { return it.out })
	}
}

func (p *providers) field(width int) string {
	count := p.Theme.Muted.Render(widget.Position(p.list.Cursor(), p.results.Len()))
	label := p.Theme.Focus.Render(p.Theme.Symbols.Select + " Search  ")
	room := width - widget.Width(label) - widget.Width(count) - 1
	return label + p.input.Field(p.Theme, room) + " " + count
}

// types draws the filter.
func (p *providers) types(s flow.State, width int) string {
	names := []string{}
	for _, t := range append([]wire.ProviderType{""}, wire.ProviderTypes()...) {
		name := "All"
		if t != "" {
			name = t.Label()
		}
		if t == s.Catalogue.Type {
			names = append(names, p.Theme.TabOn.Render(name))
		} else {
			names = append(names, p.Theme.TabOff.Render(name))
		}
	}
	line := "  " + strings.Join(names, " ")
	if widget.Width(line) <= width {
		return line
	}
	name := "All types"
	if s.Catalogue.Type != "" {
		name = s.Catalogue.Type.Label()
	}
	return "  " + p.Theme.TabOn.Render(name) + p.Theme.Muted.Render("  (ctrl+l next type)")
}

func (p *providers) drawRows(w *writer, s flow.State) {
	total := p.results.Len()
	if total == 0 {
		for _, line := range widget.Lines(widget.Box(widget.Wrap(p.empty(s), w.width), w.width, p.rows)) {
			w.line(p.Theme.Muted.Render(line))
		}
		return
	}
	top := w.at()
	w.block(p.list.View(p.Theme, total, w.width, p.rows, true, func(i, width int) string {
		return p.row(s, p.results.At(i), width)
	}))
	for y := range p.rows {
		if row, ok := p.list.At(y, total, p.rows); ok {
			w.view.ClickAreas = append(w.view.ClickAreas, ClickArea{Top: top + y, Height: 1, Do: func() Out { return p.clicked(row) }})
		}
	}
}

// clicked chooses a row, and takes it when it was chosen already.
func (p *providers) clicked(row int) Out {
	if row == p.list.Cursor() {
		return p.take(row)
	}
	p.list.Set(row, p.results.Len(), p.rows)
	return Out{}
}

func (p *providers) row(s flow.State, hit search.Hit, width int) string {
	sign := " "
	provider := hit.Provider
	if _, linked := s.AccountAt(provider.ID); linked {
		sign = p.Theme.Success.Render(p.Theme.Symbols.Done)
	} else if !provider.Linkable() {
		sign = p.Theme.Muted.Render(p.Theme.Symbols.Off)
	}
	name := widget.Mark(provider.Name, spans(hit.Name), p.Theme.Text, p.Theme.Match)
	long := widget.Mark(provider.LongName, spans(hit.LongName), p.Theme.Muted, p.Theme.Match)
	id := ""
	if len(hit.Name) == 0 && len(hit.LongName) == 0 && len(hit.ID) > 0 {
		id = "  " + widget.Mark(provider.ID, spans(hit.ID), p.Theme.Muted, p.Theme.Match)
	}
	return widget.Cut(sign+" "+name+"  "+long+id, width)
}

func spans(found []search.Span) []widget.Span {
	out := make([]widget.Span, len(found))
	for i, s := range found {
		out[i] = widget.Span(s)
	}
	return out
}

// empty says why there is nothing to choose from.
func (p *providers) empty(s flow.State) string {
	c := s.Catalogue
	switch {
	case c.Failure.Failed():
		return ""
	case s.Catalogue.Query == "" && !c.Complete:
		return p.Theme.Symbols.Wait + " reading the list"
	case c.Query != "" && !c.Complete:
		return fmt.Sprintf("%s nothing for %q yet, the host is being asked and the list is still coming", p.Theme.Symbols.Wait, c.Query)
	case c.Type != "":
		return fmt.Sprintf("Nothing for %q among %s. ctrl+l shows the next type.", c.Query, c.Type.Label())
	case c.Query == "":
		return "The host offers no provider at all: check --provider, --upload and the key's settings."
	}
	return fmt.Sprintf("Nothing for %q. Try fewer letters, the long name, or the id.", c.Query)
}

func (p *providers) Help(s flow.State) []key.Binding {
	keys := []key.Binding{p.Keys.Enter, p.Keys.Down}
	if filtered(s) {
		keys = append(keys, p.Keys.TypeFilter)
	}
	if s.Options.CanUpload() {
		keys = append(keys, p.Keys.Documents)
	}
	return append(keys, p.common(s)...)
}
