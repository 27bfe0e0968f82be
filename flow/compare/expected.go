package compare

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"winkterm/api/wire"
)

// Seen is a status that was seen on the API beside what the widget sent.
type Seen struct {
	At time.Time
	// ID is an account's or an archive's.
	ID string
	// Status is a wire.ConnectionStatus or a wire.ArchiveStatus, with the error code
	// that came with it.
	Status, ErrorCode string
}

// Expectation is what a widget should have sent.
type Expectation struct {
	// Callbacks are in order, without times.
	Callbacks []Callback
	// Why says why a callback that was sent is not expected, by its index.
	Why map[int]string
}

// atOnce is the time within which no page comes, is left and comes again, however
// fast the user and the host are.
const atOnce = 100 * time.Millisecond

// Expected gives what a widget that was opened with these options should have sent,
// by the callbacks that it did send and the statuses that were seen beside them
// (some may be missing).
//
// Each callback is held against its rule. Where it cannot come, what comes before it
// as a rule was left out and is expected; where that cannot come either, the callback
// is left out itself. At most RecordsMax of each count.
func Expected(o wire.WidgetOptions, sent []Callback, seen []Seen) Expectation {
	sent, seen = sent[:min(len(sent), RecordsMax)], seen[:min(len(seen), RecordsMax)]
	w := &widget{options: o, entry: list, at: step{name: closed}, all: seen, seen: seen, steps: map[step]bool{}}
	if on := o.EnableConsentPage; len(o.Providers) == 1 && on != nil && !*on {
		w.entry = closed
	} else if len(o.Providers) == 1 {
		w.entry = consent
	}
	for _, c := range sent {
		w.user, w.mode = cmp.Or(w.user, c.Text("userId")), cmp.Or(w.mode, c.Text("mode"))
	}
	out := Expectation{Why: map[int]string{}}
	for i, c := range sent {
		if i > 0 && sent[i-1].key == c.key && c.At.Sub(sent[i-1].At) < atOnce {
			continue
		}
		if why := w.follow(c); why != "" {
			out.Why[i] = why
		}
	}
	if len(seen) > 0 {
		w.notice(seen[len(seen)-1].At)
	}
	for _, s := range w.out {
		out.Callbacks = append(out.Callbacks, w.callback(s))
	}
	return out
}

// widget is one that keeps to the rules, on the path that another one's callbacks
// took.
type widget struct {
	options    wire.WidgetOptions
	user, mode string
	entry      string // where a provider is taken: the list, or before it the only one
	all, seen  []Seen // all statuses, and those that were not noticed yet

	at     step
	items  []*item          // the one that was shown last at the end
	reason wire.CloseReason // the last one for closing

	out   []expected
	steps map[step]bool // those of out, and whether they were sent
}

// expected is a step that should have been sent, with the reason for closing.
type expected struct {
	step
	reason wire.CloseReason
}

// follow follows a callback. It answers why it is not expected, nothing where it is.
func (w *widget) follow(c Callback) string {
	s, isEvent := step{name: c.key.name}, c.Name == wire.OnUIEvent
	switch r, known := rules[s.name]; {
	case isEvent && (!known || !isPage(s.name)):
		return fmt.Sprintf("the flow knows no screen event %q", s.name)
	case !isEvent && (!known || isPage(s.name)):
		return fmt.Sprintf("the flow knows no callback %q", c.Name)
	case r.of != nil:
		s.item = w.itemOf(c)
	case s.name == closing:
		w.reason = wire.CloseReason(c.Text("reason"))
	}
	if w.take(s) || w.again(s) {
		return ""
	}
	if s.item == nil || s.item != w.at.item { // else it has seen them too
		c.At = c.At.Add(-noticed)
	}
	w.notice(c.At)
	from := strings.TrimSuffix(w.at.name, pageOpened)
	switch {
	case w.take(s) || w.reach(s) && w.take(s):
		return ""
	case s.name == login && w.linkedAt(s.item.kind) != nil:
		return "the flow goes to AccountRevoke, not to Login"
	}
	return "the flow has no way there from " + from
}

// awaited says that a step became expected and was not sent yet.
func (w *widget) awaited(s step) bool {
	sent, known := w.steps[s]
	return known && !sent
}

// take takes what became expected before.
func (w *widget) take(s step) bool {
	ok := w.awaited(s)
	if ok {
		w.steps[s] = true
	}
	return ok
}

// again says that nothing happens for one that is sent once more: a callback that
// comes once only, or the page that shows already. Two pages come again by
// themselves: the code after a wrong one, and the consent when the widget is loaded
// anew.
func (w *widget) again(s step) bool {
	once := s.item != nil && !isPage(s.name)
	return w.steps[s] && (once || w.at == s && s.name != code && s.name != consent)
}

// callback is what is expected for a step.
func (w *widget) callback(s expected) Callback {
	it, c := s.item, Callback{Name: wire.CallbackName(s.name)}
	if it == nil {
		it = &item{}
	}
	if isPage(s.name) {
		c.Name = wire.OnUIEvent
	}
	kind := cmp.Or(it.kind, "(unknown)")
	id := cmp.Or(it.id, "(unknown) at "+kind)
	values := map[string]any{
		"eventName": s.name, "mode": w.mode, "userId": w.user, "reason": s.reason, "errorCode": it.code,
		"account.accountId": id, "archive.archiveId": id, "accountId": id, "uploads": []string{id},
		"account.providerId": kind, "archive.fileType": kind, "providerId": kind,
	}
	for name := range strings.FieldsSeq(rules[s.name].fields) {
		switch {
		case name == EventTime:
			c.Fields = append(c.Fields, Field{name, SomeTime})
		case name != "errorCode" || it.code != "":
			c.Fields = append(c.Fields, Field{name, encoded(values[name])})
		}
	}
	return c.keyed()
}
