package flow

import "winkterm/api/wire"

// tokenReady takes a user and a token; a native session is opened with it.
func (t *turn) tokenReady(l Slot, r TokenReady) {
	t.Session.UserID, t.Session.Mode, t.Session.ExpiresAt, t.Session.ExpiryFired = r.UserID, r.Mode, r.ExpiresAt, false
	if r.Mode == wire.ModeProduction && !t.Options.Production {
		t.trouble(l, Call{Request: FetchToken{UserID: r.UserID}}, Failure{
			Title:  "this key is production's",
			Advice: "calls are billed there: leave, and start again with --production if that is meant",
		})
		return
	}
	if t.Options.Native {
		t.call(l, OpenSession{Options: t.Options.Widget})
		return
	}
	t.ready(l)
}

func (t *turn) sessionOpened(l Slot, r SessionOpened) {
	t.Session.UserID, t.Session.Mode, t.Session.ExpiresAt, t.Session.Template = r.UserID, r.Mode, r.ExpiresAt, r.Template
	t.ready(l)
}

// ready goes on with what waited for the token: the start, or what was held.
func (t *turn) ready(l Slot) {
	t.Calls.Renewed = t.Calls.Attempt
	if l == SlotUser {
		t.userReady()
		return
	}
	if t.Notice.Level == Info {
		t.Notice.Text = "the link token expired and was refreshed"
	}
	for l, c := range t.Calls.Slots {
		if c.underWay() && c.Held {
			t.redo(Slot(l), c)
		}
	}
}

// tokenExpired hears from the clock. The time of a token that was replaced
// meanwhile means nothing.
func (t *turn) tokenExpired(e TokenExpired) {
	if t.Page == Start || t.Page == Closed || t.Session.ExpiresAt.IsZero() || !e.ExpiresAt.Equal(t.Session.ExpiresAt) {
		return
	}
	t.refresh()
}

// refresh fires onTokenExpired, once for a token, and gets a new one, while the
// user stays where they are.
func (t *turn) refresh() {
	if t.Calls.Slots[SlotToken].underWay() || t.Page == Problem && t.Calls.Failed.Slot == SlotToken {
		return
	}
	if !t.Session.ExpiryFired {
		t.Session.ExpiryFired = true
		t.emit(FireCallback{Name: wire.OnTokenExpired})
	}
	t.call(SlotToken, FetchToken{UserID: t.Session.UserID})
}

// unauthorized repeats a call that failed for want of a token: at once when the
// token was replaced after it was made, else once there is a new one. It says
// false when even the new one was refused.
func (t *turn) unauthorized(l Slot, c Call) bool {
	switch {
	case c.Attempt <= t.Calls.Renewed:
		t.redo(l, c)
	case !c.Redone:
		t.hold(l, c)
		t.refresh()
	default:
		return false
	}
	return true
}

// redo makes a call again with a new token. The list goes on where it stands.
func (t *turn) redo(l Slot, c Call) {
	if list, ok := c.Request.(LoadProviders); ok {
		list.Cursor = t.Catalogue.Cursor
		c.Request = list
	}
	t.Calls.Slots[l] = Call{}
	t.start(l, Call{Request: c.Request, Redone: true})
}

// abandon ends what waits in the background for a token that cannot be had.
func (t *turn) abandon(f Failure) {
	if t.Calls.Slots[SlotList].Held {
		t.drop(SlotList)
		t.Catalogue.Failure = f
	}
	if t.Calls.Slots[SlotSearch].Held {
		t.drop(SlotSearch)
	}
}

// hold keeps a call until there is a new token.
func (t *turn) hold(l Slot, c Call) {
	t.Calls.Attempt++
	c.Attempt, c.Held, c.Progress = t.Calls.Attempt, true, Progress{}
	t.Calls.Slots[l] = c
}
