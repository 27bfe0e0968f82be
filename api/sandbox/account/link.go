package account

import (
	"net/http"

	"winkterm/api/sandbox/catalogue"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// LinkAPI is the Link contract's operations on providers and accounts.
func (s *Accounts) LinkAPI() []web.Route {
	in := s.users.InSession
	return []web.Route{
		{Method: "GET", Path: "/link/v1/providers", Status: http.StatusOK, Do: in(s.providers)},
		{Method: "GET", Path: "/link/v1/providers/{id}", Status: http.StatusOK, Do: in(s.provider)},
		{Method: "GET", Path: "/link/v1/providers/{id}/login", Status: http.StatusOK, Do: in(s.loginForm)},
		{Method: "POST", Path: "/link/v1/accounts", Status: http.StatusCreated, Do: in(s.logIn)},
		{Method: "GET", Path: "/link/v1/accounts/{id}", Status: http.StatusOK, Do: in(s.owned(s.getLinked))},
		{Method: "DELETE", Path: "/link/v1/accounts/{id}", Status: http.StatusOK, Do: in(s.owned(s.delete))},
		{Method: "POST", Path: "/link/v1/accounts/{id}/mfa", Status: http.StatusAccepted, Do: in(s.answerMFA)},
		{Method: "POST", Path: "/link/v1/accounts/{id}/mfa/resend", Status: http.StatusAccepted, Do: in(s.owned(s.resendMFA))},
	}
}

// owned is an operation on the account of the path, if it is of the session's user.
func (s *Accounts) owned(do operation) func(*web.Call, user.Session) (any, error) {
	return func(c *web.Call, open user.Session) (any, error) {
		return s.found(func(tx *state.Tx, c *web.Call, a *Account) (any, error) {
			if a.UserID != open.UserID {
				return nil, errMissing
			}
			return do(tx, c, a)
		})(c)
	}
}

// providers serves listProviders of the Link contract.
func (s *Accounts) providers(c *web.Call, open user.Session) (any, error) {
	return s.catalogue.Page(c, open.Scope)
}

// provider serves getProvider of the Link contract.
func (s *Accounts) provider(c *web.Call, open user.Session) (any, error) {
	p, err := s.catalogue.Reach(open.Scope, c.ID())
	if err != nil {
		return nil, err
	}
	return catalogue.Show(p), nil
}

// loginForm serves getLoginForm of the Link contract.
func (s *Accounts) loginForm(c *web.Call, open user.Session) (any, error) {
	p, err := s.catalogue.Reach(open.Scope, c.ID())
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

// logIn serves createAccount of the Link contract: the credentials go to the
// provider.
func (s *Accounts) logIn(c *web.Call, open user.Session) (any, error) {
	var body wire.LoginRequest
	if err := c.DecodeAll(&body); err != nil {
		return nil, err
	}
	p, err := s.loginProvider(open, body.ProviderID)
	if err != nil {
		return nil, err
	}
	if err := checkCredentials(p, body); err != nil {
		return nil, err
	}
	tx := s.st.Begin()
	defer tx.End()
	a := s.begin(tx, c.Route.Name(), login{
		userID: open.UserID, provider: p, option: body.Option,
		identifier: body.Credentials[body.Option].Reveal(), password: body.Credentials["password"].Reveal(),
	})
	return wire.LinkAccount{Account: a.show(0)}, nil
}

// loginProvider returns a provider that the session's user can log in at.
func (s *Accounts) loginProvider(open user.Session, id string) (assets.Provider, error) {
	if id == "" {
		return assets.Provider{}, web.Invalid("providerId", "is wanted")
	}
	p, err := s.catalogue.Reach(open.Scope, id)
	switch {
	case err != nil:
		return p, err
	case !p.Enabled:
		return p, web.Forbidden("providerId: this provider is not enabled for the tenant")
	case !p.AccountConnection:
		return p, web.Invalid("providerId", "this provider has no live connection")
	}
	return p, nil
}

// getLinked serves getAccount of the Link contract: the account with its challenge.
func (s *Accounts) getLinked(tx *state.Tx, _ *web.Call, a *Account) (any, error) {
	shown, at := s.read(tx, a)
	return wire.LinkAccount{Account: shown, Challenge: at.Challenge}, nil
}
