package compare

import (
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

// noticed is the time within which a widget should have noticed a status.
const noticed = 5 * time.Second

// changesMax is how many changes of one account or archive count.
const changesMax = 64

// watch takes the statuses, without those that say nothing new.
func (w *widget) watch(all []Seen) {
	named := map[string]bool{}
	for _, c := range w.sent {
		named[c.id()] = true
	}
	for _, s := range all {
		before := w.seen[s.ID]
		if n := len(before); n > 0 && (n >= changesMax || before[n-1].Status == s.Status) {
			continue
		}
		w.seen[s.ID] = append(before, s)
		if len(before) == 0 && !named[s.ID] && wire.ConnectionStatus(s.Status).Known() {
			w.strays = append(w.strays, s)
		}
	}
}

// final says that a status ends linking an account or analysing an archive.
func (s Seen) final() bool {
	goes := wire.ConnectionStatus(s.Status)
	return goes != wire.StatusPending && goes != wire.StatusAwaitingMFA && s.Status != string(wire.ArchiveStarted) &&
		(goes.Known() || wire.ArchiveStatus(s.Status).Known())
}

// waits says that the widget waits for a status of an account or archive.
func (w *widget) waits() bool { return w.at == created || w.at == code || w.at == uploaded }

// pass follows the next status that was seen: a code that is asked for is a page.
func (w *widget) pass(it *item) {
	switch status := it.seen[0].Status; {
	case it.track != accounts:
	case status == string(wire.StatusPending):
		w.at = created
	case status == string(wire.StatusAwaitingMFA) && w.at != code:
		w.show(code)
	}
	it.seen = it.seen[1:]
}

// catchUp follows the statuses that were seen of what the widget waits for, as far
// as they count.
func (w *widget) catchUp(counts func(Seen) bool) {
	for w.waits() {
		it := w.items[rules[w.at].track]
		switch {
		case len(it.seen) == 0 || !counts(it.seen[0]):
			return
		case !it.seen[0].final():
			w.pass(it)
		case !w.reach(ends[it.seen[0].Status], step{item: it}):
			return
		}
	}
}

// leave brings about what should have been sent before the widget stops waiting:
// the end where that is sent later, else what was seen in time.
func (w *widget) leave(s step) {
	it := w.items[rules[w.at].track]
	if !w.waits() || s.item == it || s.key.name == expired {
		return
	}
	switch {
	case w.all[keyOf(connected, it)] || w.all[keyOf(it.track.success, it)]:
		w.reach(it.track.success, step{item: it})
	case w.all[keyOf(failed, it)]:
		w.reach(failed, step{item: it})
	}
	w.catchUp(func(seen Seen) bool { return !seen.At.Add(noticed).After(s.sent.At) })
}

// revoked brings about what was seen of the account or archive whose page shows.
// What is gone while the page shows on which one revokes was revoked there; a page
// of success is left if that is where the step goes.
func (w *widget) revoked(s step, counts func(Seen) bool) {
	t := rules[w.at].track
	if t == nil || w.at != t.success && w.at != t.page {
		return
	}
	it := w.items[t]
	for _, seen := range w.seen[it.id] {
		switch {
		case !counts(seen):
		case seen.Status == string(wire.StatusError) && it.status == accounts.good:
			it.status = seen.Status
		case seen.Status != t.gone || it.status == t.gone || w.all[key{t.removed, it.id}]:
		case w.at == t.page || s.item == it && s.key.name == t.page:
			if w.at == t.page && seen.At.After(w.since) {
				w.show(t.removed)
			}
			w.gone(it)
		}
	}
}

// close closes the widget for the reason that was sent, as far as there is one:
// "exit" on a page of success, "error" where something can fail, "close" always.
// What the widget waits for comes to that end before.
func (w *widget) close(reason wire.CloseReason) {
	t := rules[w.at].track
	switch it := w.items[t]; {
	case reason == wire.CloseExit && w.waits():
		w.reach(t.success, step{item: it})
	case reason == wire.CloseExit && t != nil && w.at == t.page && len(w.back) > 0 && w.back[len(w.back)-1] == t.success:
		w.goBack(t.success, step{})
	case reason == wire.CloseError && w.waits() && t == accounts && (len(w.seen[it.id]) == 0 || w.all[keyOf(failed, it)] || holds(it.seen, string(wire.StatusError))):
		w.reach(failed, step{item: it})
	}
	asks := w.at != consent && w.at != options && w.at != survey && w.at != types
	switch {
	case reason == wire.CloseX:
	case w.at == success || w.at == analyzed:
		reason = wire.CloseExit
	case w.at == failed:
		reason = wire.CloseError
	case reason != wire.CloseError || !asks:
		reason = wire.CloseX
	}
	w.emit(Callback{Name: wire.OnClose, key: key{name: closing}, Fields: []Field{{reasonField, encoded(reason)}}})
	w.at, w.back = closed, nil
}
