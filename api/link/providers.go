package link

import (
	"context"

	"winkterm/api"
	"winkterm/api/wire"
)

// LoginForm says what the provider wants at its login (operation getLoginForm).
func (c *Client) LoginForm(ctx context.Context, providerID string) (wire.LoginForm, error) {
	return api.Get[wire.LoginForm](ctx, c.session.Load(), "providers", providerID, "login")
}
