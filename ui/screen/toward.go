package screen

import (
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/keymap"
)

// Press is a key that a person would press, and what it does on the page.
type Press struct {
	Key  tea.KeyPressMsg
	Does string
	// Hidden says that the letter is one of a password.
	Hidden bool
	// Gives is what the flow is given by it; nothing while it is on the way there.
	Gives []flow.Intent
}

// Toward gives the next key on the way to an intent, of which a provider's id and a
// document's type are enough; nil where all that is to be typed stands there already. It
// is false where the page has no key for it.
func (p *Page) Toward(i flow.Intent, s flow.State) (next *Press, ok bool) {
	w := p.run(s)
	if p.toward != nil {
		if next, ok := p.toward(i, s); ok {
			return next, true
		}
	}
	if at := slices.IndexFunc(w.buttons, func(b button) bool { return leads(b.out, i) }); at >= 0 {
		return guide{w}.button(at), true
	}
	switch i := i.(type) {
	case flow.Typed:
		return guide{w}.typed(i.Values)
	case flow.Submitted:
		if len(p.form.inputs) == 0 || s.Calls.Busy() {
			return nil, false
		}
		if p.form.nextEmpty(p.form.at+1) > 0 {
			return &Press{Key: keyOf(p.Keys.Enter), Does: "next field"}, true
		}
		return pressOf(p.Keys.Enter, "send", i), true
	}
	return guide{w}.key(i)
}

// leads says that an intent comes first of what a button does.
func leads(o Out, i flow.Intent) bool {
	return len(o.Intents) > 0 && Same(o.Intents[0], i)
}

// Same says that two intents want the same, whatever else one knows of the provider, the
// document type or the file.
func Same(a, b flow.Intent) bool {
	brief := func(i flow.Intent) flow.Intent {
		switch i := i.(type) {
		case flow.ProviderChosen:
			return flow.ProviderChosen{Provider: wire.Provider{ID: i.Provider.ID}}
		case flow.FileTypeChosen:
			return flow.FileTypeChosen{Type: wire.FileType{Type: i.Type.Type}}
		case flow.FileAdded:
			return flow.FileAdded{File: flow.File{Path: i.File.Path}}
		}
		return i
	}
	return reflect.DeepEqual(brief(a), brief(b))
}

// guide says which keys lead where on a page.
type guide struct{ on *writer }

// button goes to a button: by its letter, by enter, or by the arrows.
func (g guide) button(at int) *Press {
	w := g.on
	b := w.buttons[at]
	label := ansi.Strip(b.label)
	switch now := min(w.at, len(w.buttons)-1); {
	case at == now:
		return pressOf(w.Keys.Enter, label, b.out.Intents...)
	case b.letter != "" && w.rest == nil:
		return &Press{Key: tea.KeyPressMsg{Code: rune(b.letter[0]), Text: b.letter}, Does: label, Gives: b.out.Intents}
	case at < now:
		return pressOf(w.Keys.Up, "up")
	}
	return pressOf(w.Keys.Down, "down")
}

// typed types field by field, from the first one that is not as it should be.
func (g guide) typed(values map[string]wire.Secret) (*Press, bool) {
	f, known, w := &g.on.form, 0, g.on
	var next *Press
	for i, field := range f.fields {
		want, ok := values[field.Name]
		if !ok {
			continue
		}
		known++
		switch have := f.inputs[i].Value(); {
		case next != nil || have == want.Reveal():
		case i != f.at:
			next = pressOf(w.Keys.NextField, "next field")
		default:
			next = letter(have, want.Reveal())
			next.Hidden = field.Kind == wire.FieldPassword && next.Key.Text != ""
		}
	}
	return next, known > 0 && known == len(values)
}

// letter types what comes next behind what stands there, or takes back what is wrong.
func letter(have, want string) *Press {
	rest, ok := strings.CutPrefix(want, have)
	if !ok {
		return &Press{Key: tea.KeyPressMsg{Code: tea.KeyBackspace}, Does: "take back"}
	}
	r, size := utf8.DecodeRuneInString(rest)
	return &Press{Key: tea.KeyPressMsg{Code: r, Text: rest[:size]}, Does: "type"}
}

