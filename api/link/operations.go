package link

import (
	"context"
	"maps"
	"net/http"
	"slices"

	"winkterm/api"
	"winkterm/api/wire"
)

// CreateAccount sends the login and gives the account, PENDING (operation
// createAccount). That the login is wrong shows later, in the account. Except
// for what the host turned away (KindRateLimited, KindUnreachable) it is sent
// once, for a provider may lock an account that is tried twice.
func (c *Client) CreateAccount(ctx context.Context, login wire.LoginRequest) (wire.LinkAccount, error) {
	return api.Do[wire.LinkAccount](ctx, c.session.Load(), api.Call{
		Method: http.MethodPost, Path: []string{"accounts"}, Body: login,
		Hide: slices.Collect(maps.Values(login.Credentials)),
	})
}

// Account is the account as it stands, with its challenge while AWAITING_MFA
// (operation getAccount).
func (c *Client) Account(ctx context.Context, id string) (wire.LinkAccount, error) {
	return api.Get[wire.LinkAccount](ctx, c.session.Load(), "accounts", id)
}

// AnswerMFA answers the challenge (operation answerMFA). A wrong answer is no
// error: the account goes back to AWAITING_MFA with LastError, or to ERROR after
// the last attempt.
func (c *Client) AnswerMFA(ctx context.Context, id string, answer wire.MFAAnswer) (wire.LinkAccount, error) {
	return api.Do[wire.LinkAccount](ctx, c.session.Load(), api.Call{
		Method: http.MethodPost, Path: []string{"accounts", id, "mfa"}, Body: answer,
		Hide: append(slices.Collect(maps.Values(answer.Answers)), answer.Code),
	})
}

// ResendMFA asks for the code to be sent again and gives the account with its
// new challenge (operation resendMFA).
func (c *Client) ResendMFA(ctx context.Context, id string) (wire.LinkAccount, error) {
	return api.Do[wire.LinkAccount](ctx, c.session.Load(), api.Call{
		Method: http.MethodPost, Path: []string{"accounts", id, "mfa", "resend"},
	})
}

// RevokeAccount disconnects the account, and all its data is gone (operation
// revokeAccount). It is repeated when an answer is lost, so a KindMissing may
// mean that an earlier try succeeded.
func (c *Client) RevokeAccount(ctx context.Context, id string) error {
	return api.Delete(ctx, c.session.Load(), "accounts", id)
}

// LoginForm says what the provider wants at its login (operation getLoginForm).
func (c *Client) LoginForm(ctx context.Context, providerID string) (wire.LoginForm, error) {
	return api.Get[wire.LoginForm](ctx, c.session.Load(), "providers", providerID, "login")
}
