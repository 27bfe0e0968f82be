package screen

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/search"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// providers searches the list as one types.
type providers struct {
	*Page
	input   widget.Input
	rows    rows
	results search.Results
	// linked are the user's accounts, which stand above the providers.
	linked []wire.Account
	// query, kind and size are what results were found with.
	query string
	kind  wire.ProviderType
	size  int
}

func newProviders(page *Page, s flow.State) *providers {
	p := &providers{Page: page, size: -1, rows: rows{shown: 1}}
	p.write, p.toward, p.wide = p.draw, p.way, true
	p.input.Label = "Search"
	p.input.SetValue(s.Catalogue.Query)
	p.input.Focus()
	p.find(s)
	for i := range min(p.results.Len(), searchBack) {
		if id := s.Linking.Provider.ID; id != "" && p.results.At(i).Provider.ID == id {
			p.rows.Set(len(p.linked)+i, p.total(), len(p.linked)+p.rows.shown)
			break
		}
	}
	return p
}

// searchBack is how far down the provider that one comes back from is looked for.
const searchBack = 1000

// total is how many rows there are.
func (p *providers) total() int { return len(p.linked) + p.results.Len() }

// find searches again when something has changed. The cursor stays on its provider, or
// begins at the first one.
func (p *providers) find(s flow.State) {
	c, before := s.Catalogue, len(p.linked)
	anew := p.query != c.Query || p.kind != c.Type
	p.linked = nil
	if c.Query == "" && c.Type == "" {
		p.linked = s.LinkedAccounts()
	}
	if anew || p.size != p.Index.Len() {
		p.query, p.kind, p.size = c.Query, c.Type, p.Index.Len()
		p.results = p.Index.Search(c.Query, c.Type)
	}
	height := len(p.linked) + p.rows.shown // so that the accounts show above the first provider
	switch {
	case anew:
		p.rows.List = widget.List{}
		p.rows.Set(len(p.linked), p.total(), height)
	case p.rows.Cursor() >= before:
		p.rows.Move(len(p.linked)-before, p.total(), height)
	default:
		p.rows.Move(0, p.total(), height)
	}
}

// draw writes the search, the list, and what is known of the chosen provider.
func (p *providers) draw(w *writer) {
	c, below := w.state.Catalogue, &writer{Page: p.Page, state: w.state}
	p.find(w.state)
	w.rest = func(msg tea.Msg) Out { return p.update(msg, w.state) }
	w.key(w.Keys.Enter, func() Out { return p.take(p.rows.Cursor()) })
	w.hint(w.Keys.Down)
	p.field(w)
	typeBar(w, c.Type)
	w.notice()
	p.details(below)
	offerMissing(below)
	p.rows.shown = max(w.height-w.top()-below.top(), 1)
	if w.height == 1 { // not drawn yet
		p.rows.shown += len(p.linked)
	}
	p.rows.Move(0, p.total(), p.rows.shown)
	p.list(w)
	p.details(w)
	offerMissing(w)
	if c.Failure.Failed() || len(w.state.Linking.Accounts) > 0 {
		look := w.Keys.Resend
		look.SetHelp(look.Help().Key, "look again")
		w.key(look, func() Out { return want(flow.Refreshed{}) })
	}
	all := w.Keys.Everything
	if !w.state.HasAny() {
		all.SetHelp("", "")
	}
	w.key(all, func() Out { return want(flow.AccountsWanted{}) })
}

// shortcut adds a line that a key and a click do the same as.
func shortcut(w *writer, k key.Binding, line string, i flow.Intent) {
	top, do := w.top(), func() Out { return want(i) }
	w.line(line)
	w.clickArea(top, do)
	w.key(k, do)
}

func (p *providers) update(msg tea.Msg, s flow.State) Out {
	total, delta := p.total(), p.rows.delta(msg, p.Keys)
	wheel, isWheel := msg.(tea.MouseWheelMsg)
	switch {
	case delta != 0:
		p.rows.Move(delta, total, p.rows.shown)
	case isWheel:
		p.rows.wheel(wheel, total)
	case s.Options.Searchable() && edit(&p.input, msg):
		return want(flow.Searched{Query: p.input.Value()})
	}
	return Out{}
}

func (p *providers) take(row int) Out {
	switch n := len(p.linked); {
	case row < 0 || row >= p.total():
		return Out{}
	case row < n:
		return want(flow.AccountWanted{ID: p.linked[row].ID})
	default:
		return want(flow.ProviderChosen{Provider: p.results.At(row - n).Provider})
	}
}

// clicked chooses a row, and takes it when it was chosen already.
func (p *providers) clicked(row int) Out {
	if row == p.rows.Cursor() {
		return p.take(row)
	}
	p.rows.Set(row, p.total(), p.rows.shown)
	return Out{}
}

