package flow

import "winkterm/api/wire"

// renewing gets link tokens, and repeats what failed for want of one.
type renewing part

// received takes a user and a token; a native session is opened with it.
func (n renewing) received(slot Slot, t TokenReady) {
	n.Session.UserID, n.Session.Mode, n.Session.ExpiresAt, n.Session.ExpiryFired = t.UserID, t.Mode, t.ExpiresAt, false
	if t.Consent != nil {
		n.Session.Template.Consent = t.Consent
	}
	if t.Mode == wire.ModeProduction && !n.Options.Production {
		n.problem(slot, FetchToken{UserID: t.UserID}, Failure{
			Title:  "this key is production's",
			Advice: "calls may be billed there: leave, and start again with --production if that is meant",
		})
		return
	}
	if n.Options.Native {
		n.call(slot, OpenSession{Options: n.Options.Widget})
		return
	}
	n.ready(slot)
}

// opened takes a session. What its Wink template says of uploads beats the options.
func (n renewing) opened(slot Slot, s SessionOpened) {
	n.Session.UserID, n.Session.Mode, n.Session.ExpiresAt, n.Session.Template = s.UserID, s.Mode, s.ExpiresAt, s.Template
	if offered := s.Template.EnableUpload; offered != nil {
		n.Options.Widget.EnableUpload = *offered
	}
	n.ready(slot)
}

// ready goes on with what waited for the token: the start, or what was held.
func (n renewing) ready(slot Slot) {
	n.Calls.Renewed = n.Calls.Attempt
	if slot == SlotUser {
		starting(n).userReady()
		return
	}
	if n.Notice.Level == Info {
		n.Notice.Text = "the link token expired and was refreshed"
	}
	for slot, c := range n.Calls.Slots {
		if c.underWay() && c.Held {
			n.repeat(Slot(slot), c)
		}
	}
}

// expired hears from the clock. The time of a token that was replaced meanwhile
// means nothing.
func (n renewing) expired(e TokenExpired) {
	if n.Page != Start && n.Page != Closed && !n.Session.ExpiresAt.IsZero() && e.ExpiresAt.Equal(n.Session.ExpiresAt) {
		n.renew()
	}
}

// renew fires onTokenExpired, once for a token, and gets a new one, while the user
// stays where they are.
func (n renewing) renew() {
	if n.Calls.Slots[SlotToken].underWay() || n.Page == Problem && n.Calls.Failed.Slot == SlotToken {
		return
	}
	if !n.Session.ExpiryFired {
		n.Session.ExpiryFired = true
		n.emit(FireCallback{Name: wire.OnTokenExpired})
	}
	n.call(SlotToken, FetchToken{UserID: n.Session.UserID})
}

// refused repeats a call that failed for want of a token: at once when the token was
// replaced after it was made, else once there is a new one. It says false when even
// the new one was refused.
func (n renewing) refused(slot Slot, c Call) bool {
	switch {
	case c.Attempt <= n.Calls.Renewed:
		n.repeat(slot, c)
	case !c.Redone:
		c.Held = true
		n.Calls.put(slot, c)
		n.renew()
	default:
		return false
	}
	return true
}

// repeat makes a call again with a new token. The list goes on where it stands.
func (n renewing) repeat(slot Slot, c Call) {
	if list, ok := c.Request.(LoadProviders); ok {
		list.Cursor = n.Catalogue.Cursor
		c.Request = list
	}
	n.Calls.release(slot)
	n.start(slot, Call{Request: c.Request, Redone: true})
}

// abandon ends what waits in the background for a token that cannot be had.
func (n renewing) abandon(f Failure) {
	if n.Calls.Slots[SlotList].Held {
		n.drop(SlotList)
		n.Catalogue.Failure = f
	}
	if n.Calls.Slots[SlotSearch].Held {
		n.drop(SlotSearch)
	}
	if n.Calls.Slots[SlotData].Held {
		n.drop(SlotData)
		n.UserData.Failure = f
	}
}
