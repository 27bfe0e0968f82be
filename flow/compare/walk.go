package compare

import (
	"slices"

	"winkterm/api/wire"
)

// reach goes to a screen event or callback by the shortest way that the rules have,
// and expects what comes on it. It says whether there is one; else nothing happens.
func (w *widget) reach(to string, s step) bool {
	before := rules[to].before
	if to == login || to == options || to == survey {
		before = w.entry
	}
	if t := rules[to].track; t != nil && to == t.page && s.item.status == "" {
		before = t.success
	}
	switch leaves := to == list || to == types; {
	case before == "":
		return w.at == to
	case (leaves || w.about(w.at, s)) && w.open(w.at, to, s):
		w.advance(to, s)
	case slices.Contains(w.back, to) && w.about(to, s):
		w.goBack(to, s)
	case !w.open(before, to, s) || !w.reach(before, s):
		return false
	case w.at != to:
		w.advance(to, s)
	}
	return true
}

// about says whether a page, if it showed now, would be about what the step is
// about.
func (w *widget) about(name string, s step) bool {
	r := rules[name]
	if s.item == nil || r.track != s.item.track {
		return true
	}
	now := w.items[r.track]
	again := name == account && s.item.status == "" // one logs in from the page of an account that failed
	return now == s.item || (r.ids == 1 && r.kept || again) && now.kind == s.item.kind
}

// goBack shows the pages before up to one.
func (w *widget) goBack(to string, s step) {
	for at := ""; at != to; {
		last := len(w.back) - 1
		at, w.back = w.back[last], w.back[:last]
		if t := rules[at].track; at == to && s.item != nil && t == s.item.track {
			w.items[t] = s.item
		}
		w.show(at)
	}
}

// advance goes on by one, with what must come with it.
func (w *widget) advance(to string, s step) {
	it, t := s.item, rules[to].track
	if t != nil {
		w.items[t] = it
	}
	waited := t != nil && w.waits()
	for waited && len(it.seen) > 0 && !it.seen[0].final() && it.seen[0].Status != rules[to].status {
		w.pass(it)
	}
	if waited && len(it.seen) > 0 && it.seen[0].Status == rules[to].status {
		it.seen = it.seen[1:]
	}
	switch from := w.at; {
	case waited && to != code && to != failed:
		w.back = w.back[:slices.Index(w.back, t.list)+1] // what was taken from the list is done
	case to == list && from == failed || to == types && from == uploaded:
		w.back = w.back[:max(slices.Index(w.back, to), 0)]
	case rules[from].kept:
		w.back = append(w.back, from)
	}
	if waited && to == t.page {
		it.status = t.gone
	}
	w.show(to)
	switch to {
	case connected:
		w.linked[it.kind] = it
		w.show(success)
	case removed, withdrawn:
		w.gone(it)
	}
}

// gone shows the page of what was revoked; its page of success is no place to go
// back to any more.
func (w *widget) gone(it *item) {
	it.status = it.track.gone
	w.back = slices.DeleteFunc(w.back, func(name string) bool { return name == it.track.success })
	if w.at != it.track.page {
		w.show(it.track.page)
	}
}

// show expects a screen event or callback.
func (w *widget) show(name string) {
	r := rules[name]
	it := w.items[r.track]
	if name != removed && name != withdrawn {
		w.at = name // the others show on a page
	}
	if r.track != nil {
		it.revocable = it.revocable || name == r.track.page
		if r.status != "" {
			it.status = r.status
		}
	}
	w.emit(w.callback(name, it))
}

func (w *widget) emit(c Callback) {
	if len(w.out.Callbacks) < RecordsMax {
		w.out.Callbacks, w.ahead[c.key] = append(w.out.Callbacks, c), w.now
	}
}

// callback is a screen event or callback with its fields.
func (w *widget) callback(name string, it *item) Callback {
	r := rules[name]
	c := Callback{Name: wire.CallbackName(name), key: keyOf(name, it)}
	add := func(field string, value any) { c.Fields = append(c.Fields, Field{field, encoded(value)}) }
	switch {
	case r.track == nil || r.ids > 0:
		c.Name = wire.OnUIEvent
		if r.ids == 2 {
			add(r.track.idField, it.id)
		}
		if r.ids > 0 {
			add(r.track.kindField, it.kind)
		}
		add(eventNameField, name)
		c.Fields = append(c.Fields, Field{EventTime, SomeTime})
		add(modeField, w.mode)
	case r.track == archives:
		add(uploadsField, []string{it.id})
	default:
		add(accountField, it.id)
		if name == failed && it.code != "" {
			add(codeField, it.code)
		}
		add(providerField, it.kind)
	}
	add(userField, w.user)
	return c
}
