package browser

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"winkterm/flow"
)

// Close tells the browser that the terminal has ended, takes what it still has to
// tell, and stops serving. It takes a few seconds at most, and nothing is told
// after it but what is being told. It fails when the terminal did not take all,
// or when serving had ended by itself before. Calling it again changes nothing.
func (p *Page) Close() error { return p.close() }

// end goes in steps, each of which has its time.
func (p *Page) end() error {
	p.step(p.farewell)
	p.cancel()
	p.step(func(ctx context.Context) {
		if p.http.Shutdown(ctx) != nil {
			_ = p.http.Close() // who hangs is cut off
		}
	})
	<-p.ended
	var err error
	p.step(func(ctx context.Context) { err = p.out.close(ctx) })
	if !errors.Is(p.err, http.ErrServerClosed) {
		err = errors.Join(err, fmt.Errorf("the page for the browser was not served any more: %w", p.err))
	}
	return err
}

func (p *Page) step(do func(context.Context)) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(p.ctx), p.bounds.grace)
	defer cancel()
	do(ctx)
}

// farewell orders all visits to end, and waits for the newest to say goodbye.
func (p *Page) farewell(ctx context.Context) {
	v := p.dismiss()
	if v == nil {
		return
	}
	select {
	case <-v.left:
	case <-ctx.Done():
	}
}

// dismiss gives the visit that is to be waited for.
func (p *Page) dismiss() *visit {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closing = true
	p.rest()
	for _, v := range p.visits {
		v.give(orderBye)
	}
	if v := p.current(); v != nil && !v.hasLeft && p.state != flow.PageGone {
		return v
	}
	return nil
}
