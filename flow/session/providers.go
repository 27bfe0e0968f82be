package session

import (
	"context"
	"fmt"
	"sync"

	"winkterm/api/wire"
	"winkterm/flow"
)

// providers is the list as far as it has been read, each provider once.
type providers struct {
	mu   sync.RWMutex
	list []wire.Provider
	byID map[string]int
}

// add takes in what an answer brings, if it brings providers. One that is known
// already keeps its place.
func (p *providers) add(e flow.Event) {
	answer, _ := e.(flow.Answer)
	page, ok := answer.Reply.(flow.ProvidersArrived)
	if !ok {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.byID == nil {
		p.byID = map[string]int{}
	}
	for _, provider := range page.Providers {
		if _, known := p.byID[provider.ID]; !known && provider.ID != "" {
			p.byID[provider.ID] = len(p.list)
			p.list = append(p.list, provider)
		}
	}
}

// ProvidersSince gives the providers that were read after the first n, in the order in
// which they came. The slice is shared and must not be changed.
func (s *Session) ProvidersSince(n int) []wire.Provider {
	p := &s.providers
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.list[min(n, len(p.list)):len(p.list):len(p.list)]
}

// ProviderByID gives a provider that has been read; false when it has not.
func (s *Session) ProviderByID(id string) (wire.Provider, bool) {
	p := &s.providers
	p.mu.RLock()
	defer p.mu.RUnlock()
	i, ok := p.byID[id]
	if !ok {
		return wire.Provider{}, false
	}
	return p.list[i], true
}

// Provider waits until the list has a provider and gives it. It fails when the list
// is complete without it, when the list cannot be read, or as Wait does.
func (s *Session) Provider(ctx context.Context, id string) (wire.Provider, error) {
	state, err := s.Wait(ctx, func(state flow.State) bool {
		_, known := s.ProviderByID(id)
		return known || state.Catalogue.Complete || state.Catalogue.Failure.Failed()
	})
	if provider, known := s.ProviderByID(id); known {
		return provider, nil
	}
	if err == nil && state.Catalogue.Failure.Failed() {
		err = fmt.Errorf("the list of providers cannot be read: %s", state.Catalogue.Failure.Summary())
	}
	if err == nil {
		err = fmt.Errorf("the host has no provider %q", id)
	}
	return wire.Provider{}, err
}
