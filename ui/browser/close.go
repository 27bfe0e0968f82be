package browser

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"winkterm/flow"
)

// Close tells the browser that the terminal has ended, takes the callbacks that it
// still has, and stops serving. It takes a few seconds at most; no event follows
// but one that is being handled. It fails when OnEvent did not take all events in
// time, or when serving had ended by itself before. Calling it again changes
// nothing.
func (p *Page) Close() error { return p.close() }

// end goes in steps, each of which has its time.
func (p *Page) end() error {
	p.within(p.endSessions)
	p.cancel()
	p.within(func(ctx context.Context) {
		if p.http.Shutdown(ctx) != nil {
			_ = p.http.Close() // who hangs is cut off
		}
	})
	<-p.ended
	var err error
	p.within(func(ctx context.Context) { err = p.out.close(ctx) })
	if !errors.Is(p.err, http.ErrServerClosed) {
		err = errors.Join(err, fmt.Errorf("the page for the browser was not served any more: %w", p.err))
	}
	return err
}

func (p *Page) within(do func(context.Context)) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(p.ctx), p.bounds.grace)
	defer cancel()
	do(ctx)
}

// endSessions orders all sessions to end, and waits for the newest to say goodbye.
func (p *Page) endSessions(ctx context.Context) {
	s := p.sayBye()
	if s == nil {
		return
	}
	select {
	case <-s.left:
	case <-ctx.Done():
	}
}

// sayBye orders all sessions to end, and gives the one to wait for.
func (p *Page) sayBye() *session {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closing = true
	p.notGone()
	for _, s := range p.sessions {
		s.give(orderBye)
	}
	if s := p.current(); s != nil && !s.hasLeft && p.state != flow.PageGone {
		return s
	}
	return nil
}
