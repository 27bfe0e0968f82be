package user

import (
	"cmp"
	"net/http"
	"slices"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// What the consent page shows when the widget's options leave it out.
const (
	defaultTemplate = "wtpl-sandbox"
	defaultCompany  = "Sandbox Company"
)

// Routes are the Link contract's operations on sessions.
func (u *Users) Routes() []web.Route {
	return []web.Route{{Method: "POST", Path: "/link/v1/sessions", Status: http.StatusCreated, Do: u.open}}
}

// open serves openSession of the Link contract: it spends the link token.
func (u *Users) open(c *web.Call) (any, error) {
	access, ok := c.Bearer()
	if !ok {
		return nil, web.Unauthorized("the link token is wanted as Bearer")
	}
	var body wire.SessionRequest
	if err := c.Decode(&body); err != nil {
		return nil, err
	}
	opts := body.Options
	if len(opts.TopProviders) > wire.TopProvidersMax {
		return nil, web.Invalid("options.topProviders", "at most %d", wire.TopProvidersMax)
	}
	tx := u.st.Begin()
	defer tx.End()
	t, ok := u.Tokens.Get(tx, access)
	if !ok || t.Session != "" || !tx.Now.Before(t.expiresAt()) {
		return nil, web.Unauthorized("the link token is unknown, spent or expired, POST /tokens gives another")
	}
	open := u.spend(tx, t, opts)
	return wire.Session{
		SessionKey: wire.Secret(open.ID), UserID: open.UserID, Mode: wire.ModeSandbox, ExpiresAt: open.ExpiresAt,
		Template: u.template(tx, opts),
	}, nil
}

// template is the Wink template of a session: one that ships, or else the id alone, for no
// operation makes others; and the text that is to be agreed to.
func (u *Users) template(tx *state.Tx, opts wire.WidgetOptions) wire.Template {
	shipped, _ := assets.WinkTemplateOf(opts.TemplateID)
	t := shipped.Template
	t.ID = cmp.Or(opts.TemplateID, defaultTemplate)
	t.CompanyName = cmp.Or(opts.CompanyName, t.CompanyName, defaultCompany)
	if u.Consent != nil {
		t.Consent = u.Consent(tx)
	}
	return t
}

// spend opens the session of a link token.
func (u *Users) spend(tx *state.Tx, t *Token, opts wire.WidgetOptions) *Session {
	open := &Session{
		Entry:  state.Entry{ID: tx.Token("ses-", u.Sessions.Next(tx)), CreatedAt: tx.Now},
		UserID: t.UserID, ExpiresAt: t.expiresAt(), Options: opts, Scope: u.catalogue.Scope(opts),
	}
	u.Sessions.Add(tx, open)
	t.Session = open.ID
	u.Tokens.Changed(tx, t)
	return open
}

// NeedSession is the guard of the Link contract: it wants the key of a session by
// Bearer.
func (u *Users) NeedSession(c *web.Call) error {
	key, ok := c.Bearer()
	if !ok {
		return web.Unauthorized("the session's key is wanted as Bearer")
	}
	tx := u.st.Begin()
	defer tx.End()
	open, ok := u.Sessions.Get(tx, key)
	if !ok || !tx.Now.Before(open.ExpiresAt) {
		return web.Unauthorized("the session is unknown or over, a fresh link token starts another")
	}
	c.Caller = *open
	return nil
}

// Of is a copy of the session that a call is made in, the zero value for a call of
// the Open API.
func Of(c *web.Call) Session {
	open, _ := c.Caller.(Session)
	return open
}

// OwnOne is web.One for a row that must be of the session's user.
func OwnOne[T state.Row](rows *state.Table[T], do func(*state.Tx, *web.Call, T) (any, error)) web.Operation {
	return web.One(rows, func(tx *state.Tx, c *web.Call, row T) (any, error) {
		if !slices.Contains(row.Owners(), Of(c).UserID) {
			return nil, web.MissingRow(rows, "id")
		}
		return do(tx, c, row)
	})
}
