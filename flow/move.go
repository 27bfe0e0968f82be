package flow

import (
	"slices"

	"winkterm/api/wire"
)

// enter shows a page; it is the one place where a page changes.
func (r *reducer) enter(p Page) {
	from := r.origin()
	r.Page, r.Notice, r.Linking.Invalid, r.Revocation.Invalid, r.Calls.PollFailures = p, Notice{}, nil, "", 0
	r.viewed()
	if p != Problem {
		r.Calls.Failed = FailedCall{}
	}
	if r.origin() != from { // a problem happens on the page below it
		r.Revocation.Stage = RevokeIdle
		r.drop(SlotData)
	}
	e := ShowPage{Page: p, UserID: r.Session.UserID, Mode: r.Session.Mode}
	if shows := pageTable[p].shows; shows != nil {
		shows(&r.State, &e)
	}
	r.emit(e)
}

// viewed counts that something new is before the user.
func (r *reducer) viewed() {
	r.ViewCount++
	r.Unasked = !r.asked || r.Page == Problem
}

// advance shows a page with the present one to come back to. An answer may also
// lead on from a problem; the page to come back to is then the one it happened on.
func (r *reducer) advance(p Page) {
	if from := r.origin(); pageTable[from].kept {
		r.push(from)
	}
	r.enter(p)
}

func (r *reducer) push(p Page) { r.BackStack = append(slices.Clone(r.BackStack), p) }

func (r *reducer) pop() Page {
	last := len(r.BackStack) - 1
	p := r.BackStack[last]
	r.BackStack = slices.Clone(r.BackStack[:last])
	return p
}

// backTo takes what came after a page off the back stack.
func (r *reducer) backTo(p Page) {
	r.BackStack = slices.Clone(r.BackStack[:slices.Index(r.BackStack, p)+1])
}

// without takes the pages that fit off the back stack.
func (r *reducer) without(gone func(Page) bool) {
	r.BackStack = slices.DeleteFunc(slices.Clone(r.BackStack), gone)
}

// back gives up what the page waits for and shows the page before; a question
// that the page asks is taken back first.
func (r *reducer) back() {
	switch {
	case r.Page != Problem && r.Revocation.Stage == RevokeAsked:
		r.Revocation.Stage, r.Revocation.Invalid = RevokeIdle, ""
	case !r.CanGoBack():
		r.refuse("there is no page to go back to")
	case r.returns():
		r.reenter(r.Calls.Failed.Origin)
	default:
		r.reenter(r.pop())
	}
}

// reenter shows a page again without what was under way.
func (r *reducer) reenter(p Page) {
	r.drop(SlotUser, SlotPoll)
	r.Revocation.Stage = RevokeIdle
	if p == EmployerSurvey {
		r.Linking.restoreSurvey()
	}
	r.enter(p)
	if p == Data {
		reading{r}.load(LoadData{})
	}
	r.resume()
}

// resume polls again what the page is about.
func (r *reducer) resume() {
	if subject := r.subject(); subject.Kind != "" {
		r.poll(subject)
	}
}

// endSession gives up what is under way and the page that hosts the widget.
func (r *reducer) endSession() {
	r.drop(SlotUser, SlotPoll, SlotList, SlotSearch, SlotToken, SlotData)
	if r.Browser.Page != PageNone || r.Browser.URL != "" {
		r.emit(CloseWidget{})
	}
	r.Browser = Browser{}
}

// leave closes the session. What was typed and picked is forgotten.
func (r *reducer) leave(reason wire.CloseReason) {
	r.endSession()
	r.Session.CloseReason, r.Linking.Typed, r.Documents.Files, r.BackStack = reason, nil, nil, nil
	r.emit(FireCallback{Name: wire.OnClose, Args: wire.CloseCallback{Reason: reason}})
	r.enter(Closed)
}
