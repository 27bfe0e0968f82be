package compare

import (
	"cmp"
	"slices"

	"winkterm/api/wire"
)

// unknown stands for an id that nothing names.
const unknown = "(unknown)"

// item is an account or archive on its way, from its login or file type on.
type item struct {
	track *track
	// kind is the provider or file type.
	kind, id string
	named    bool // a callback names the id
	// status is the one that the widget knows, empty before the item is made; code why
	// the account failed.
	status, code string
	// seen are the statuses that are still to be followed, up to the final one.
	seen []Seen
	// revocable says that the page showed on which one revokes it.
	revocable bool
}

// step is one callback of the widget as the rules see it.
type step struct {
	sent Callback
	// key is the expected one, should a field that it consists of be wrong.
	key  key
	item *item // nil for none
}

// step says what callback i is about.
func (w *widget) step(i int) step {
	c := w.sent[i]
	s := step{sent: c, key: c.key}
	if rules[c.key.name].track != nil {
		s.item = w.itemOf(i)
		s.key = keyOf(c.key.name, s.item)
		s.item.code = cmp.Or(s.item.code, c.Text(codeField))
	} else if c.Name == wire.OnUIEvent {
		s.key.subject = ""
	}
	return s
}

// keyOf is the key of a screen event or callback about an item.
func keyOf(name string, it *item) key {
	switch r := rules[name]; {
	case r.track == nil:
		return key{name: name}
	case r.ids == 0:
		return key{name, it.id}
	case r.ids == 1:
		return key{name, it.kind}
	}
	return key{name, it.kind + " " + it.id}
}

// itemOf is what callback i is about: by the id that it names, else the one under
// way where that fits, else a new one.
func (w *widget) itemOf(i int) *item {
	c := w.sent[i]
	name, t := c.key.name, rules[c.key.name].track
	if it := w.byID[c.id()]; it != nil && it.track == t && name != t.form {
		return it
	}
	it, revokes := w.items[t], name == t.page || name == t.removed
	fits := it != nil && (c.kind() == "" || c.kind() == it.kind || name == code || name == analyzed)
	switch {
	case name == t.form || !fits:
		fits = false
	case name == t.created:
		fits = it.status == ""
	case name == code:
		fits = w.at == login || w.waits()
	case revokes:
		fits = w.at == t.success || w.at == t.page
	default:
		fits = !w.had[keyOf(name, it)]
	}
	switch {
	case fits:
		w.name(it, c.id())
		return it
	case revokes && t == accounts && w.linkedAt(c.kind()) != nil:
		return w.linkedAt(c.kind())
	}
	part := w.attempt(i)
	if revokes && c.kind() != "" {
		part = part[:1] // it was there before
	}
	it = w.newItem(t, part)
	if revokes {
		it.status, w.linked[it.kind] = t.good, it
	}
	return it
}

// newItem is one that begins with the first of some callbacks. What most of them
// name counts, so that one with a wrong field is one row.
func (w *widget) newItem(t *track, part []Callback) *item {
	it := &item{track: t, kind: cmp.Or(most(part, Callback.kind), unknown)}
	it.id = unknown + " at " + it.kind
	id := most(part, Callback.id)
	if id == "" && slices.ContainsFunc(part, func(c Callback) bool { return c.key.name == code }) {
		at := slices.IndexFunc(w.strays, func(s Seen) bool { return !s.At.Before(part[0].At) })
		if at >= 0 {
			id = w.strays[at].ID
			w.strays = slices.Delete(w.strays, at, at+1)
		}
	}
	w.name(it, id)
	return it
}

// name gives an item its id, unless it has one.
func (w *widget) name(it *item, id string) {
	if it.named || id == "" {
		return
	}
	it.named, it.id, it.seen, it.code = true, id, w.seen[id], w.codes[id]
	if at := slices.IndexFunc(it.seen, Seen.final); at >= 0 {
		it.seen = it.seen[:at+1]
		it.code = cmp.Or(it.seen[at].ErrorCode, it.code)
	}
	if before := w.byID[id]; before == nil || before.status == "" {
		w.byID[id] = it
	}
}

// attemptMax is how many callbacks can be about one account or archive.
const attemptMax = 64

// attempt are the callbacks from i on that can be about one account or archive: up
// to the page of the next (its own can come late), or to the second that is created.
func (w *widget) attempt(i int) []Callback {
	begins := []string{consent, list, options, login, types, files}
	var made key
	part := w.sent[i:min(i+attemptMax, len(w.sent))]
	for n, c := range part {
		creates := c.key.name == created || c.key.name == uploaded
		late := n == 1 && made != (key{}) && (c.key.name == login || c.key.name == files)
		if n > 0 && !late && slices.Contains(begins, c.key.name) || creates && made != (key{}) && made != c.key {
			return part[:n]
		}
		if creates {
			made = c.key
		}
	}
	return part
}

// most is what most of the callbacks say, the first of equals; empty if none says
// anything.
func most(all []Callback, says func(Callback) string) string {
	counts, best := map[string]int{}, ""
	for _, c := range all {
		if text := says(c); text != "" {
			counts[text]++
		}
	}
	for _, c := range all {
		if text := says(c); counts[text] > counts[best] {
			best = text
		}
	}
	return best
}
