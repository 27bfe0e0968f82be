package driver

import (
	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
)

// query restricts the list as the widget would: without upload, what has no live
// connection is not there. A session does so by itself.
func (c call) query(o wire.WidgetOptions) api.ListOptions {
	q := api.ListOptions{Size: wire.SizeMax}
	if c.Link != nil {
		return q
	}
	q.IDs, q.TopIDs = o.Providers, o.TopProviders
	if !o.EnableUpload {
		live := true
		q.AccountConnection = &live
	}
	return q
}

// loadProviders reads the list page by page and hands over each one.
func (c call) loadProviders(r flow.LoadProviders) (flow.Reply, error) {
	q := c.query(r.Options)
	q.Cursor = r.Cursor
	for page, err := range c.host().ProviderPages(c.ctx, q) {
		if err != nil {
			return nil, err
		}
		if page.NextCursor == "" {
			return flow.ProvidersArrived{Providers: page.Items, Last: true}, nil
		}
		c.answer(flow.ProvidersArrived{Providers: page.Items, Cursor: page.NextCursor})
		if err := c.Clock.Sleep(c.ctx, c.pace().Gap); err != nil {
			return nil, err
		}
		if err := c.limiter.Wait(c.ctx); err != nil {
			return nil, err
		}
	}
	return flow.ProvidersArrived{Last: true}, c.ctx.Err()
}

// searchProviders asks for a query that has stood for a moment.
func (c call) searchProviders(r flow.SearchProviders) (flow.Reply, error) {
	q := c.query(r.Options)
	q.Name = r.Query
	page, err := c.host().ProvidersPage(c.ctx, q)
	return flow.ProvidersArrived{Providers: page.Items, Last: true}, err
}
