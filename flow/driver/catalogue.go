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

// batch is what has been read of a list since the last report.
type batch struct {
	call
	turn      chan struct{} // has room for the one who may use the rest
	reporting bool
	arrived   flow.ProvidersArrived
}

// add takes a page. It is reported at once, or when listGap has passed since the last
// report; the last page is the call's reply.
func (b *batch) add(p wire.Page[wire.Provider]) {
	b.turn <- struct{}{}
	defer func() { <-b.turn }()
	b.arrived.Providers = append(b.arrived.Providers, p.Items...)
	b.arrived.Cursor, b.arrived.Last = p.NextCursor, p.NextCursor == ""
	if !b.reporting && !b.arrived.Last {
		b.reporting = true
		b.start(func() {
			for b.report() && b.Clock.Sleep(b.ctx, listGap) == nil {
			}
		})
	}
}

// report hands over what is there, and says whether that was anything.
func (b *batch) report() bool {
	b.turn <- struct{}{}
	defer func() { <-b.turn }()
	b.reporting = len(b.arrived.Providers) > 0 && !b.arrived.Last
	if b.reporting {
		b.answer(b.arrived)
		b.arrived = flow.ProvidersArrived{}
	}
	return b.reporting
}

// loadProviders reads the list page by page, and hands over what has come every now
// and then, and before a failure, after which loading goes on from there.
func (c call) loadProviders(r flow.LoadProviders) (flow.Reply, error) {
	q := c.query(r.Options)
	q.Cursor = r.Cursor
	b := batch{call: c, turn: make(chan struct{}, 1)}
	for page, err := range c.host().ProviderPages(c.ctx, q) {
		if err != nil {
			b.report()
			return nil, err
		}
		if b.add(page); page.NextCursor == "" {
			return b.arrived, nil
		}
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
