package driver

import (
	"context"
	"errors"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/redact"
)

// Widget opens the real widget in a browser; see package ui/browser. It gives up
// when ctx ends before the page is served.
type Widget func(ctx context.Context, c WidgetConfig) (Hosted, error)

// WidgetConfig is what the page in the browser is made of.
type WidgetConfig struct {
	Options wire.WidgetOptions
	// Token gets a fresh link token: each is good for one widget.
	Token func(context.Context) (wire.Secret, error)
	// Tell takes what becomes of the page and what the widget sends. It may be
	// called from any goroutine, one call at a time, and blocks while nobody reads.
	Tell func(flow.Event)
}

// Hosted is a page that is served. Its methods may be called from any goroutine.
type Hosted interface {
	URL() string
	// Renew has the widget begin anew with a fresh token.
	Renew(context.Context) error
	// Close ends the page, in bounded time.
	Close() error
}

// errNoWidget: this driver has none, see Config.Widget.
var errNoWidget = errors.New("the widget cannot be opened from here")

// launch opens the widget in place of the one before.
func (c call) launch(r flow.LaunchWidget) (flow.Reply, error) {
	if c.Widget == nil {
		return nil, errNoWidget
	}
	c.dropWidget()
	c.Journal.Append(journal.Launch{Options: r.Options}) // before anything is sent
	page, err := c.Widget(c.ctx, WidgetConfig{
		Options: r.Options,
		Token:   func(ctx context.Context) (wire.Secret, error) { return c.widgetToken(ctx, r.UserID) },
		Tell:    func(e flow.Event) { c.post(c.Driver.ctx, e) },
	})
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	gone := c.ctx.Err() != nil
	if !gone {
		c.page = page
	}
	c.mu.Unlock()
	if gone { // given up meanwhile
		return nil, errors.Join(c.ctx.Err(), page.Close())
	}
	return flow.WidgetLaunched{URL: page.URL()}, nil
}

// widgetToken gets a link token that the redactor knows before anybody else does.
func (c call) widgetToken(ctx context.Context, userID string) (wire.Secret, error) {
	token, err := c.Open.RefreshToken(ctx, userID)
	if err != nil {
		return "", err
	}
	c.learn(redact.Token, token.AccessToken)
	return token.AccessToken, nil
}

func (c call) renew() (flow.Reply, error) {
	page := c.hosted()
	if page == nil {
		return nil, errNoWidget
	}
	return flow.Agreed{}, page.Renew(c.ctx)
}

func (d *Driver) hosted() Hosted {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.page
}

// dropWidget ends the page, if there is one. What cannot be closed is noted.
func (d *Driver) dropWidget() {
	d.mu.Lock()
	page := d.page
	d.page = nil
	d.mu.Unlock()
	if page == nil {
		return
	}
	if err := page.Close(); err != nil {
		d.Journal.Append(journal.Note{Topic: "browser", Text: "the page could not be closed: " + err.Error()})
	}
}
