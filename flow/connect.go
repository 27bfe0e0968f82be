package flow

import (
	"cmp"
	"fmt"

	"winkterm/api/wire"
)

// accountRank orders the statuses: an account moves up only. What an unknown status
// means is not known either, so it ends nothing.
func accountRank(s string) int {
	switch wire.ConnectionStatus(s) {
	case wire.StatusConnected:
		return 1
	case wire.StatusError:
		return 2
	case wire.StatusDisconnected:
		return 3
	case wire.StatusPending, wire.StatusAwaitingMFA:
	}
	return 0
}

// observe takes an account as it stands now.
func (l linking) observe(a wire.Account) { l.observeAnswer(a, "") }

// observeAnswer takes an account with the code of an answer that was wrong, which is
// recorded though the status may be the same as before.
func (l linking) observeAnswer(a wire.Account, wrong wire.AccountErrorCode) {
	old, known := l.Linking.Account(a.ID)
	news := RecordStatus{
		Subject: SubjectAccount, ID: a.ID,
		From: string(old.ConnectionStatus), To: string(a.ConnectionStatus), ErrorCode: string(cmp.Or(a.ErrorCode(), wrong)),
	}
	if known && l.fallsBack(news, accountRank) {
		return
	}
	l.Linking.Accounts = replaced(l.Linking.Accounts, a, func(a wire.Account) string { return a.ID })
	if !known || news.From != news.To || wrong != "" {
		l.emit(news)
		l.disconnected(a)
	}
}

// disconnected fires the callback where the user revoked. The success page of
// the account is no page to come back to any more.
func (l linking) disconnected(a wire.Account) {
	if a.ConnectionStatus != wire.StatusDisconnected {
		return
	}
	if l.Revocation.end(a.ID) {
		l.fire(wire.OnAccountRemoved, a)
	}
	reading(l).recount(a.ID)
	if a.ID == l.Linking.AccountID {
		l.Revocation.Stage = RevokeIdle
		l.without(func(p Page) bool { return p == ConnectSuccess })
	}
}

// follow moves the page along with an account that is being linked, and goes on
// polling it until it is linked or has failed. An account that the host would
// take back from a final status counts as it was last seen.
func (l linking) follow(poll Poll, a wire.LinkAccount) {
	if !l.isAbout(SubjectAccount, a.ID, l.Linking.AccountID) {
		l.pollAgain(poll)
		return
	}
	before := l.Linking.Current().ConnectionStatus
	l.observeAnswer(a.Account, l.wrongAnswer(a.Challenge))
	now := l.Linking.Current()
	if now.ConnectionStatus != before {
		l.Notice = Notice{}
	}
	switch now.ConnectionStatus {
	case wire.StatusConnected, wire.StatusError, wire.StatusDisconnected:
		l.drop(SlotUser, SlotPoll)
		l.ended(now)
		return
	case wire.StatusAwaitingMFA:
		l.challenge(a)
	case wire.StatusPending:
		l.connecting()
	default:
		l.connecting()
		l.Notice = unknownStatus(string(now.ConnectionStatus))
	}
	l.pollAgain(poll)
}

func unknownStatus(s string) Notice {
	return Notice{Level: Warning, Text: fmt.Sprintf("the host answers the status %q, which is not known here; still watching", s)}
}

func (l linking) connecting() {
	if l.Page != Connecting {
		l.advance(Connecting)
	}
}

// ended shows what became of a login. Success shows here alone: only the status may
// claim it.
func (l linking) ended(a wire.Account) {
	switch a.ConnectionStatus {
	case wire.StatusConnected:
		l.Linking.forgetTyped()
		l.fire(wire.OnAccountConnected, a)
		l.backTo(ProviderList)
		l.enter(ConnectSuccess)
		l.call(SlotPoll, Poll{Subject: l.subject()}.next(0))
	case wire.StatusError:
		l.fire(wire.OnAccountError, a)
		l.enter(ConnectError)
	case wire.StatusDisconnected:
		l.backTo(ProviderList)
		l.enter(AccountRevoke)
		l.notifyEnd(a, l.Session.HasFired(wire.OnAccountRemoved, a.ID))
	case wire.StatusPending, wire.StatusAwaitingMFA:
	}
}

// another goes back to the list, which begins anew: what was searched for was the
// account before.
func (l linking) another(AnotherWanted) {
	l.require(l.OnBackStack(ProviderList), "there is no provider list to go back to")
	l.drop(SlotSearch)
	l.Catalogue.Query, l.Catalogue.Type = "", ""
	l.backTo(ProviderList)
	l.back()
}
