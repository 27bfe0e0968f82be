package account

import (
	"net/http"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// LinkAPI is the Link contract's operations on providers and accounts.
func (s *Accounts) LinkAPI() []web.Route {
	route := func(method, path string, status int, do web.Operation) web.Route {
		return web.Route{Method: method, Path: "/link/v1" + path, Guard: s.users.NeedSession, Status: status, Do: do}
	}
	return []web.Route{
		route("GET", "/providers", http.StatusOK, s.providers),
		route("GET", "/providers/{id}", http.StatusOK, s.provider),
		route("GET", "/providers/{id}/login", http.StatusOK, s.loginForm),
		route("POST", "/accounts", http.StatusCreated, web.JSON(nil, s.logIn)),
		route("GET", "/accounts/{id}", http.StatusOK, user.OwnOne(s.Rows, s.getLinked)),
		route("DELETE", "/accounts/{id}", http.StatusOK, user.OwnOne(s.Rows, s.delete)),
		route("POST", "/accounts/{id}/mfa", http.StatusAccepted, web.JSON(nil, s.answerMFA)),
		route("POST", "/accounts/{id}/mfa/resend", http.StatusAccepted, user.OwnOne(s.Rows, s.resendMFA)),
	}
}

// providers serves listProviders of the Link contract.
func (s *Accounts) providers(c *web.Call) (any, error) { return s.catalogue.Page(c, user.Of(c).Scope) }

// provider serves getProvider of the Link contract.
func (s *Accounts) provider(c *web.Call) (any, error) {
	p, err := s.catalogue.Reach(user.Of(c).Scope, c.ID())
	if err != nil {
		return nil, err
	}
	return p.Provider, nil
}

// loginForm serves getLoginForm of the Link contract.
func (s *Accounts) loginForm(c *web.Call) (any, error) {
	p, err := s.catalogue.Reach(user.Of(c).Scope, c.ID())
	if err != nil {
		return nil, err
	}
	form := wire.LoginForm{
		Options: []wire.LoginOption{}, MFA: wire.MFA{Kind: mfaKinds[p.MFAKind]}, SocialSecurity: p.SocialSecurity,
	}
	for _, id := range p.Login {
		form.Options = append(form.Options, loginOptions[id])
	}
	return form, nil
}

// logIn serves createAccount of the Link contract: the credentials go to the
// provider.
func (s *Accounts) logIn(c *web.Call, body *wire.LoginRequest) (any, error) {
	open := user.Of(c)
	p, err := s.loginProvider(open, body.ProviderID)
	if err != nil {
		return nil, err
	}
	if err := checkCredentials(p, *body); err != nil {
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
