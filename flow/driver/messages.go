package driver

import (
	"slices"

	"winkterm/api/wire"
	"winkterm/flow"
)

// masked masks what a host says in its own words, for pages show it: a host may say again
// what it was sent.
func (c call) masked(r flow.Reply) flow.Reply {
	mask := c.Journal.Redactor().Text
	switch r := r.(type) { //nolint:gochecksumtype // the others have no such text
	case flow.Failed:
		r.Failure.Message = mask(r.Failure.Message)
		return r
	case flow.AccountCreated:
		maskAccount(mask, &r.Account.Account)
		return r
	case flow.AccountSeen:
		maskAccount(mask, &r.Account.Account)
		return r
	case flow.AnswerAccepted:
		maskAccount(mask, &r.Account.Account)
		return r
	case flow.SyncSeen:
		maskAccount(mask, &r.Account)
		return r
	case flow.UserSeen:
		r.Accounts, r.Archives = slices.Clone(r.Accounts), slices.Clone(r.Archives)
		for i := range r.Accounts {
			maskAccount(mask, &r.Accounts[i])
		}
		for i := range r.Archives {
			maskMessage(mask, &r.Archives[i].State.ErrorMessage)
		}
		return r
	case flow.InviteSeen:
		r.Accounts = slices.Clone(r.Accounts)
		for i := range r.Accounts {
			maskAccount(mask, &r.Accounts[i])
		}
		return r
	case flow.ArchiveCreated:
		maskMessage(mask, &r.Archive.State.ErrorMessage)
		return r
	case flow.ArchiveSeen:
		maskMessage(mask, &r.Archive.State.ErrorMessage)
		return r
	}
	return r
}

func maskAccount(mask func(string) string, a *wire.Account) {
	maskMessage(mask, &a.Connection.ErrorMessage)
}

// maskMessage masks a text that may not be there; the one that it was stays as it is.
func maskMessage(mask func(string) string, text **string) {
	if *text != nil {
		masked := mask(**text)
		*text = &masked
	}
}
