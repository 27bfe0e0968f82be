package compare

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"winkterm/api/wire"
)

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
	if s.name == closing {
		w.end()
	}
	if s.name == closing || s.name == consent { // the pages of before are not open any more
		maps.DeleteFunc(w.steps, func(s step, sent bool) bool { return s.item == nil && sent })
	}
	if len(w.out) < RecordsMax {
		w.out, w.steps[s] = append(w.out, expected{s, w.reason}), false
	}
	if it := s.item; it != nil {
		w.items = append(slices.DeleteFunc(w.items, func(other *item) bool { return other == it }), it)
		it.status = cmp.Or(rules[s.name].status, it.status)
	}
	switch s.name {
	case removed, withdrawn, expired: // it shows on a page
	case closing:
		w.at = step{name: closed}
	case connected:
		w.show(step{success, s.item})
	case code:
		s.item.unasked--
		w.at = s
	default:
		w.at = s
	}
}

// end is the end of what the widget waits for, by the reason for closing that was sent.
// The reason then is that one as far as there is one: "exit" on a page of success,
// "error" where something can fail, "close" always.
func (w *widget) end() {
	switch it := w.at.item; {
	case !w.at.waits():
	case w.reason == wire.CloseExit:
		w.reach(step{it.of.success, it})
	case w.reason == wire.CloseError && it.of == accounts && (!w.saw(it, "") || w.saw(it, isFailed)):
		w.reach(step{failed, it})
	}
	switch at := w.at.name; {
	case w.reason == wire.CloseX:
	case at == success || at == analyzed:
		w.reason = wire.CloseExit
	case at == failed:
		w.reason = wire.CloseError
	case w.reason != wire.CloseError || at == consent || at == options || at == survey || at == types:
		w.reason = wire.CloseX
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
	to, asks, gone := step{brings[s.Status], it}, s.Status == isAsking, s.Status == it.of.gone
	if asks && !it.asking {
		it.unasked++
	}
	if asks || s.Status == isPending {
		it.asking = asks
	}
	if s.Status == isFailed {
		it.code = cmp.Or(s.ErrorCode, it.code)
	}
	switch {
	case w.at.item == it && w.at.waits() && rules[to.name].of == it.of && (!asks || it.unasked > 0):
		w.reach(to)
	case gone && w.at == step{it.of.page, it}:
		w.reach(step{it.of.removed, it})
	case gone || s.Status == isFailed:
		it.status = s.Status
	}
}

// saw says that a status of an item was seen at any time, any of them for "".
func (w *widget) saw(it *item, status string) bool {
	return slices.ContainsFunc(w.all, func(s Seen) bool { return s.ID == it.id && (s.Status == status || status == "") })
}
