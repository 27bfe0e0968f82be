package flow

import "winkterm/api/wire"

// passingMax is how many polls in a row may fail before the user is told.
const passingMax = 5

// failed decides what a failure means on its line.
func (t *turn) failed(l Slot, c Call, f Failure) {
	if f.Kind == Expired && l != SlotToken && t.Page != Start && t.unauthorized(l, c) {
		return
	}
	switch l {
	case SlotUser:
		t.frontFailed(c, f)
	case SlotPoll:
		t.pollFailed(c, f)
	case SlotList:
		t.Catalogue.Failure = f
	case SlotSearch:
		t.note("search", "the host could not be asked: %s", f.Summary())
	case SlotToken:
		t.trouble(l, c, f)
	case slotCount:
	}
}

// frontFailed stays on the page where the user can mend what was refused, and
// goes to the Problem page otherwise.
func (t *turn) frontFailed(c Call, f Failure) {
	if t.Page == Start || f.Kind != Rejected && f.Kind != Gone {
		t.trouble(SlotUser, c, f)
		return
	}
	t.refused(f.Summary())
	if r, ok := c.Request.(RevokeAccount); ok {
		t.unrevoked(r.AccountID)
	}
	if r, ok := c.Request.(DeleteArchive); ok {
		t.unrevoked(r.ArchiveID)
	}
}

// pollFailed looks again a few times where that can help.
func (t *turn) pollFailed(c Call, f Failure) {
	if f.Kind != Passing || t.Calls.PollFailures >= passingMax {
		t.trouble(SlotPoll, c, f)
		return
	}
	t.Calls.PollFailures++
	t.note("poll", "%s; looking again", f.Summary())
	if p, ok := c.Request.(Poll); ok {
		t.call(SlotPoll, p.next(f.RetryAfter))
	}
}

// trouble shows the Problem page and keeps what is to be repeated.
func (t *turn) trouble(l Slot, c Call, f Failure) {
	origin := t.origin()
	t.drop(SlotPoll)
	if l == SlotToken {
		t.abandon(f)
	}
	t.Calls.Failed = FailedCall{Failure: f, Origin: origin, Slot: l, Request: t.repeatable(c.Request, f)}
	t.enter(Problem)
}

// repeatable gives the call that retrying makes. A session that failed to open
// may have spent its token, and at the start nobody else replaces one that was
// refused.
func (t *turn) repeatable(r Request, f Failure) Request {
	_, opening := r.(OpenSession)
	if opening || f.Kind == Expired && t.Page == Start && t.Session.UserID != "" {
		return FetchToken{UserID: t.Session.UserID}
	}
	return r
}

// stepProblem repeats what failed, or leaves.
func stepProblem(t *turn, i Intent) {
	switch i.(type) {
	case Retried:
		trouble := t.Calls.Failed
		t.enter(trouble.Origin)
		if trouble.Slot != SlotPoll {
			t.call(trouble.Slot, trouble.Request)
		}
		t.resume()
	case Done:
		t.leave(wire.CloseError)
	default:
		t.notOffered(i)
	}
}
