package driver

import (
	"context"
	"maps"
	"slices"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/redact"
)

// call is one request being made.
type call struct {
	*Driver
	ctx     context.Context
	attempt int
}

func (c call) reply(r flow.Reply) flow.Answer {
	return flow.Answer{Attempt: c.attempt, Reply: c.masked(r)}
}

func (c call) answer(r flow.Reply) { c.post(c.ctx, c.reply(r)) }

// wait holds a request back as long as it must stand, in which the next one of its
// slot cancels it, and then until it is its turn.
func (c call) wait(r flow.Request) error {
	var stands time.Duration
	switch r := r.(type) { //nolint:gochecksumtype // the others are made at once
	case flow.Poll:
		stands = c.pace().pause(r.Round, r.Wait)
	case flow.SearchProviders:
		stands = c.pace().Debounce
	}
	if err := c.Clock.Sleep(c.ctx, stands); err != nil {
		return err
	}
	return c.limiter.Wait(c.ctx)
}

// run makes a request and answers it, come what may.
func (c call) run(r flow.Request) {
	defer c.rescue(r)
	if err := c.wait(r); err != nil {
		c.failed(err)
		return
	}
	reply, err := c.perform(r)
	if err != nil {
		c.failed(err)
		return
	}
	c.answer(reply)
}

// perform makes a request and gives its reply, or its last one where there are
// several.
func (c call) perform(r flow.Request) (flow.Reply, error) {
	switch r := r.(type) {
	case flow.CreateUser:
		return c.createUser()
	case flow.FetchToken:
		token, err := c.Open.RefreshToken(c.ctx, r.UserID)
		return c.tokenReady(r.UserID, token, err)
	case flow.FindOwner:
		return c.findOwner(r)
	case flow.OpenSession:
		return c.openSession(r)
	case flow.LoadProvider:
		p, err := c.host().Provider(c.ctx, r.ID)
		return flow.ProviderLoaded{Provider: p}, err
	case flow.LoadProviders:
		return c.loadProviders(r)
	case flow.SearchProviders:
		return c.searchProviders(r)
	case flow.LoadLogin:
		form, err := c.Link.LoginForm(c.ctx, r.ProviderID)
		return flow.LoginLoaded{Form: form}, err
	case flow.CreateAccount:
		return c.createAccount(r)
	case flow.Poll:
		return c.poll(r.Subject)
	case flow.SubmitMFA:
		return c.submitMFA(r)
	case flow.ResendCode:
		account, err := c.localChallenge(c.Link.ResendMFA(c.ctx, r.AccountID))
		return flow.AnswerAccepted{Account: account}, err
	case flow.Revoke:
		if r.Kind == flow.SubjectArchive {
			return flow.Agreed{}, c.host().RevokeArchive(c.ctx, r.ID)
		}
		return flow.Agreed{}, c.host().RevokeAccount(c.ctx, r.ID)
	case flow.LoadData:
		return c.loadData(r)
	case flow.DisableMonitor:
		return flow.Agreed{}, c.Open.DisableMonitor(c.ctx, r.AccountID)
	case flow.LoadFileTypes:
		page, err := c.host().FileTypesPage(c.ctx, api.ListOptions{Size: wire.SizeMax})
		return flow.FileTypesLoaded{FileTypes: page.Items}, err
	case flow.CreateArchive:
		return c.createArchive(r)
	case flow.LoadInviteTemplates:
		return c.inviteTemplates()
	case flow.CreateInviteTemplate:
		made, err := c.Open.CreateInviteTemplate(c.ctx, assets.InviteTemplate())
		return flow.InviteTemplatesLoaded{Templates: chosenBy(made)}, err
	case flow.SendInvite:
		return c.sendInvite(r)
	case flow.LaunchWidget:
		return c.launch(r)
	case flow.RenewWidget:
		return c.renew()
	}
	panic("a request that cannot be") // Request is sealed, and the linter sees every case.
}

