package browser

import (
	"context"
	"net/http"
)

// serveListen answers with the last order once it is newer than what the page has
// heard; at once if the page says hello, and after a while in any case.
func (p *Page) serveListen(w http.ResponseWriter, r *http.Request, s *session) {
	var ask struct {
		Heard uint64 `json:"heard"`
		Hello bool   `json:"hello"`
	}
	if !readInto(w, r, &ask) {
		return
	}
	p.listenStarted(s)
	defer p.listenEnded(s)
	ctx, cancel := context.WithTimeout(r.Context(), p.bounds.poll)
	defer cancel()
	for {
		last, given := p.lastOrder(s)
		if last.N > ask.Heard || ask.Hello || ctx.Err() != nil {
			answer(w, last)
			return
		}
		select {
		case <-given:
		case <-ctx.Done():
		}
	}
}

// lastOrder gives an order, and what closes when there is another.
func (p *Page) lastOrder(s *session) (order, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return s.order, s.given
}
