package flow

// pollFailuresMax is how many polls in a row may fail before the Problem page shows.
const pollFailuresMax = 5

// failed decides what a failure means in its slot.
func (r *reducer) failed(slot Slot, c Call, f Failure) {
	if f.Kind == Expired && slot != SlotToken && r.Page != Start && (renewing{r}).refused(slot, c) {
		return
	}
	switch slot {
	case SlotUser:
		r.userCallFailed(c, f)
	case SlotPoll:
		r.pollFailed(c, f)
	case SlotList:
		r.Catalogue.Failure = f
	case SlotSearch:
		r.note("search", "the host could not be asked: %s", f.Summary())
	case SlotData:
		r.UserData.Failure = f
	case SlotToken:
		r.problem(slot, c.Request, f)
	case slotCount:
	}
}

// userCallFailed stays on the page where the user can mend what was refused, and
// goes to the Problem page otherwise.
func (r *reducer) userCallFailed(c Call, f Failure) {
	if _, token := c.Request.(FetchToken); token && r.Page == Start && f.Kind == Gone {
		f.Advice = "the host has no user " + r.Options.UserID + " for this key: the key may be another tenant's, or the user was deleted; begin without it, or with the key of that tenant"
	}
	if _, invite := c.Request.(SendInvite); invite && f.Kind == Passing { // the Problem page would send it again
		r.notify(Error, f.Summary()+"; it may have been sent all the same: winkterm invites list shows that")
		return
	}
	if r.Page == Start || f.Kind != Rejected && f.Kind != Gone {
		r.problem(SlotUser, c.Request, f)
		return
	}
	r.unavailable(f.Summary())
	if request, ok := c.Request.(Revoke); ok {
		revoking{r}.refused(request.ID)
	}
}

// unavailable says on the page that something cannot be had, and leaves the page
// about what it was about.
func (r *reducer) unavailable(text string) {
	if r.Page == EmployerSurvey {
		r.Linking.restoreSurvey()
	}
	r.notify(Error, text)
}

// pollFailed polls again a few times where that can help. What is polled beside the
// provider list, or went on from there, is no reason to leave the page.
func (r *reducer) pollFailed(c Call, f Failure) {
	poll, ok := c.Request.(Poll)
	switch {
	case ok && f.Kind == Passing && r.Calls.PollFailures < pollFailuresMax:
		r.Calls.PollFailures++
		r.note("poll", "%s; polling again", f.Summary())
		r.call(SlotPoll, poll.next(f.RetryAfter))
	case r.Page == ProviderList || r.subject() == Subject{}:
		r.note("poll", "%s; no more polls", f.Summary())
	default:
		r.problem(SlotPoll, c.Request, f)
	}
}

// problem shows the Problem page and keeps what is to be repeated.
func (r *reducer) problem(slot Slot, request Request, f Failure) {
	r.drop(SlotPoll)
	if slot == SlotToken {
		renewing{r}.abandon(f)
	}
	r.Calls.Failed = FailedCall{Failure: f, Origin: r.origin(), Slot: slot, Call: Call{Request: r.repeatable(request, f)}}
	r.enter(Problem)
}

// repeatable gives the call that retrying makes. A session that failed to open
// may have spent its token, and at the start nobody else replaces one that was
// refused.
func (r *reducer) repeatable(request Request, f Failure) Request {
	_, opening := request.(OpenSession)
	if opening || f.Kind == Expired && r.Page == Start && r.Session.UserID != "" {
		return FetchToken{UserID: r.Session.UserID}
	}
	return request
}

// retry repeats what failed.
func retry(p part, _ Retried) {
	failed := p.Calls.Failed
	p.enter(failed.Origin)
	if failed.Slot != SlotPoll {
		p.call(failed.Slot, failed.Call.Request)
	}
	p.resume()
}
