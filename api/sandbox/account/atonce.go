package account

import (
	"slices"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// Link links an account at once, without waits: CONNECTED with its first sync
// through, or how far the request says. No armed login fault triggers. newUser is
// called once the request is known to be good, when it names no user.
func (s *Accounts) Link(tx *state.Tx, r wire.SandboxLink, newUser func() string) (any, error) {
	p, err := s.loginProvider(user.Session{}, r.ProviderID)
	if err != nil {
		return nil, err
	}
	who, known := s.findPerson(r.Person)
	if !known {
		return nil, web.Invalid("person", "must be one of the test people, such as George or george+7")
	}
	code := wire.AccountErrorCode(r.Until)
	fails := slices.Contains(wire.AccountErrorCodes(), code)
	asks := r.Until == string(wire.StatusAwaitingMFA)
	switch {
	case !fails && !asks && r.Until != "" && r.Until != string(wire.StatusConnected):
		return nil, web.Invalid("until", "must be %s, %s or an error code such as %s", wire.StatusConnected, wire.StatusAwaitingMFA, wire.ErrAccountLocked)
	case asks && p.MFAKind == assets.MFANone:
		return nil, web.Invalid("until", "this provider asks for no second step")
	}
	if r.UserID == "" {
		r.UserID = newUser()
	}
	a := s.newAccount(tx, login{userID: r.UserID, provider: p, option: p.Login[0], identifier: r.Person}, who)
	switch {
	case fails:
		a.History.add(step{At: tx.Now, Status: wire.StatusError, Code: code})
	case asks:
		s.ask(tx, "", a, tx.Now, firstChallenge(a))
	default:
		s.connect(tx, a, tx.Now)
	}
	s.add(tx, a)
	return s.getLinked(tx, nil, a)
}
