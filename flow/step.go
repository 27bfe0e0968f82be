package flow

import (
	"cmp"
	"fmt"
	"strings"

	"winkterm/api/wire"
)

// Refused is the error of Step for an intent that does not fit the state.
type Refused struct {
	Intent Intent
	// Why is one plain sentence, such as "there is nothing to revoke".
	Why string
}

// Error is Why.
func (r *Refused) Error() string { return r.Why }

// Step decides: the state after an event, and what is to be done about it, in
// order. An Intent that does not fit is answered with a *Refused, the unchanged
// state and no effects; there is no other error. An answer that nobody waits for is
// dropped with a note.
func Step(s State, e Event) (State, []Effect, error) {
	r := &reducer{State: s, asked: true}
	switch e := e.(type) {
	case Answer:
		r.asked = e.Attempt == s.Calls.Slots[SlotUser].Attempt
		r.answer(e)
	case TokenExpired:
		renewing{r}.expired(e)
	case HostReset:
		starting{r}.hostReset()
	case WidgetCallback:
		browsing{r}.callback(e)
	case WidgetPage:
		browsing{r}.pageChanged(e)
	case Intent:
		if r.intend(e); r.refusal != "" {
			return s, nil, &Refused{Intent: e, Why: r.refusal}
		}
	}
	return r.State, r.effects, nil
}

// reducer is one step while it is being made: a state that may be written, and the
// effects so far. It moves between pages, makes calls and fires callbacks; what the
// parts of the flow do on top of that is in types that wrap it, such as linking.
type reducer struct {
	State
	effects []Effect
	// asked says that the user waits for what the event brings.
	asked bool
	// refusal says why the intent does not fit, empty when it does.
	refusal string
}

func (r *reducer) emit(e Effect) { r.effects = append(r.effects, e) }

func (r *reducer) note(topic, format string, args ...any) {
	r.emit(RecordNote{Topic: topic, Text: fmt.Sprintf(format, args...)})
}

// refuse says why an intent does not fit, in one plain sentence; the first reason
// counts. Nothing of the step is kept then, so that it may go on.
func (r *reducer) refuse(why string) { r.refusal = cmp.Or(r.refusal, why) }

// require refuses an intent unless something holds.
func (r *reducer) require(holds bool, why string) {
	if !holds {
		r.refuse(why)
	}
}

// notify shows a notice. Where it shows already, that is why an intent is refused:
// nothing would change.
func (r *reducer) notify(l Level, text string) {
	n := Notice{Level: l, Text: text}
	r.require(r.Notice != n, text)
	r.Notice = n
}

// fire fires a callback of an account or archive, once, and none after its last.
func (r *reducer) fire(name, last wire.CallbackName, id string, args any) {
	if r.Session.HasFired(name, id) || r.Session.HasFired(last, id) {
		return
	}
	r.Session.Fired = with(r.Session.Fired, callbackKey(name, id), true)
	r.emit(FireCallback{Name: name, Args: args})
}

// offer is an intent that a page takes: it does it, and says whether it was that.
type offer func(*reducer, Intent) bool

// on makes an offer of a method of a part of the flow.
func on[P ~struct{ *reducer }, I Intent](do func(P, I)) offer {
	return func(r *reducer, i Intent) bool {
		intent, ok := i.(I)
		if ok {
			do(P{r}, intent)
		}
		return ok
	}
}

// goesBack offers an intent that leads one page back.
func goesBack[I Intent]() offer { return on(func(p part, _ I) { p.back() }) }

// leaves offers an intent that closes the session.
func leaves[I Intent](reason wire.CloseReason) offer {
	return on(func(p part, _ I) { p.leave(reason) })
}

// part is what the parts of the flow are made of.
type part struct{ *reducer }

// refresh polls again what the page is about.
func refresh(p part, _ Refreshed) {
	p.require(p.subject() != Subject{}, "the analysis is over")
	if p.Page == Connecting {
		p.Notice = Notice{}
	}
	p.resume()
}

// intend answers the user. Closing and going back are possible from everywhere;
// while a call is under way, nothing else is but typing, searching and stopping an
// upload. The Problem page waits for no call.
func (r *reducer) intend(i Intent) {
	if r.Page != Closed && r.anywhere(i) {
		return
	}
	switch i.(type) {
	case Searched, TypeFiltered, UploadStopped:
	default:
		if r.Calls.Busy() && r.Page != Problem {
			r.refuse("the page waits for an answer")
			return
		}
	}
	for _, offer := range pageTable[r.Page].offers {
		if offer(r, i) {
			return
		}
	}
	r.refuse(notOffered(r.Page, i))
}

// anywhere does what can be wanted on every page but the closed one, and says
// whether it was that.
func (r *reducer) anywhere(i Intent) bool {
	switch i := i.(type) {
	case Close:
		r.leave(wire.CloseX)
	case Back:
		r.back()
	case BrowserWanted:
		browsing{r}.open()
	case Typed:
		r.typed(i)
	default:
		return false
	}
	return true
}

// notOffered is why an intent that the page does not know is refused.
func notOffered(p Page, i Intent) string {
	if p == Closed {
		return "the session is closed"
	}
	return fmt.Sprintf("the page %s does not offer %s", p, strings.TrimPrefix(fmt.Sprintf("%T", i), "flow."))
}
