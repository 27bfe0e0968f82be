package flow

import "winkterm/api/wire"

// listing is the page of all that the user has linked and uploaded.
type listing part

// open shows the page, and asks the host what there is.
func (l listing) open(AccountsWanted) {
	l.advance(Accounts)
	l.resume()
}

// openAccount opens the page of any of the user's accounts. The success page of another
// one would show that one, so it is no page to come back to any more.
func (l listing) openAccount(i AccountWanted) {
	_, known := l.Linking.Account(i.ID)
	l.require(known, "there is no such account")
	if i.ID != l.Linking.AccountID {
		browsing(l).leaveOthers()
	}
	linking(l).open(i.ID)
}

// canChange says that an account or archive of the user may change without the user: it
// has no final status yet, or is an account that is connected and can fail later.
func (s State) canChange() bool {
	for _, a := range s.Linking.Accounts {
		if a.ConnectionStatus == wire.StatusConnected || accountRank(string(a.ConnectionStatus)) == 0 {
			return true
		}
	}
	for _, a := range s.Documents.Archives {
		if archiveRank(string(a.State.Status)) == 0 {
			return true
		}
	}
	return false
}

// HasAny says that an account or archive of the user is known.
func (s State) HasAny() bool { return len(s.Linking.Accounts)+len(s.Documents.Archives) > 0 }
