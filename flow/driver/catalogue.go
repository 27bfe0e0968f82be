package driver

import (
	"time"

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

// listGap is the least time between two reports of a list that is being read: each one
// is a new state, and draws a frame.
const listGap = 250 * time.Millisecond

// loadProviders reads the list page by page, and hands over what has come every now
// and then, at the end, and before a failure, after which it goes on from there.
func (c call) loadProviders(r flow.LoadProviders) (flow.Reply, error) {
	q := c.query(r.Options)
	q.Cursor = r.Cursor
	var arrived flow.ProvidersArrived
	var reported time.Time
	for page, err := range c.host().ProviderPages(c.ctx, q) {
		if err == nil {
			arrived.Providers = append(arrived.Providers, page.Items...)
			arrived.Cursor, arrived.Last = page.NextCursor, page.NextCursor == ""
		}
		if arrived.Last {
			return arrived, nil
		}
		if now := c.Clock.Now(); len(arrived.Providers) > 0 && (err != nil || now.Sub(reported) >= listGap) {
			c.answer(arrived)
			arrived, reported = flow.ProvidersArrived{}, now
		}
		if err == nil {
			err = c.Clock.Sleep(c.ctx, c.pace().Gap)
		}
		if err == nil {
			err = c.limiter.Wait(c.ctx)
		}
		if err != nil {
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
