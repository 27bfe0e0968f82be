package compare

import (
	"cmp"
	"slices"

	"winkterm/api/wire"
)

// item is an account or archive on its way, from its login or file type on.
type item struct {
	of *track
	// kind is the provider or file type, code why it failed. Each is empty until a
	// callback or a status names it.
	kind, id, code string
	// status is the one that the widget knows, empty before the item is made.
	status string
	// seen is the last status that was noticed on the API, asked how often that was one
	// that wants a code, codes how often the page for it showed.
	seen         string
	asked, codes int
}

func (it *item) kindName() string { return cmp.Or(it.kind, "(unknown)") }
func (it *item) idName() string   { return cmp.Or(it.id, "(unknown) at "+it.kindName()) }

// step is a screen event or callback about an item, nil for none.
type step struct {
	name string
	item *item
}

// waits says that a widget that stands there waits for a status.
func (s step) waits() bool { return s.name == created || s.name == code || s.name == uploaded }

// last is the last item on its way for which something holds, nil for none.
func (w *widget) last(holds func(*item) bool) *item {
	for _, it := range slices.Backward(w.items) {
		if holds(it) {
			return it
		}
	}
	return nil
}

// linkedAt is the account that is linked at a provider, nil for none.
func (w *widget) linkedAt(provider string) *item {
	return w.last(func(it *item) bool {
		return it.of == accounts && it.kind == provider && it.status == string(wire.StatusConnected)
	})
}

// itemOf is what a callback is about: by the id that it names, else the one under way
// where that fits, else a new one.
func (w *widget) itemOf(c Callback) *item {
	name, t, id := c.key.name, rules[c.key.name].of, c.id()
	it := w.last(func(it *item) bool { return it.of == t && it.id == id && id != "" })
	if it == nil || name == t.form {
		it = w.underWay(c)
	}
	if it == nil {
		it = &item{of: t, kind: c.kind()}
		if name == t.page || name == t.removed { // it was there before
			it.status = string(wire.StatusConnected)
		}
		w.items = append(w.items, it)
	}
	it.kind, it.id = cmp.Or(it.kind, c.kind()), cmp.Or(it.id, id)
	it.code = cmp.Or(it.code, c.Text(codeField))
	return it
}

// underWay is the account or archive under way, or the one that is linked, where a
// callback can be about it; nil where it cannot.
func (w *widget) underWay(c Callback) *item {
	name, t := c.key.name, rules[c.key.name].of
	it := w.last(func(it *item) bool { return it.of == t })
	if it == nil {
		return nil
	}
	fits, same := false, c.kind() == "" || it.kind == "" || c.kind() == it.kind
	switch name {
	case t.form:
		fits = same && (it.status == "" || w.awaited(step{name, it}))
	case t.page, t.removed:
		if fits = same && (it.id == "" || w.at == step{t.success, it} || w.at == step{t.page, it}); !fits && t == accounts {
			return w.linkedAt(c.kind())
		}
	case t.created:
		fits = it.status == ""
	case code:
		fits = w.at.name == login || w.at.waits()
	default:
		fits = same && !w.steps[step{name, it}]
	}
	if !fits {
		return nil
	}
	return it
}

// callback is what is expected for a step.
func (w *widget) callback(s expected) Callback {
	r, it := rules[s.name], s.item
	c := Callback{Name: wire.CallbackName(s.name)}
	add := func(field string, value any) { c.Fields = append(c.Fields, Field{field, encoded(value)}) }
	switch {
	case s.name == expired:
	case s.name == closing:
		add(reasonField, s.reason)
	case r.of == nil || r.ids > 0:
		c.Name = wire.OnUIEvent
		if r.ids == 2 {
			add(r.of.idField, it.idName())
		}
		if r.ids > 0 {
			add(r.of.kindField, it.kindName())
		}
		add(eventNameField, s.name)
		c.Fields = append(c.Fields, Field{EventTime, SomeTime})
		add(modeField, w.mode)
		add(userField, w.user)
	case r.of == archives:
		add(uploadsField, []string{it.idName()})
		add(userField, w.user)
	default:
		add(accountField, it.idName())
		if s.name == failed && it.code != "" {
			add(codeField, it.code)
		}
		add(providerField, it.kindName())
		add(userField, w.user)
	}
	return c.keyed()
}