// field writes the search field, with where one is in the list.
func (p *providers) field(w *writer) {
	w.say(Heading, "", "Choose your provider")
	if !w.state.Options.Searchable() {
		w.line(p.Theme.Title.Render("Choose your provider"))
		return
	}
	w.note(Entry{Kind: Field, Label: "Search", Text: p.input.Value(), Filled: p.input.Value() != "", Set: func(text string) Out {
		p.input.SetValue(text)
		return want(flow.Searched{Query: p.input.Value()})
	}})
	position := widget.Position(p.rows.Cursor(), p.total())
	if w.roomy = w.roomy && w.height >= listRoomy; w.roomy {
		w.block(p.input.Box(p.Theme, w.width, position))
		return
	}
	count := p.Theme.Muted.Render(position)
	label := p.Theme.Focus.Render(p.Theme.Symbols.Select + " Search  ")
	room := w.width - widget.Width(label) - widget.Width(count) - 1
	w.line(label + p.input.Field(p.Theme, room) + " " + count)
}

// listRoomy is the height from which a list has a box for its field.
const listRoomy = 24

// list writes the rows, or why there are none.
func (p *providers) list(w *writer) {
	if p.total() == 0 {
		kind, text := Sentence, p.empty(w.state.Catalogue)
		if strings.HasPrefix(text, p.Theme.Symbols.Wait) {
			kind = Waiting
		}
		w.say(kind, "", strings.TrimPrefix(text, p.Theme.Symbols.Wait+" "))
		w.block(p.Theme.Muted.Render(widget.Box(widget.Wrap(p.empty(w.state.Catalogue), w.width), w.width, p.rows.shown)))
		return
	}
	row := func(i, width int) string {
		if i < len(p.linked) {
			return p.account(w, p.linked[i], width)
		}
		return p.row(w.state, p.results.At(i-len(p.linked)), width)
	}
	p.rows.spoken = func(i int) string {
		text := row(i, rowWidth)
		if i < len(p.linked) {
			return text
		}
		if now := connection(w.state, p.results.At(i-len(p.linked)).Provider); now != liveConnection {
			text += "  " + now
		}
		return text
	}
	p.rows.detail = func(i int) string {
		aside := &writer{Page: &Page{Env: p.Env, width: rowWidth}, state: w.state}
		p.describeRow(aside, i, rowWidth)
		return strings.Join(aside.view.Lines, "  ")
	}
	p.rows.draw(w, p.total(), true, row, p.clicked)
}

// nameColumn is where the long names begin at most, in cells; a longer name goes on.
const nameColumn = 24

func (p *providers) row(s flow.State, hit search.Hit, width int) string {
	sign, code, provider := " ", "", hit.Provider
	if provider.ID == "" { // a recording has the first rows alone
		return "  " + p.Theme.Muted.Render(p.Theme.Symbols.Wait)
	}
	a, linked := s.AccountAt(provider.ID)
	switch {
	case linked && a.ConnectionStatus == wire.StatusError:
		sign, code = p.Theme.Error.Render(p.Theme.Symbols.Fail), " "+p.Theme.Error.Render(widget.Clean(string(a.ErrorCode())))
	case linked:
		sign = p.Theme.Success.Render(p.Theme.Symbols.Done)
	case !provider.Linkable():
		sign = p.Theme.Muted.Render(p.Theme.Symbols.Off)
	}
	mark := func(s string, found []search.Span, base theme.Role) string {
		return widget.Mark(s, found, base, p.Theme.Match)
	}
	name := widget.Cut(mark(provider.Name, hit.Name, p.Theme.Text), max(width-2-widget.Width(code), 0))
	line := sign + " " + widget.Pad(name+code, min(nameColumn, width/2)) + "  " + mark(provider.LongName, hit.LongName, p.Theme.Muted)
	if len(hit.Name) == 0 && len(hit.LongName) == 0 && len(hit.ID) > 0 {
		line += "  " + mark(provider.ID, hit.ID, p.Theme.Muted)
	}
	return widget.Cut(line, width)
}

// empty says why there is nothing to choose from.
func (p *providers) empty(c flow.Catalogue) string {
	switch {
	case c.Failure.Failed():
		return ""
	case c.Query == "" && !c.Complete:
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

// details writes what is known of the chosen provider, below a rule, and how the
// list stands.
func (p *providers) details(w *writer) {
	w.line(widget.Rule(p.Theme, w.width))
	if cursor := p.rows.Cursor(); cursor < p.total() {
		p.describeRow(w, cursor, w.width)
	}
	if c := w.state.Catalogue; c.Failure.Failed() {
		text := fmt.Sprintf("The list broke off after %d: %s; %s. Press ctrl+r to go on from there.", c.Loaded, c.Failure.Summary(), c.Failure.Advice)
		w.remark(widget.Error, text)
	} else if !c.Complete && c.Loaded > 0 {
		w.timed = true
		w.waiting(fmt.Sprintf("%d read so far", c.Loaded))
	}
}
