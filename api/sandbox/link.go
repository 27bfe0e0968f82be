package sandbox

import (
	"cmp"
	"time"

	"winkterm/api/wire"
)

// What the consent page shows when the widget's options leave it out.
const (
	defaultTemplate = "wtpl-sandbox"
	defaultCompany  = "Sandbox Company"
)

// createSession serves POST /sessions: it spends the link token.
func (s *Server) createSession(c *call) (any, error) {
	access, ok := bearer(c.r)
	if !ok {
		return nil, unauthorized("the link token is wanted as Bearer")
	}
	var body wire.SessionRequest
	if _, err := decode(c, &body); err != nil {
		return nil, err
	}
	opts := body.Options
	if len(opts.TopProviders) > wire.TopProvidersMax {
		return nil, invalid("options.topProviders", "at most %d", wire.TopProvidersMax)
	}
	defer s.hold(c)()
	t := s.state.tokens.byID[access]
	if t == nil || t.Session != "" || !c.now.Before(t.expiresAt()) {
		return nil, unauthorized("the link token is unknown, spent or expired, POST /tokens gives another")
	}
	open := s.spend(t, opts, c.now)
	return wire.Session{
		SessionKey: wire.Secret(open.ID), UserID: open.UserID, Mode: wire.ModeSandbox, ExpiresAt: open.ExpiresAt,
		Template: wire.Template{
			ID:          cmp.Or(opts.TemplateID, defaultTemplate),
			CompanyName: cmp.Or(opts.CompanyName, defaultCompany),
		},
	}, nil
}

// spend opens the session of a link token.
func (s *Server) spend(t *token, opts wire.WidgetOptions, now time.Time) *session {
	sessions := &s.state.sessions
	open := &session{
		entry:  entry{ID: s.seed.token("ses-", uint64(sessions.next)), CreatedAt: now},
		UserID: t.UserID, ExpiresAt: t.expiresAt(), Options: opts, scope: s.providers.scope(opts),
	}
	sessions.add(open)
	t.Session = open.ID
	s.state.tokens.changed(t)
	return open
}

// linkProviders serves GET /providers of the Link API.
func (s *Server) linkProviders(c *call) (any, error) {
	return s.pageProviders(c, c.session.scope)
}

// linkProvider serves GET /providers/{id} of the Link API.
func (s *Server) linkProvider(c *call) (any, error) {
	p, err := s.reach(c, c.r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return wireProvider(p), nil
}

// loginForm serves GET /providers/{id}/login.
func (s *Server) loginForm(c *call) (any, error) {
	p, err := s.reach(c, c.r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	form := wire.LoginForm{
		Options: []wire.LoginOption{}, MFA: wire.MFA{Kind: mfaKind(p)}, SocialSecurity: p.SocialSecurity,
	}
	for _, id := range p.Login {
		form.Options = append(form.Options, loginOption(id))
	}
	return form, nil
}

// logIn serves POST /accounts: the credentials go to the provider.
func (s *Server) logIn(c *call) (any, error) {
	var body wire.LoginRequest
	if err := decodeAll(c, &body); err != nil {
		return nil, err
	}
	if body.ProviderID == "" {
		return nil, invalid("providerId", "is wanted")
	}
	p, err := s.reach(c, body.ProviderID)
	if err != nil {
		return nil, err
	}
	if !p.Enabled {
		return nil, forbidden("providerId: this provider is not enabled for the tenant")
	}
	if !p.AccountConnection {
		return nil, invalid("providerId", "this provider has no live connection")
	}
	if err := checkCredentials(p, body); err != nil {
		return nil, err
	}
	defer s.hold(c)()
	a := s.begin(c, p, body.Option, body.Credentials[body.Option].Reveal(), body.Credentials["password"].Reveal())
	return wire.LinkAccount{Account: a.show(0)}, nil
}

// own gives the account of the path if it is of the session's user. Server.mu
// must be held.
func (s *Server) own(c *call) (*account, error) {
	a, err := s.find(c)
	if err != nil || a.UserID != c.session.UserID {
		return nil, missing("there is no account of this id")
	}
	return a, nil
}

// linkAccount serves GET /accounts/{id} of the Link API.
func (s *Server) linkAccount(c *call) (any, error) {
	defer s.hold(c)()
	a, err := s.own(c)
	if err != nil {
		return nil, err
	}
	return s.linkView(a, c.now), nil
}

// linkRevoke serves DELETE /accounts/{id} of the Link API.
func (s *Server) linkRevoke(c *call) (any, error) {
	defer s.hold(c)()
	a, err := s.own(c)
	if err != nil {
		return nil, err
	}
	s.revoke(a, c.now)
	return nil, nil
}
