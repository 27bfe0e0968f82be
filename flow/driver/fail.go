package driver

import (
	"errors"
	"fmt"
	"runtime/debug"

	"winkterm/api"
	"winkterm/flow"
	"winkterm/flow/journal"
)

// failed answers with what a person needs to know.
func (c call) failed(err error) {
	var e *api.Error
	if !errors.As(err, &e) {
		c.answer(flow.Failed{Failure: flow.Failure{Title: err.Error(), Advice: "try again"}})
		return
	}
	c.answer(flow.Failed{Failure: flow.Failure{
		Kind: kindOf(e.Kind), Call: e.Op, Title: e.Title(), Advice: e.Advice(),
		Status: e.HTTPStatus, Code: string(e.Code), Message: e.Detail(), RequestID: e.RequestID,
		RetryAfter: e.RetryAfter,
	}})
}

// kindOf says what a kind of the client means for the flow.
func kindOf(k api.Kind) flow.FailureKind {
	switch k {
	case api.KindTokenRefused:
		return flow.Expired
	case api.KindForbidden, api.KindInvalid, api.KindFile:
		return flow.Rejected
	case api.KindMissing:
		return flow.Gone
	case api.KindRateLimited, api.KindServerDown, api.KindTimeout, api.KindCutOff, api.KindUnreachable:
		return flow.Passing
	case api.KindKeyRefused, api.KindNotEnvelope, api.KindUnsupported, api.KindCancelled, api.KindCursorLoop:
		return flow.Lasting
	}
	return flow.Lasting
}

// rescue answers for a call that panicked: the session goes on, and the journal
// says where it happened.
func (c call) rescue(r flow.Request) {
	value := recover()
	if value == nil {
		return
	}
	c.Journal.Append(journal.Note{Topic: "panic", Text: fmt.Sprintf("%T: %v\n\n%s", r, value, debug.Stack())})
	c.answer(flow.Failed{Failure: flow.Failure{
		Title:  "winkterm itself failed",
		Advice: "this is an error in winkterm: please report it with the note \"panic\" of the timeline; another try may work",
	}})
}