func (c call) createUser() (flow.Reply, error) {
	made, err := c.Open.CreateUser(c.ctx, wire.UserRequest{})
	return c.tokenReady(made.User.ID, made.Token, err)
}

// findOwner asks the Open API: there is no session yet.
func (c call) findOwner(r flow.FindOwner) (flow.Reply, error) {
	if r.Of.Kind == flow.SubjectArchive {
		a, err := c.Open.Archive(c.ctx, r.Of.ID)
		return flow.OwnerFound{Found: flow.FoundArchive(a)}, err
	}
	a, err := c.Open.Account(c.ctx, r.Of.ID)
	return flow.OwnerFound{Found: flow.FoundAccount(a)}, err
}

func (c call) tokenReady(userID string, t wire.Token, err error) (flow.Reply, error) {
	if err != nil {
		return nil, err
	}
	c.learn(redact.Token, t.AccessToken)
	c.keep(t)
	t.ExpiresAt = local(c.Open, t.ExpiresAt)
	c.expire(t.ExpiresAt)
	return flow.TokenReady{UserID: userID, Mode: t.Mode, ExpiresAt: t.ExpiresAt, Consent: c.consentText()}, nil
}

// consentTimeout is how long the first page waits for the text that is agreed to.
const consentTimeout = 5 * time.Second

// consentText is the newest consent template of a host without the Link contract, whose
// sessions have it otherwise. It is asked for once; without an answer there is none, and
// the page has words of its own.
func (c call) consentText() *wire.ConsentText {
	c.mu.Lock()
	known, asked := c.consent, c.consentAsked || c.Link != nil
	c.consentAsked = true
	c.mu.Unlock()
	if asked {
		return known
	}
	ctx, cancel := context.WithTimeout(c.ctx, consentTimeout)
	defer cancel()
	if c.limiter.Wait(ctx) != nil {
		return nil
	}
	for page, err := range c.Open.ConsentTemplatePages(ctx) {
		if err != nil {
			return nil
		}
		known = wire.ConsentOf(page.Items) // they come newest first
		break
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.consent = known
	return known
}

func (c call) openSession(r flow.OpenSession) (flow.Reply, error) {
	s, err := c.Link.OpenSession(c.ctx, c.spend(), r.Options)
	if err != nil {
		return nil, err
	}
	c.learn(redact.Token, s.SessionKey)
	s.ExpiresAt = local(c.Link, s.ExpiresAt)
	c.expire(s.ExpiresAt)
	return flow.SessionOpened{UserID: s.UserID, Mode: s.Mode, ExpiresAt: s.ExpiresAt, Template: s.Template}, nil
}

func (c call) createAccount(r flow.CreateAccount) (flow.Reply, error) {
	for _, name := range slices.Sorted(maps.Keys(r.Credentials)) { // placeholders are numbered in this order
		c.learn(redact.KindOfField(name), r.Credentials[name])
	}
	account, err := c.localChallenge(c.Link.CreateAccount(c.ctx, wire.LoginRequest{
		ProviderID: r.ProviderID, Option: r.Option, Credentials: r.Credentials,
	}))
	return flow.AccountCreated{Account: account}, err
}

func (c call) submitMFA(r flow.SubmitMFA) (flow.Reply, error) {
	c.learn(redact.Code, r.Answer.Code)
	for _, question := range slices.Sorted(maps.Keys(r.Answer.Answers)) {
		c.learn(redact.Secret, r.Answer.Answers[question])
	}
	account, err := c.localChallenge(c.Link.AnswerMFA(c.ctx, r.AccountID, r.Answer))
	return flow.AnswerAccepted{Account: account}, err
}

// learn teaches the journal's redactor a secret before anything with it is recorded.
func (c call) learn(kind redact.Kind, s wire.Secret) { c.Journal.Redactor().Learn(kind, s.Reveal()) }
