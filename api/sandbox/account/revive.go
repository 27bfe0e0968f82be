package account

import (
	"fmt"
	"slices"
	"time"

	"winkterm/api/sandbox/state"
)

// revive sets what is read off the catalogue, the people and the history.
func (s *Accounts) revive(tx *state.Tx, a *Account) error {
	var ok bool
	if a.provider, ok = s.catalogue.Find(a.ProviderID); !ok {
		return fmt.Errorf("account %s is at a provider that this catalogue lacks: start with the same --providers", a.ID)
	}
	if len(a.History) == 0 {
		return fmt.Errorf("account %s has no status", a.ID)
	}
	if !a.ofThisAge(tx.Now) {
		return fmt.Errorf("account %s is of another age", a.ID)
	}
	if who, known := findPerson(a.Person); known {
		a.person = subject{who.Person, a.Alias}
	}
	s.watch(tx, a, a.lastSync())
	return nil
}

// ofThisAge says whether all that happened to an account can have been.
func (a *Account) ofThisAge(now time.Time) bool {
	moments := slices.Clone(a.Synced)
	for _, at := range a.History {
		moments = append(moments, at.At)
	}
	return !slices.ContainsFunc(moments, func(at time.Time) bool { return now.Sub(at).Abs() > 2*state.MaxAdvance })
}
