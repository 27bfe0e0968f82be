package session

import (
	"context"
	"fmt"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/search"
)

// Catalogue is the provider list as far as it has been read, by id and to be searched.
// Only the session adds to it.
func (s *Session) Catalogue() *search.Index { return s.catalogue }

// Provider waits until the list has a provider and gives it. It fails when the list
// is complete without it, when the list cannot be read, or as Wait does.
func (s *Session) Provider(ctx context.Context, id string) (wire.Provider, error) {
	state, err := s.Wait(ctx, func(state flow.State) bool {
		_, known := s.catalogue.Get(id)
		return known || state.Catalogue.Complete || state.Catalogue.Failure.Failed()
	})
	if provider, known := s.catalogue.Get(id); known {
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

// addProviders takes in what an answer brings, if it brings providers.
func (s *Session) addProviders(e flow.Event) {
	answer, _ := e.(flow.Answer)
	if page, ok := answer.Reply.(flow.ProvidersArrived); ok {
		s.catalogue.Add(page.Providers)
	}
}
