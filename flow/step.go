package flow

import (
	"fmt"

	"winkterm/api/wire"
)

// turn is one step while it is being made: a state that may be written, and the
// effects so far.
type turn struct {
	State
	out []Effect
}

func (t *turn) emit(e Effect) { t.out = append(t.out, e) }

func (t *turn) note(topic, format string, args ...any) {
	t.emit(Noted{Topic: topic, Text: fmt.Sprintf(format, args...)})
}

// Step decides: the state after an event, and what is to be done about it, in
// order. It never fails; what does not fit the state is ignored.
func Step(s State, e Event) (State, []Effect) {
	t := &turn{State: s}
	switch e := e.(type) {
	case Answer:
		t.answer(e)
	case TokenExpired:
		t.tokenExpired(e)
	case HostReset:
		t.startOver()
	case WidgetTold:
		t.widgetTold(e)
	case WidgetPage:
		t.widgetPage(e)
	case Intent:
		t.intend(e)
	}
	return t.State, t.out
}

// intend answers the user. Closing and going back are possible from everywhere;
// while a call is under way, nothing else is but typing and stopping an upload. The Problem page waits
// for no call.
func (t *turn) intend(i Intent) {
	if t.Page == Closed {
		stepClosed(t, i)
		return
	}
	switch i := i.(type) {
	case Close:
		t.leave(wire.CloseX)
	case Back:
		t.back()
	case BrowserWanted:
		t.toBrowser()
	case Typed:
		t.typed(i)
	case Searched, TypeFiltered, UploadStopped:
		places()[t.Page].step(t, i)
	default:
		if !t.Busy() || t.Page == Problem {
			places()[t.Page].step(t, i)
		}
	}
}

// answer finds the line that waits for the reply; late and foreign ones are
// dropped.
func (t *turn) answer(a Answer) {
	line, ok := t.lineOf(a.Attempt)
	if !ok {
		t.note("late answer", "dropped %T: nobody waits for attempt %d any more", a.Reply, a.Attempt)
		return
	}
	call := t.Calls[line]
	if !goesOn(a.Reply) {
		t.clear(line)
	}
	switch r := a.Reply.(type) {
	case Failed:
		t.failed(line, call, r.Failure)
	case TokenReady:
		t.tokenReady(line, r)
	case SessionOpened:
		t.sessionOpened(line, r)
	case AccountsLoaded:
		t.accountsLoaded(r)
	case ProviderLoaded:
		t.providerLoaded(r)
	case ProvidersArrived:
		t.providersArrived(line, r)
	case LoginLoaded:
		t.loginLoaded(r)
	case AccountCreated:
		t.accountCreated(r)
	case AccountSeen:
		t.accountSeen(call, r)
	case SyncSeen:
		t.syncSeen(call, r)
	case AnswerTaken:
		t.answerTaken(call, r)
	case AccountRemoved, SyncStopped, ArchiveRemoved:
		t.resume()
	case WidgetLaunched:
		t.Browser.URL = r.URL
		t.resume()
	case WidgetRenewed:
		t.resume()
	case UserSeen:
		t.userSeen(call, r)
	case FileTypesLoaded:
		t.fileTypesLoaded(r)
	case UploadProgress:
		t.Upload = r.Progress
	case ArchiveCreated:
		t.archiveCreated(r)
	case ArchiveSeen:
		t.archiveSeen(call, r)
	case ArchivesLoaded:
		t.archivesLoaded(r)
	}
}

// goesOn says that more answers follow to the same call.
func goesOn(r Reply) bool {
	if arrived, ok := r.(ProvidersArrived); ok {
		return !arrived.Last
	}
	_, sending := r.(UploadProgress)
	return sending
}
