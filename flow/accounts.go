package flow

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

// unfinished says that an account or archive of the user has no final status yet.
func (s State) unfinished() bool {
	for _, a := range s.Linking.Accounts {
		if accountRank(string(a.ConnectionStatus)) == 0 {
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
