package flow

import (
	"fmt"
	"strings"

	"winkterm/api/wire"
)

// turn is one step while it is being made: a state that may be written, and the
// effects so far.
type turn struct {
	State
	out []Effect
	// asked says that the user waits for what the event brings.
	asked bool
	// why says why the intent is refused, empty when it is not.
	why string
}

func (t *turn) emit(e Effect) { t.out = append(t.out, e) }

func (t *turn) note(topic, format string, args ...any) {
	t.emit(RecordNote{Topic: topic, Text: fmt.Sprintf(format, args...)})
}

// refuse says why an intent does not fit, in one plain sentence. Nothing of the
// step is kept then.
func (t *turn) refuse(why string) { t.why = why }

// notOffered refuses an intent that the page does not know.
func (t *turn) notOffered(i Intent) {
	t.refuse(fmt.Sprintf("the page %s does not offer %s", t.Page, strings.TrimPrefix(fmt.Sprintf("%T", i), "flow.")))
}

// Refused is the error of Step for an intent that does not fit the state.
type Refused struct {
	Intent Intent
	// Why is one plain sentence, such as "nothing to revoke".
	Why string
}

// Error is Why.
func (r *Refused) Error() string { return r.Why }

// Step decides: the state after an event, and what is to be done about it, in
// order. An Intent that does not fit is answered with a *Refused, the unchanged
// state and no effects; there is no other error. An answer that nobody waits for is
// dropped with a note.
func Step(s State, e Event) (State, []Effect, error) {
	t := &turn{State: s, asked: true}
	switch e := e.(type) {
	case Answer:
		t.asked = e.Attempt == s.Calls.Slots[SlotUser].Attempt
		t.answer(e)
	case TokenExpired:
		t.asked = false
		t.tokenExpired(e)
	case HostReset:
		t.startOver()
	case WidgetCallback:
		t.widgetTold(e)
	case WidgetPage:
		t.widgetPage(e)
	case Intent:
		if t.intend(e); t.why != "" {
			return s, nil, &Refused{Intent: e, Why: t.why}
		}
	}
	return t.State, t.out, nil
}

// intend answers the user. Closing and going back are possible from everywhere;
// while a call is under way, nothing else is but typing, searching and stopping an
// upload. The Problem page waits for no call.
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
		if t.Calls.Busy() && t.Page != Problem {
			t.refuse("the page waits for an answer")
			return
		}
		places()[t.Page].step(t, i)
	}
}

// answer finds the slot that waits for the reply; late and foreign ones are
// dropped.
func (t *turn) answer(a Answer) {
	slot, ok := t.Calls.find(a.Attempt)
	if !ok {
		t.note("late answer", "dropped %T: nobody waits for attempt %d any more", a.Reply, a.Attempt)
		return
	}
	call := t.Calls.Slots[slot]
	poll, _ := call.Request.(Poll)
	if !goesOn(a.Reply) {
		t.Calls.Slots[slot] = Call{}
	}
	switch r := a.Reply.(type) {
	case Failed:
		t.failed(slot, call, r.Failure)
	case TokenReady:
		t.tokenReady(slot, r)
	case SessionOpened:
		t.sessionOpened(slot, r)
	case AccountsLoaded:
		t.accountsLoaded(r)
	case ProviderLoaded:
		t.providerLoaded(r)
	case ProvidersArrived:
		t.providersArrived(slot, r)
	case LoginLoaded:
		t.loginLoaded(r)
	case AccountCreated:
		t.accountCreated(r)
	case AccountSeen:
		t.accountSeen(poll, r)
	case SyncSeen:
		t.syncSeen(poll, r)
	case AnswerAccepted:
		t.answerTaken(call, r)
	case AccountRemoved, SyncStopped, ArchiveRemoved:
		t.resume()
	case WidgetLaunched:
		t.Browser.URL = r.URL
		t.resume()
	case WidgetRenewed:
		t.resume()
	case UserSeen:
		t.userSeen(poll, r)
	case FileTypesLoaded:
		t.fileTypesLoaded(r)
	case UploadProgress:
		t.Calls.Slots[slot].Progress = r.Progress
	case ArchiveCreated:
		t.archiveCreated(r)
	case ArchiveSeen:
		t.archiveSeen(poll, r)
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
