package screen

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// form is a page's fields. What is typed goes to the flow letter by letter, so
// that nothing is lost when the page is left.
type form struct {
	*Env
	fields []wire.Field
	inputs []widget.Input
	at     int
	// person is the test person that ctrl+t filled in last, -1 before.
	person int
}

// newForm makes the inputs with what was typed before, the first empty one in
// focus.
func newForm(s flow.State, env *Env) form {
	f := form{Env: env, fields: s.Fields(), person: -1}
	column := 0
	for _, field := range f.fields {
		column = max(column, widget.Width(field.Label))
	}
	for _, field := range f.fields {
		in := widget.Input{
			Label: widget.Clean(field.Label), LabelWidth: column, Hint: field.Hint,
			Secret: field.Kind == wire.FieldPassword,
		}
		in.SetValue(s.Value(field.Name).Reveal())
		f.inputs = append(f.inputs, in)
	}
	for i, in := range f.inputs {
		if in.Value() == "" {
			f.at = i
			break
		}
	}
	f.focus(f.at)
	return f
}

func (f *form) focus(i int) {
	for j := range f.inputs {
		f.inputs[j].Blur()
	}
	if i >= 0 && i < len(f.inputs) {
		f.at = i
		f.inputs[i].Focus()
	}
}

// update answers a key or a paste: it moves between the fields, submits on the
// last one, and passes on what was typed.
func (f *form) update(msg tea.Msg) Out {
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case len(f.inputs) == 0:
		return Out{}
	case isKey && (key.Matches(press, f.Keys.NextField) || key.Matches(press, f.Keys.Down)):
		f.focus((f.at + 1) % len(f.inputs))
		return Out{}
	case isKey && (key.Matches(press, f.Keys.PrevField) || key.Matches(press, f.Keys.Up)):
		f.focus((f.at + len(f.inputs) - 1) % len(f.inputs))
		return Out{}
	case isKey && key.Matches(press, f.Keys.Enter):
		return f.enter()
	}
	before := f.inputs[f.at].Value()
	f.inputs[f.at] = f.inputs[f.at].Update(msg)
	if f.inputs[f.at].Value() == before {
		return Out{}
	}
	return want(f.typed())
}

// enter goes to the next empty field, and submits when there is none.
func (f *form) enter() Out {
	for i := f.at + 1; i < len(f.inputs); i++ {
		if f.inputs[i].Value() == "" {
			f.focus(i)
			return Out{}
		}
	}
	return want(f.typed(), flow.Submitted{})
}

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

// offer writes what a test person would type; a click fills it in.
func (f *form) offer(w *writer, name string, values map[string]string, fill func() Out) {
	facts := []string{name}
	for _, field := range f.fields {
		facts = append(facts, values[field.Name])
	}
	top := w.at()
	muted, dot := f.Theme.Muted, " "+f.Theme.Symbols.Dot+" "
	w.line(muted.Render("  try ") + widget.Clean(strings.Join(facts, dot)) + muted.Render("  (ctrl+t)"))
	w.clickArea(top, fill)
}

// draw writes the fields; a click takes one.
func (f *form) draw(w *writer, s flow.State) {
	for i := range f.inputs {
		f.inputs[i].Err = s.Linking.Invalid[f.fields[i].Name]
		top := w.at()
		if i == f.at {
			w.view.Focus = top + 1
		}
		w.block(f.inputs[i].View(f.Theme, w.width))
		w.clickArea(top, func() Out { f.focus(i); return Out{} })
	}
}

// button writes what sends the form.
func (f *form) button(w *writer, s flow.State, label string) {
	top := w.at()
	if s.Calls.Busy() {
		w.muted(f.Theme.Symbols.Wait + " sending")
		return
	}
	w.line("  " + f.Theme.Key.Render("enter") + " " + label)
	w.clickArea(top, func() Out { return want(f.typed(), flow.Submitted{}) })
}
