package compare

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"winkterm/api/wire"
)

// attain brings about what a callback is sent for, and says whether it can.
func (w *widget) attain(s step, c Callback) bool {
	switch open := w.at.name != closed; {
	case s.name == expired && open:
		w.expect(s, "")
	case s.name == closing && (open || !w.steps[s]):
		w.close(wire.CloseReason(c.Text(reasonField)))
	case s.name == expired || s.name == closing:
		return false
	default:
		return w.reach(s)
	}
	return true
}

// reach expects a step, and before it what has to come before and did not. It says
// whether the widget can send it; else nothing happens.
func (w *widget) reach(to step) bool {
	b := w.before(to)
	if !w.can(to) || w.at.name == closed && b.name != closed && w.entry != closed && !w.reach(step{name: consent}) {
		return false
	}
	if _, known := w.steps[b]; b.name != closed && !known {
		if !w.reach(b) {
			return false
		}
		if w.at == to { // it came with the one before
			return true
		}
	}
	w.show(to)
	return true
}

// show expects a step, with what must come with it.
func (w *widget) show(s step) {
	if s.name == consent { // the widget is loaded, maybe anew
		w.forget()
	}
	w.expect(s, "")
	it := s.item
	if it != nil {
		w.items = append(slices.DeleteFunc(w.items, func(other *item) bool { return other == it }), it)
		it.status = cmp.Or(rules[s.name].status, it.status)
	}
	switch s.name {
	case removed, withdrawn:
		it.status = it.of.gone
		return // it shows on a page
	case code:
		it.codes++
	}
	w.at = s
	if s.name == connected {
		w.show(step{success, it})
	}
}

// forget forgets the pages of a widget that is not open any more.
func (w *widget) forget() {
	maps.DeleteFunc(w.steps, func(s step, sent bool) bool { return s.item == nil && sent })
}

func (w *widget) expect(s step, reason wire.CloseReason) {
	if len(w.out) < RecordsMax {
		w.out = append(w.out, expected{s, reason})
		w.steps[s] = false
	}
}

// noticed is the time within which a widget should have noticed a status.
const noticed = 5 * time.Second

// notice follows the statuses that were seen up to a moment.
func (w *widget) notice(by time.Time) {
	for ; len(w.seen) > 0 && !w.seen[0].At.After(by); w.seen = w.seen[1:] {
		for _, t := range []*track{accounts, archives} {
			if it := w.last(func(it *item) bool { return it.of == t && it.id == w.seen[0].ID }); it != nil {
				w.status(it, w.seen[0])
			}
		}
	}
}

// status follows a status: what it brings where the widget waits for it, and that an
// account or archive is gone while the page shows on which one revokes it.
func (w *widget) status(it *item, s Seen) {
	if s.Status == string(wire.StatusError) {
		it.code = cmp.Or(s.ErrorCode, it.code)
	}
	to := step{brings[s.Status], it}
	asks := to.name == code
	if asks && it.seen != s.Status {
		it.asked++
	}
	if asks || s.Status == string(wire.StatusPending) {
		it.seen = s.Status
	}
	switch gone := s.Status == it.of.gone; {
	case w.at.item == it && w.at.waits() && rules[to.name].of == it.of && (!asks || it.codes < it.asked):
		w.reach(to)
	case gone && w.at == step{it.of.page, it}:
		w.reach(step{it.of.removed, it})
	case gone || s.Status == string(wire.StatusError):
		it.status = s.Status
	}
}

// saw says that a status of an item was seen at any time, any of them for "".
func (w *widget) saw(it *item, status string) bool {
	return slices.ContainsFunc(w.all, func(s Seen) bool { return s.ID == it.id && (s.Status == status || status == "") })
}

// close closes the widget for the reason that was sent, as far as there is one:
// "exit" on a page of success, "error" where something can fail, "close" always.
// What the widget waits for comes to that end before.
func (w *widget) close(reason wire.CloseReason) {
	switch it := w.at.item; {
	case !w.at.waits():
	case reason == wire.CloseExit:
		w.reach(step{it.of.success, it})
	case reason == wire.CloseError && it.of == accounts && (!w.saw(it, "") || w.saw(it, string(wire.StatusError))):
		w.reach(step{failed, it})
	}
	switch at := w.at.name; {
	case reason == wire.CloseX:
	case at == success || at == analyzed:
		reason = wire.CloseExit
	case at == failed:
		reason = wire.CloseError
	case reason != wire.CloseError || at == consent || at == options || at == survey || at == types:
		reason = wire.CloseX
	}
	w.expect(step{name: closing}, reason)
	w.at = step{name: closed}
	w.forget()
}
