package compare

import (
	"cmp"
	"slices"
)

// item is an account or archive on its way, from its login or file type on.
type item struct {
	of *track
	// kind is the provider or file type, code why it failed. Each is empty until a
	// callback or a status names it.
	kind, id, code string
	// status is the one that the widget knows, empty before the item is made.
	status string
	// asking says that the last status noticed on the API wants a code, unasked how many
	// times more that was so than the page for it showed.
	asking  bool
	unasked int
}

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
	return w.last(func(it *item) bool { return it.of == accounts && it.kind == provider && it.status == isConnected })
}

// itemOf is what a callback is about: by the id that it names, else the one under way
// where that fits, else a new one.
func (w *widget) itemOf(c Callback) *item {
	name, t := c.key.name, rules[c.key.name].of
	it := w.last(func(it *item) bool { return it.of == t && it.id == c.id && c.id != "" })
	if it == nil || name == t.form {
		it = w.underWay(c)
	}
	if it == nil {
		it = &item{of: t}
		if name == t.page || name == t.removed { // it was there before
			it.status = isConnected
		}
		w.items = append(w.items, it)
	}
	it.kind, it.id, it.code = cmp.Or(it.kind, c.kind), cmp.Or(it.id, c.id), cmp.Or(it.code, c.Text("errorCode"))
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
	fits, same := false, c.kind == "" || it.kind == "" || c.kind == it.kind
	switch name {
	case t.form:
		fits = same && (it.status == "" || w.awaited(step{name, it}))
	case t.page, t.removed:
		if fits = same && (it.id == "" || w.at == step{t.success, it} || w.at == step{t.page, it}); !fits && t == accounts {
			return w.linkedAt(c.kind)
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
