package sandbox

import (
	"cmp"

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
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.state.tokens[access]
	if t == nil || t.session != "" || !s.clock.Now().Before(t.expiresAt) {
		return nil, unauthorized("the link token is unknown, spent or expired, POST /tokens gives another")
	}
	s.state.sessionSeq++
	t.session = s.seed.token("ses-", s.state.sessionSeq)
	s.state.sessions[t.session] = &session{
		userID: t.userID, expiresAt: t.expiresAt, scope: s.providers.scope(opts),
	}
	return wire.Session{
		SessionKey: wire.Secret(t.session), UserID: t.userID, Mode: wire.ModeSandbox, ExpiresAt: t.expiresAt,
		Template: wire.Template{
			ID:          cmp.Or(opts.TemplateID, defaultTemplate),
			CompanyName: cmp.Or(opts.CompanyName, defaultCompany),
		},
	}, nil
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
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.begin(c, p, body.Option, body.Credentials[body.Option].Reveal(), body.Credentials["password"].Reveal())
	return wire.LinkAccount{Account: a.show(0)}, nil
}

// own gives the account of the path if it is of the session's user. Server.mu
// must be held.
func (s *Server) own(c *call) (*account, error) {
	a, err := s.find(c)
	if err != nil || a.userID != c.session.userID {
		return nil, missing("there is no account of this id")
	}
	return a, nil
}

// linkAccount serves GET /accounts/{id} of the Link API.
func (s *Server) linkAccount(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := s.own(c)
	if err != nil {
		return nil, err
	}
	return linkView(a, c.now), nil
}

// linkRevoke serves DELETE /accounts/{id} of the Link API.
func (s *Server) linkRevoke(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := s.own(c)
	if err != nil {
		return nil, err
	}
	s.revoke(a)
	return nil, nil
}
