package flow

import (
	"time"

	"winkterm/api/wire"
)

// passingMax is how many polls in a row may fail before the user is told.
const passingMax = 5

// failed decides what a failure means on its line.
func (t *turn) failed(l Line, c Call, f Failure) {
	if f.Kind == Expired && l != Refresh && t.Page != Start && t.unauthorized(l, c) {
		return
	}
	switch l {
	case Front:
		t.frontFailed(c, f)
	case Poll:
		t.pollFailed(c, f)
	case Load:
		t.Catalogue.Failure = f
	case Search:
		t.note("search", "the host could not be asked: %s", f.Line())
	case Refresh:
		t.trouble(l, c, f)
	case lines:
	}
}

// frontFailed stays on the page where the user can mend what was refused, and
// goes to the Problem page otherwise.
func (t *turn) frontFailed(c Call, f Failure) {
	if t.Page == Start || f.Kind != Rejected && f.Kind != Gone {
		t.trouble(Front, c, f)
		return
	}
	t.refused(f.Line())
	if r, ok := c.What.(RevokeAccount); ok {
		t.unrevoked(r.AccountID)
	}
	if r, ok := c.What.(DeleteArchive); ok {
		t.unrevoked(r.ArchiveID)
	}
}

// pollFailed looks again a few times where that can help.
func (t *turn) pollFailed(c Call, f Failure) {
	if f.Kind != Passing || t.Misses >= passingMax {
		t.trouble(Poll, c, f)
		return
	}
	t.Misses++
	t.note("poll", "%s; looking again", f.Line())
	t.again(c.What, f.RetryAfter)
}

// again looks once more, after a longer pause.
func (t *turn) again(r Request, wait time.Duration) {
	if poll, ok := r.(PollSync); ok {
		t.call(Poll, PollSync{AccountID: poll.AccountID, UserID: poll.UserID, Round: poll.Round + 1, Wait: wait})
		return
	}
	if poll, ok := r.(WatchUser); ok {
		t.call(Poll, WatchUser{UserID: poll.UserID, Uploads: poll.Uploads, Round: poll.Round + 1, Wait: wait})
		return
	}
	if poll, ok := r.(PollArchive); ok {
		t.call(Poll, PollArchive{ArchiveID: poll.ArchiveID, Round: poll.Round + 1, Wait: wait})
		return
	}
	t.call(Poll, PollAccount{AccountID: t.AccountID, Round: round(r) + 1, Wait: wait})
}

// trouble shows the Problem page and keeps what is to be repeated.
func (t *turn) trouble(l Line, c Call, f Failure) {
	struck := t.Page
	if struck == Problem {
		struck = t.Trouble.Struck
	}
	t.drop(Poll)
	if l == Refresh {
		t.abandon(f)
	}
	t.Trouble = Trouble{Failure: f, Struck: struck, Line: l, What: t.repeatable(c.What, f)}
	t.enter(Problem)
}

// repeatable gives the call that retrying makes. A session that failed to open
// may have spent its token, and at the start nobody else replaces one that was
// refused.
func (t *turn) repeatable(r Request, f Failure) Request {
	_, opening := r.(OpenSession)
	if opening || f.Kind == Expired && t.Page == Start && t.UserID != "" {
		return FetchToken{UserID: t.UserID}
	}
	return r
}

// stepProblem repeats what failed, or leaves.
func stepProblem(t *turn, i Intent) {
	switch i.(type) {
	case Retried:
		trouble := t.Trouble
		t.enter(trouble.Struck)
		if trouble.Line != Poll {
			t.call(trouble.Line, trouble.What)
		}
		t.resume()
	case Done:
		t.leave(wire.CloseError)
	}
}
