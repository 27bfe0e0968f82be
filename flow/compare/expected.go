package compare

import (
	"fmt"
	"strings"
	"time"

	"winkterm/api/wire"
)

// Expectation is what a widget should have sent.
type Expectation struct {
	// Callbacks are in order, without times.
	Callbacks []Callback
	// Why says why a callback that was sent is not expected, by its index.
	Why map[int]string
}

// Expected gives what a widget that was opened with these options should have sent,
// by the callbacks that it did send and the statuses that were seen beside them
// (some may be missing).
//
// A callback leads to its page by the shortest way that the rules have, so that what
// was left out on the way is expected. Where they have none, it is left out itself,
// and the next callback goes on. At most RecordsMax of each count.
func Expected(o wire.WidgetOptions, sent []Callback, seen []Seen) Expectation {
	sent, seen = sent[:min(len(sent), RecordsMax)], seen[:min(len(seen), RecordsMax)]
	w := &widget{
		options: o, entry: list, at: closed, user: most(sent, Callback.user), mode: most(sent, Callback.mode), out: Expectation{Why: map[int]string{}},
		items: map[*track]*item{}, byID: map[string]*item{}, linked: map[string]*item{}, seen: map[string][]Seen{},
		all: map[key]bool{}, had: map[key]bool{}, codes: map[string]string{}, ahead: map[key]int{},
	}
	if on := o.EnableConsentPage; len(o.Providers) == 1 {
		w.entry = consent
		if on != nil && !*on {
			w.entry = closed
		}
	}
	var indexes []int
	for i, c := range sent {
		if i == 0 || !repeats(sent[i-1], c) {
			w.sent, indexes, w.all[c.key] = append(w.sent, c), append(indexes, i), true
		}
	}
	for _, c := range w.sent {
		if c.key.name == failed {
			w.codes[c.key.subject] = c.Text(codeField)
		}
	}
	w.watch(seen)
	for i := range w.sent {
		if why := w.follow(i); why != "" {
			w.out.Why[indexes[i]] = why
		}
	}
	always := func(Seen) bool { return true }
	w.catchUp(always)
	w.revoked(step{}, always)
	return w.out
}

// atOnce is the time within which no page comes, is left and comes again, however
// fast the user and the host are.
const atOnce = 100 * time.Millisecond

// repeats says that a callback is the one before once more, by its own time where it
// has one.
func repeats(before, c Callback) bool {
	a, ok := asTime(before.Value(EventTime))
	b, both := asTime(c.Value(EventTime))
	if !ok || !both {
		a, b = before.At, c.At
	}
	return before.key == c.key && b.Sub(a).Abs() < atOnce
}

// widget is one that keeps to the rules, on the path that another one's callbacks
// took.
type widget struct {
	options    wire.WidgetOptions
	user, mode string
	entry      string // where a provider is taken: the list, or before it the only one
	sent       []Callback
	all        map[key]bool // of sent

	at    string           // the page or callback where it stands
	back  []string         // the pages to go back to, the next one last
	items map[*track]*item // those under way
	since time.Time        // when the last callback was sent that it has followed

	// seen are the statuses by account and archive, strays those of accounts that no
	// callback names.
	seen         map[string][]Seen
	strays       []Seen
	codes        map[string]string // the error codes sent, by account
	byID, linked map[string]*item  // linked by provider

	out Expectation
	now int // the index of the callback that is followed
	// had are those that were expected and sent, ahead the indexes at which others
	// became expected.
	had   map[key]bool
	ahead map[key]int
}

// follow follows a callback. It answers why it is not expected, nothing where it is.
func (w *widget) follow(i int) string {
	w.now = i
	c := w.sent[i]
	switch _, ok := rules[c.key.name]; {
	case c.Name == wire.OnUIEvent && (!ok || !strings.HasSuffix(c.key.name, "PageOpened")):
		return fmt.Sprintf("the flow knows no screen event %q", c.key.name)
	case !ok || strings.HasSuffix(string(c.Name), "PageOpened"):
		return fmt.Sprintf("the flow knows no callback %q", c.Name)
	}
	s := w.step(i)
	if w.take(s) || w.again(s) {
		return ""
	}
	w.leave(s)
	w.revoked(s, func(seen Seen) bool { return !seen.At.After(c.At) })
	if w.take(s) {
		return ""
	}
	from := strings.TrimSuffix(w.at, "PageOpened")
	if w.attain(s) {
		w.since = c.At
		if w.take(s) {
			return ""
		}
	}
	if s.key.name == login && w.linkedAt(s.item.kind) != nil {
		return "the flow goes to AccountRevoke, not to Login"
	}
	return "the flow has no way there from " + from
}

// attain brings about what a callback is sent for, and says whether it can.
func (w *widget) attain(s step) bool {
	switch name := s.key.name; {
	case name == expired:
		if w.at != closed {
			w.emit(Callback{Name: wire.OnTokenExpired, key: s.key})
		}
	case name == closing:
		if w.at != closed || !w.had[s.key] {
			w.close(wire.CloseReason(s.sent.Text(reasonField)))
		}
	case name == consent && w.entry != closed:
		w.back = nil // by going back, or the widget is loaded anew
		w.show(consent)
	case w.reach(name, s):
	case w.entry == closed && w.open(closed, name, s):
		w.at, w.back = closed, nil // the widget is loaded anew
		return w.reach(name, s)
	default:
		return false
	}
	return true
}

// nearby is how many callbacks later a page can be sent and still be the one that
// was expected.
const nearby = 2

// take takes what became expected before.
func (w *widget) take(s step) bool {
	since, ok := w.ahead[s.key]
	if !ok || s.repeatable() && w.now-since > nearby {
		return false
	}
	delete(w.ahead, s.key)
	w.had[s.key] = true
	return true
}

// repeatable says that it can come more than once for an account or archive.
func (s step) repeatable() bool {
	r := rules[s.key.name]
	return r.track == nil || r.ids > 0
}

// again says that nothing happens for one that is sent once more: a callback that
// comes once only, or the page that shows already. Two pages come again by
// themselves: the code after a wrong one, and the consent when the widget is loaded
// anew.
func (w *widget) again(s step) bool {
	switch name := s.key.name; {
	case !w.had[s.key]:
		return false
	case !s.repeatable():
		return true
	default:
		return w.at == name && w.about(name, s) && name != code && name != consent && name != closing
	}
}
