package api

import (
	"context"
	"iter"
	"net/http"
	"net/url"

	"winkterm/api/wire"
)

// ProviderOptions is the query of GET /providers; what is not set is left out.
type ProviderOptions struct {
	Cursor string
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size    int
	Type    wire.ProviderType
	SubType string
	// Active, Enabled and AccountConnection filter by that field; nil does not.
	Active, Enabled, AccountConnection *bool
	// Name filters by the provider's name.
	Name string
	// IDs shows these alone, matched exactly.
	IDs []string
	// TopIDs puts these first, at most 10.
	TopIDs []string
}

// Query gives the options as the API spells them. It shares nothing with them.
func (o ProviderOptions) Query() url.Values {
	q := query{}
	q.text("cursor", o.Cursor)
	q.size(o.Size)
	q.text("type", string(o.Type))
	q.text("subType", o.SubType)
	q.flag("active", o.Active)
	q.flag("enabled", o.Enabled)
	q.flag("accountConnection", o.AccountConnection)
	q.text("name", o.Name)
	q.comma("ids", o.IDs)
	q.comma("topIds", o.TopIDs)
	return url.Values(q)
}

// ProvidersPage is one page of the providers. Their Supported lists may share
// memory: read them only.
func (c *Client) ProvidersPage(ctx context.Context, o ProviderOptions) (wire.Page[wire.Provider], error) {
	return ProvidersPage(ctx, c.caller, o)
}

// ProviderPages goes through the pages of the providers. The options are copied
// at once. It ends with the first error.
func (c *Client) ProviderPages(ctx context.Context, o ProviderOptions) iter.Seq2[wire.Page[wire.Provider], error] {
	return ProviderPages(ctx, c.caller, o)
}

// Providers goes through all providers, page after page, as ProviderPages does.
func (c *Client) Providers(ctx context.Context, o ProviderOptions) iter.Seq2[wire.Provider, error] {
	return items(c.ProviderPages(ctx, o))
}

// Provider is the provider with the id; KindMissing when there is none.
func (c *Client) Provider(ctx context.Context, id string) (wire.Provider, error) {
	return OneProvider(ctx, c.caller, id)
}

// ProvidersPage is GET /providers of either API.
func ProvidersPage(ctx context.Context, c *Caller, o ProviderOptions) (wire.Page[wire.Provider], error) {
	return c.providers(ctx, o.Query())
}

// ProviderPages is GET /providers of either API, from page to page.
func ProviderPages(ctx context.Context, c *Caller, o ProviderOptions) iter.Seq2[wire.Page[wire.Provider], error] {
	return pages(c, "providers", o.Query(), func(q url.Values) (wire.Page[wire.Provider], error) {
		return c.providers(ctx, q)
	})
}

// OneProvider is GET /providers/{id} of either API.
func OneProvider(ctx context.Context, c *Caller, id string) (wire.Provider, error) {
	return Do[wire.Provider](ctx, c, Call{Method: http.MethodGet, Path: []string{"providers", id}})
}

func (c *Caller) providers(ctx context.Context, q url.Values) (wire.Page[wire.Provider], error) {
	p, err := page[wire.Provider](ctx, c, "providers", q)
	for i := range p.Items {
		c.words.share(&p.Items[i])
	}
	return p, err
}
