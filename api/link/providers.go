package link

import (
	"context"
	"iter"
	"net/http"

	"winkterm/api"
	"winkterm/api/wire"
)

// ProvidersPage is one page of the providers within the session's options.
// Their Supported lists may share memory: read them only.
func (c *Client) ProvidersPage(ctx context.Context, o api.ProviderOptions) (wire.Page[wire.Provider], error) {
	return api.ProvidersPage(ctx, c.session.Load(), o)
}

// ProviderPages goes through the pages of the providers within the session's
// options. The options are copied at once. It ends with the first error.
func (c *Client) ProviderPages(ctx context.Context, o api.ProviderOptions) iter.Seq2[wire.Page[wire.Provider], error] {
	return api.ProviderPages(ctx, c.session.Load(), o)
}

// Provider is the provider with the id; KindMissing when the session has none.
func (c *Client) Provider(ctx context.Context, id string) (wire.Provider, error) {
	return api.OneProvider(ctx, c.session.Load(), id)
}

// LoginForm says what the provider wants at its login.
func (c *Client) LoginForm(ctx context.Context, providerID string) (wire.LoginForm, error) {
	return api.Do[wire.LoginForm](ctx, c.session.Load(), api.Call{
		Method: http.MethodGet, Path: []string{"providers", providerID, "login"},
	})
}
