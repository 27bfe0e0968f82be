package compare

import (
	"fmt"

	"winkterm/api/wire"
	"winkterm/flow"
)

// Expectation is what the wizard's own flow tells on a path.
type Expectation struct {
	// Told are its callbacks, in order, without times.
	Told []Told
	// Off says why the flow does not go along, by the place of what was told.
	Off map[int]string
}

// Expected walks the wizard's flow along the path that the widget's callbacks
// tell, with the statuses that were seen beside it (some may be missing), and
// gives what the flow tells on it. The options are those that the widget was
// opened with.
//
// A callback leads the flow to the page that it is about, by the shortest way,
// so that what the widget has left out on the way is told. Where the flow cannot
// go, it stays where it is and goes on with the next callback that it can follow.
// That a login succeeded, failed or wants a code it learns from the callbacks and
// the statuses alike. At most RecordsMax of each count.
func Expected(o wire.WidgetOptions, told []Told, seen []Seen) Expectation {
	told, seen = told[:min(len(told), RecordsMax)], seen[:min(len(seen), RecordsMax)]
	w := newWalk(o, read(told, seen))
	for i, g := range w.story.goals {
		if why := w.reach(i, g); why != "" {
			w.out.Off[i] = why
		}
	}
	w.end()
	return w.out
}

// walk follows the goals of a story.
type walk struct {
	position
	options flow.Options
	out     Expectation
	// ahead are what the flow has told and the widget has not yet, by sign: the
	// numbers of the goals that led to it. had are those once told by both.
	ahead map[sign][]int
	had   map[sign]bool
	// carried is how much the flow may know before some of it is forgotten.
	carried int
}

func newWalk(o wire.WidgetOptions, s story) *walk {
	w := &walk{
		ahead: map[sign][]int{}, had: map[sign]bool{}, carried: crowd, out: Expectation{Off: map[int]string{}},
		// The user was made before the widget was opened, and it logs in by itself.
		options: flow.Options{UserID: s.user, Native: true, Production: true, Widget: o},
	}
	if w.options.UserID == "" {
		w.options.UserID = unknown
	}
	w.position = position{story: &s, state: flow.New(w.options)}
	return w
}

// nearby is how many callbacks later the same page may be told and still be meant.
const nearby = 2

// reach goes to a goal. What it answers says why the flow does not.
func (w *walk) reach(i int, g goal) string {
	if why := g.stranger(); why != "" {
		return why
	}
	if w.take(i, g) || w.again(g) {
		return ""
	}
	w.forget(i)
	w.finish(g)
	w.befall(g, g.told.At)
	w.commit(i)
	if w.take(i, g) {
		return ""
	}
	before := w.position
	w.confirmEarly()
	why := w.attempt(g)
	if why == "" && !heard(w.fresh, g.want) {
		why = fmt.Sprintf("the flow does not tell it on %s", before.state.Page)
	}
	if why != "" {
		w.position = before
		return why
	}
	w.since = g.told.At
	w.commit(i)
	w.take(i, g)
	return ""
}

// stranger says that the flow does not know a callback at all.
func (g goal) stranger() string {
	_, page := pageOf[wire.EventName(g.told.sign.name)]
	switch g.told.Name {
	case wire.OnUIEvent:
		if !page {
			return fmt.Sprintf("the flow knows no screen event %q", g.told.sign.name)
		}
		return ""
	case wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved,
		wire.OnUploadsCreated, wire.OnUploadsRemoved, wire.OnTokenExpired, wire.OnClose:
		return ""
	}
	return fmt.Sprintf("the flow knows no callback %q", g.told.Name)
}

// take takes what the flow has told already. A page can show again, so it counts
// for a while only.
func (w *walk) take(i int, g goal) bool {
	ahead, ok := w.ahead[g.want]
	if !ok {
		return false
	}
	for g.repeatable() && len(ahead) > 0 && i-ahead[0] > nearby {
		ahead = ahead[1:]
	}
	if len(ahead) == 0 {
		delete(w.ahead, g.want)
		return false
	}
	w.ahead[g.want], w.had[g.want] = ahead[1:], true
	return true
}

// repeatable says that the flow can tell it more than once.
func (g goal) repeatable() bool {
	switch g.told.Name {
	case wire.OnUIEvent, wire.OnTokenExpired, wire.OnClose:
		return true
	case wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved,
		wire.OnUploadsCreated, wire.OnUploadsRemoved:
	}
	return false
}

// again says that nothing happens for what is told once more: a callback that
// comes once only, a page that shows already, or anything within no time. Two
// pages come again by themselves: the code after a wrong one, and the consent
// when the widget is loaded anew.
func (w *walk) again(g goal) bool {
	switch {
	case !w.had[g.want]:
		return false
	case !g.repeatable() || g.repeats:
		return true
	case g.told.Name != wire.OnUIEvent || g.page == flow.MFA || g.page == flow.Consent:
		return false
	}
	return w.state.Page == g.page && w.about(g.page, g)
}

// attempt goes to the goal's page and does there what makes it tell.
func (w *walk) attempt(g goal) string {
	switch g.told.Name {
	case wire.OnTokenExpired:
		w.do(flow.TokenExpired{ExpiresAt: w.state.Session.ExpiresAt})
		return ""
	case wire.OnClose:
		w.close(g)
		return ""
	case wire.OnAccountRemoved, wire.OnUploadsRemoved:
		return w.revoke(g)
	case wire.OnUIEvent, wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnUploadsCreated:
	}
	if g.page == flow.Consent && !w.leadsToConsent() {
		w.reload()
	}
	before := w.position
	why := w.walkTo(g)
	if why != "" && w.opensWith(g) {
		w.position = before
		w.reload()
		why = w.walkTo(g)
	}
	return why
}

// opensWith says that the widget opens with the goal's page, as it does with one
// provider and no consent.
func (w *walk) opensWith(g goal) bool {
	first := g.page == flow.Login || g.page == flow.LoginOptions || g.page == flow.EmployerSurvey
	return first && atOnceIn(&w.position, g)
}

// leadsToConsent says whether the user is one move before the consent page.
func (w *walk) leadsToConsent() bool {
	return w.state.Page == flow.Start || w.state.Page == flow.Closed || w.behind(flow.Consent)
}

// reload opens the widget anew, as one does by loading its page again: it tells
// nothing of the one before.
func (w *walk) reload() {
	w.accounts, w.archives = w.state.Linking.Accounts, w.state.Documents.Archives
	w.state = flow.New(w.options)
}

// commit keeps what the flow has told on the way to a goal.
func (w *walk) commit(i int) {
	for _, t := range w.fresh {
		if len(w.out.Told) < RecordsMax {
			w.out.Told = append(w.out.Told, t)
			w.ahead[t.sign] = append(w.ahead[t.sign], i)
		}
	}
	w.fresh = nil
}

func heard(told []Told, want sign) bool {
	for _, t := range told {
		if t.sign == want {
			return true
		}
	}
	return false
}
