package flow

import "winkterm/api/wire"

// tokenReady takes a user and a token; a native session is opened with it.
func (t *turn) tokenReady(l Line, r TokenReady) {
	t.UserID, t.Mode, t.ExpiresAt, t.Lapsed = r.UserID, r.Mode, r.ExpiresAt, false
	if r.Mode == wire.ModeProduction && !t.Options.Production {
		t.trouble(l, Call{What: FetchToken{UserID: r.UserID}}, Failure{
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

func (t *turn) sessionOpened(l Line, r SessionOpened) {
	t.UserID, t.Mode, t.ExpiresAt, t.Template = r.UserID, r.Mode, r.ExpiresAt, r.Template
	t.ready(l)
}

// ready goes on with what waited for the token: the start, or what was held.
func (t *turn) ready(l Line) {
	t.Renewed = t.Attempt
	if l == Front {
		t.userReady()
		return
	}
	if t.Notice.Level == Info {
		t.Notice.Text = "the link token expired and was refreshed"
	}
	for l, c := range t.Calls {
		if c.under() && c.Held {
			t.redo(Line(l), c)
		}
	}
}

// tokenExpired hears from the clock. The time of a token that was replaced
// meanwhile means nothing.
func (t *turn) tokenExpired(e TokenExpired) {
	if t.Page == Start || t.Page == Closed || t.ExpiresAt.IsZero() || !e.ExpiresAt.Equal(t.ExpiresAt) {
		return
	}
	t.refresh()
}

// refresh fires onTokenExpired, once for a token, and gets a new one, while the
// user stays where they are.
func (t *turn) refresh() {
	if t.Calls[Refresh].under() || t.Page == Problem && t.Trouble.Line == Refresh {
		return
	}
	if !t.Lapsed {
		t.Lapsed = true
		t.emit(Fired{Name: wire.OnTokenExpired})
	}
	t.call(Refresh, FetchToken{UserID: t.UserID})
}

// unauthorized repeats a call that failed for want of a token: at once when the
// token was replaced after it was made, else once there is a new one. It says
// false when even the new one was refused.
func (t *turn) unauthorized(l Line, c Call) bool {
	switch {
	case c.Attempt <= t.Renewed:
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
func (t *turn) redo(l Line, c Call) {
	if list, ok := c.What.(LoadProviders); ok {
		list.Cursor = t.Catalogue.Cursor
		c.What = list
	}
	t.Calls[l] = Call{}
	t.start(l, Call{What: c.What, Redone: true})
}

// abandon ends what waits in the background for a token that cannot be had.
func (t *turn) abandon(f Failure) {
	if t.Calls[Load].Held {
		t.drop(Load)
		t.Catalogue.Failure = f
	}
	if t.Calls[Search].Held {
		t.drop(Search)
	}
}

// hold keeps a call until there is a new token.
func (t *turn) hold(l Line, c Call) {
	t.Attempt++
	c.Attempt, c.Held = t.Attempt, true
	t.Calls[l] = c
}
