package account

import (
	"time"

	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
)

// Fill sets what user data are made from, and says whether there are any: the
// first sync is through, and the account is not revoked.
func (a *Account) Fill(out *data.Source, now time.Time) (ok bool) {
	if a.Status(now) == wire.StatusDisconnected {
		return false
	}
	out.Provider, out.Person, out.Alias, out.Email = a.provider, a.person.Person, a.person.alias, a.person.email()
	out.Since, ok = a.firstSync(now)
	for _, at := range a.Synced {
		if !at.After(now) {
			out.Synced = append(out.Synced, at)
		}
	}
	return ok
}

// FirstConnected returns the moment after another one at which an account of a
// user was first CONNECTED, whatever has become of it since.
func (s *Accounts) FirstConnected(tx *state.Tx, userID string, since time.Time) (first time.Time, ok bool) {
	for _, a := range s.Rows.Owned(tx, userID) {
		at, was := a.History.connected(a.History.index(tx.Now))
		if was && at.After(since) && (!ok || at.Before(first)) {
			first, ok = at, true
		}
	}
	return first, ok
}
