package flow

import "winkterm/api/wire"

// open shows the page of an account.
func (l linking) open(id string) {
	l.about(id)
	l.advance(AccountRevoke)
	l.resume()
}

func (l linking) openLinked(AccountWanted) { l.open(l.Linking.AccountID) }

// logInAgain goes to the login of the provider where the page's account failed, or wants
// its user. The success page, if the account had one, is no page to come back to any more.
func (l linking) logInAgain(LoginWanted) {
	l.require(l.Linking.CanLogInAgain(), "the account has not failed")
	l.drop(SlotPoll)
	l.without(func(p Page) bool { return p == ConnectSuccess })
	l.call(SlotUser, LoadProvider{ID: l.Linking.Current().ProviderID})
}

func (l linking) stopSync(SyncStopWanted) {
	l.require(l.Linking.CanStopSync(), "there is no data sync to stop")
	l.call(SlotUser, DisableMonitor{AccountID: l.Linking.AccountID})
}

// synced takes the account and its tasks, and polls on while something is to come.
func (l linking) synced(poll Poll, seen SyncSeen) {
	id := l.Linking.AccountID
	before, byUser := l.Linking.Current().ConnectionStatus, l.Revocation.awaits(id)
	if l.isAbout(SubjectAccount, seen.Account.ID, id) {
		l.observe(seen.Account)
		l.Linking.Tasks = seen.Tasks
	}
	if now := l.Linking.Current(); now.ConnectionStatus != before {
		l.notifyEnd(now, byUser)
	}
	reading(l).follow(l.Linking.Tasks, l.Linking.Current().ConnectionStatus != before)
	switch {
	case l.Linking.Syncing() || l.Revocation.awaits(id):
		l.pollAgain(poll)
	case l.Page == ProviderList: // it keeps looking
		l.resume()
	}
}

// notifyEnd says what became of a linked account. The success page is left when there is
// no account any more.
func (l linking) notifyEnd(a wire.Account, byUser bool) {
	switch a.ConnectionStatus {
	case wire.StatusDisconnected:
		if l.Page == ConnectSuccess {
			l.enter(AccountRevoke)
		}
		if !byUser {
			l.Notice = Notice{Level: Warning, Text: "the account was revoked, but not here"}
		}
	case wire.StatusError:
		text := "linked, but its data could not be fetched: " + string(a.ErrorCode())
		if l.Page == ProviderList {
			text = a.ProviderID + ": " + text
		}
		l.Notice = Notice{Level: Warning, Text: text}
	case wire.StatusPending, wire.StatusAwaitingMFA, wire.StatusConnected:
	}
}
