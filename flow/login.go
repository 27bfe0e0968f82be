package flow

import "winkterm/api/wire"

// linking is an account on its way from the login to success, and the page about it.
type linking part

// logIn sends the credentials. Where the login belongs to the browser there is
// nothing to send.
func (l linking) logIn(Submitted) {
	l.require(l.Options.Native, "a login happens in the browser on this host")
	if !l.check() {
		return
	}
	l.Notice = Notice{}
	credentials := map[string]wire.Secret{}
	for _, f := range l.Fields() {
		if v := l.entered(f); v != "" {
			credentials[f.Name] = v
		}
	}
	l.call(SlotUser, CreateAccount{ProviderID: l.Linking.Provider.ID, Option: l.Linking.Option, Credentials: credentials})
}

// created follows the account that the credentials made.
func (l linking) created(made AccountCreated) {
	l.about(made.Account.ID)
	l.Linking.Challenge, l.Linking.AnsweredID = wire.Challenge{}, ""
	l.fire(wire.OnAccountCreated, made.Account.Account)
	l.connecting()
	l.follow(Poll{Subject: l.subject()}, made.Account)
}

// about makes an account the one that the page is about.
func (l linking) about(id string) {
	if id != l.Linking.AccountID {
		l.Linking.AccountID, l.Linking.Tasks = id, nil
	}
	l.Revocation.Stage = RevokeIdle
}

// fire fires a callback of an account.
func (l linking) fire(name wire.CallbackName, a wire.Account) {
	args := wire.AccountCallback{AccountID: a.ID, UserID: l.Session.UserID, ProviderID: a.ProviderID}
	if name == wire.OnAccountError {
		args.ErrorCode = a.ErrorCode()
	}
	l.reducer.fire(name, wire.OnAccountRemoved, a.ID, args)
}