// key is a key that does it without a button, where the page has it.
func (g guide) key(i flow.Intent) (*Press, bool) {
	w, k := g.on, g.on.Keys
	switch i.(type) {
	case flow.Back:
		return pressOf(k.Back, "back", i), w.state.CanGoBack()
	case flow.Close:
		return pressOf(k.Close, "close", i), w.state.Session.CloseReason == ""
	case flow.BrowserWanted:
		return pressOf(k.Browser, "browser", i), true
	case flow.UploadWanted:
		return pressOf(k.Documents, uploadInstead, i), g.binds(k.Documents)
	case flow.EmployerMissing:
		return pressOf(k.Missing, employerMissing, i), g.binds(k.Missing)
	case flow.AccountsWanted:
		return pressOf(k.Everything, allLabel, i), g.binds(k.Everything)
	case flow.ResendWanted:
		return pressOf(k.Resend, "new code", i), g.binds(k.Resend)
	case flow.Refreshed:
		look := k.Retry
		if w.state.Page == flow.ProviderList {
			look = k.Resend
		}
		return pressOf(look, "look again", i), w.state.Page != flow.MFA && g.binds(look)
	}
	return nil, false
}

// binds says that a key does something on the page.
func (g guide) binds(k key.Binding) bool {
	return slices.ContainsFunc(g.on.keys, func(b bound) bool { return slices.Equal(b.binding.Keys(), k.Keys()) })
}

func pressOf(k key.Binding, does string, gives ...flow.Intent) *Press {
	return &Press{Key: keyOf(k), Does: does, Gives: gives}
}

// keyOf is the first key of a binding, as the terminal sends it.
func keyOf(k key.Binding) tea.KeyPressMsg {
	name := k.Keys()[0]
	if code, ok := namedKeys[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(rest[0]), Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
}

var namedKeys = map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown}

// near is how many rows one goes down rather than to search.
const near = 3

// way is Toward for the list: one searches for a provider that is not near.
func (p *providers) way(i flow.Intent, s flow.State) (*Press, bool) {
	switch i := i.(type) {
	case flow.Searched:
		if p.input.Value() == i.Query || !s.Options.Searchable() {
			return nil, s.Options.Searchable()
		}
		return letter(p.input.Value(), i.Query), true
	case flow.TypeFiltered:
		if !slices.Contains(filters(s.Session), i.Type) {
			return nil, false
		}
		if next := nextType(s.Session, s.Catalogue.Type); s.Catalogue.Type != i.Type {
			return pressOf(p.Keys.TypeFilter, next.Label(), flow.TypeFiltered{Type: next}), true
		}
		return nil, true
	case flow.AccountWanted:
		row := slices.IndexFunc(p.linked, func(a wire.Account) bool { return a.ID == i.ID })
		return p.rows.toward(row, p.Keys, "open the account", i), row >= 0
	case flow.ProviderChosen:
		v, ok := p.Index.Get(i.Provider.ID)
		if !ok {
			return nil, false
		}
		row := 0
		for row < p.results.Len() && p.results.At(row).Provider.ID != v.ID {
			row++
		}
		last := len(p.linked) + p.results.Len()
		row += len(p.linked)
		far := row == last || row > p.rows.Cursor()+near
		if name := strings.ToLower(v.Name); far && s.Options.Searchable() && p.input.Value() != name {
			return letter(p.input.Value(), name), true
		}
		return p.rows.toward(row, p.Keys, v.Name, flow.ProviderChosen{Provider: v}), row < last
	}
	return nil, false
}

// toward goes to a row and takes it.
func (r *rows) toward(row int, k keymap.Keys, name string, gives flow.Intent) *Press {
	switch at := r.Cursor(); {
	case row > at:
		return pressOf(k.Down, "down")
	case row < at:
		return pressOf(k.Up, "up")
	}
	return pressOf(k.Enter, name, gives)
}

// way is Toward for the picker: a sample is a row, any other file is typed.
func (p *picker) way(i flow.Intent, s flow.State) (*Press, bool) {
	rows := p.all(s)
	index := func(is func(row) bool) int { return slices.IndexFunc(rows, is) }
	switch i := i.(type) {
	case flow.Submitted:
		return p.rows.toward(0, p.Keys, "send", i), len(s.Documents.Picked()) > 0 && !sending(s)
	case flow.FileRemoved:
		row := index(func(r row) bool { return r.place == i.Index+1 })
		next := p.rows.toward(row, p.Keys, "", i)
		if row == p.rows.Cursor() {
			next = pressOf(p.Keys.Remove, "remove", i)
		}
		return next, row >= 0
	case flow.FileAdded:
		if row := index(func(r row) bool { return i.File.Sample && r.place == 0 && r.name == i.File.Path }); row >= 0 {
			return p.rows.toward(row, p.Keys, rows[row].name, i), true
		}
		if i.File.Sample || p.input.Value() == i.File.Path {
			return pressOf(p.Keys.Enter, "add the file", i), !i.File.Sample
		}
		return letter(p.input.Value(), i.File.Path), true
	}
	return nil, false
}
