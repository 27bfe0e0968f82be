package screen

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/keymap"
	"winkterm/ui/widget"
)

// form is a page's fields. What is typed goes to the flow letter by letter, so
// that nothing is lost when the page is left.
type form struct {
	fields []wire.Field
	inputs []widget.Input
	// at is the field in focus.
	at int
	// person counts the test people that were typed in.
	person int
}

// newForm makes the inputs with what was typed before, the first empty one in
// focus.
func newForm(s flow.State) form {
	f := form{fields: s.Fields()}
	column := 0
	for _, field := range f.fields {
		column = max(column, widget.Width(field.Label))
	}
	for _, field := range f.fields {
		in := widget.Input{
			Label: widget.Pad(widget.Clean(field.Label), column), Hint: field.Hint,
			Secret: field.Kind == wire.FieldPassword,
		}
		in.SetValue(s.Value(field.Name).Reveal())
		f.inputs = append(f.inputs, in)
	}
	f.focus(max(f.nextEmpty(0), 0))
	return f
}

// nextEmpty is the first empty field from one on, -1 for none.
func (f *form) nextEmpty(from int) int {
	for i := from; i < len(f.inputs); i++ {
		if f.inputs[i].Value() == "" {
			return i
		}
	}
	return -1
}

// focus has the keys go to a field; behind the last one the first one follows.
func (f *form) focus(i int) {
	if n := len(f.inputs); n > 0 {
		f.inputs[f.at].Blur()
		f.at = (i + n) % n
		f.inputs[f.at].Focus()
	}
}

// TypeInto moves the focus to the field of a name, if there is one.
func (p *Page) TypeInto(field string) {
	for i, f := range p.form.fields {
		if f.Name == field {
			p.form.focus(i)
		}
	}
}

// typed is what stands in the fields.
func (f *form) typed() flow.Typed {
	values := map[string]wire.Secret{}
	for i, field := range f.fields {
		values[field.Name] = wire.Secret(f.inputs[i].Value())
	}
	return flow.Typed{Values: values}
}

// fill types in what is known of a field; a field without a value stays as it is.
func (f *form) fill(values map[string]string) Out {
	for i, field := range f.fields {
		if v := values[field.Name]; v != "" {
			f.inputs[i].SetValue(v)
		}
	}
	f.focus(len(f.inputs) - 1)
	return want(f.typed())
}

// edit gives a key or a paste to a field, and says whether it changed the text.
func edit(in *widget.Input, msg tea.Msg) bool {
	before := in.Value()
	*in = in.Update(msg)
	return in.Value() != before
}

// typing answers a key or a paste: it moves between the fields, gives them what is
// typed, and sends behind the last one.
func (f *form) typing(msg tea.Msg, k keymap.Keys, typed, send func() Out) Out {
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case len(f.inputs) == 0:
	case isKey && key.Matches(press, k.NextField, k.Down):
		f.focus(f.at + 1)
	case isKey && key.Matches(press, k.PrevField, k.Up):
		f.focus(f.at - 1)
	case isKey && key.Matches(press, k.Enter):
		if i := f.nextEmpty(f.at + 1); i > 0 {
			f.focus(i)
			return Out{}
		}
		return send()
	case edit(&f.inputs[f.at], msg):
		return typed()
	}
	return Out{}
}

// form adds the fields that the flow asks for, and what sends them.
func (w *writer) fields(does string) {
	f := &w.form
	send := func() Out { return want(f.typed(), flow.Submitted{}) }
	w.rest = func(msg tea.Msg) Out {
		return f.typing(msg, w.Keys, func() Out { return want(f.typed()) }, send)
	}
	w.hint(w.Keys.Enter)
	for i := range f.inputs {
		w.input(i, w.state.Linking.Invalid[f.fields[i].Name], func() Out { return want(f.typed()) })
	}
	if w.state.Calls.Busy() {
		w.waiting("sending")
		return
	}
	if w.height >= airyFrom {
		w.blank()
	}
	w.send(does, send)
}

// send adds the button that sends the fields; enter does the same.
func (w *writer) send(does string, do func() Out) {
	top := w.top()
	w.note(Entry{Kind: Send, Label: does, Do: do})
	w.line("  " + w.Theme.Button.Render("[ "+capital(does)+" ]") + w.Theme.Muted.Render("  enter"))
	w.clickArea(top, do)
}

// input adds a field with what is wrong with it; a click takes it. set follows what is
// typed without keys.
func (w *writer) input(i int, wrong string, set func() Out) {
	f, top := &w.form, w.top()
	f.inputs[i].Err = wrong
	w.noteField(&f.inputs[i], set)
	if i == f.at {
		w.view.Focus = top + 1
	}
	w.field(f.inputs[i], "")
	w.clickArea(top, func() Out { f.focus(i); return Out{} })
}

// field draws a field, in a box where there is room for boxes, with a note at its right.
func (w *writer) field(in widget.Input, note string) {
	if w.boxed = w.boxed || w.roomy; w.roomy {
		width := min(w.width, fieldMost)
		if w.wide {
			width = w.width
		}
		w.block(in.Box(w.Theme, width, note))
		return
	}
	w.block(in.View(w.Theme, w.width))
}

// fieldMost is how wide a box is at most on a page of text, in cells.
const fieldMost = 60

// try offers to type in what a test person would; a click does as well. The key stands
// first, so that it is never cut.
func (w *writer) try(name string, values map[string]string) {
	facts := []string{name}
	for _, field := range w.form.fields {
		facts = append(facts, values[field.Name])
	}
	fill := func() Out { w.form.person++; return w.form.fill(values) }
	w.key(w.Keys.Fill, fill)
	top, text := w.top(), widget.Clean(strings.Join(facts, " "+w.Theme.Symbols.Dot+" "))
	w.say(Fact, "Try", text)
	w.hang("  ", w.Theme.Key.Render("ctrl+t")+w.Theme.Muted.Render(" try ")+text)
	w.clickArea(top, fill)
}
