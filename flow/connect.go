package flow

import (
	"fmt"
	"slices"

	"winkterm/api/wire"
)

// rank orders the statuses: an account moves up only. What an unknown status
// means cannot be told, so it ends nothing.
func rank(s wire.ConnectionStatus) int {
	switch s {
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

// observe takes an account as it stands now and reports a change. An account
// that would go back from a final status is left as it was.
func (t *turn) observe(a wire.Account) {
	old, known := t.Linking.Account(a.ID)
	if known && rank(a.ConnectionStatus) < rank(old.ConnectionStatus) {
		t.note("status", "account %s: %s after %s ignored", a.ID, a.ConnectionStatus, old.ConnectionStatus)
		return
	}
	t.Linking.Accounts = replaced(t.Linking.Accounts, a, func(a wire.Account) string { return a.ID })
	if known && old.ConnectionStatus == a.ConnectionStatus {
		return
	}
	t.emit(RecordStatus{
		Subject: SubjectAccount, ID: a.ID,
		From: string(old.ConnectionStatus), To: string(a.ConnectionStatus), ErrorCode: string(a.ErrorCode()),
	})
	if a.ConnectionStatus == wire.StatusDisconnected {
		t.disconnected(a)
	}
}

// replaced gives accounts or archives with one put in place of its earlier self.
func replaced[T any](all []T, now T, id func(T) string) []T {
	out := slices.Clone(all)
	if i := slices.IndexFunc(out, func(old T) bool { return id(old) == id(now) }); i >= 0 {
		out[i] = now
		return out
	}
	return append(out, now)
}

// fire tells a callback of an account.
func (t *turn) fire(name wire.CallbackName, a wire.Account) {
	args := wire.AccountCallback{AccountID: a.ID, UserID: t.Session.UserID, ProviderID: a.ProviderID}
	if name == wire.OnAccountError {
		args.ErrorCode = a.ErrorCode()
	}
	t.tell(CallbackKey{ID: a.ID, Name: name}, wire.OnAccountRemoved, args)
}

// tell fires a callback of an account or archive, once, and none after its last.
func (t *turn) tell(key CallbackKey, last wire.CallbackName, args any) {
	if t.Session.Fired[key] || t.Session.Fired[CallbackKey{ID: key.ID, Name: last}] {
		return
	}
	t.Session.Fired = with(t.Session.Fired, key, true)
	t.emit(FireCallback{Name: key.Name, Args: args})
}

func (t *turn) accountSeen(p Poll, r AccountSeen) {
	t.Calls.PollFailures = 0
	t.follow(p, r.Account)
}

// follow moves the page along with an account that is being linked, and goes on
// looking at it until it is linked or has failed. An account that the host would
// take back from a final status counts as it was last seen.
func (t *turn) follow(p Poll, a wire.LinkAccount) {
	if !t.own(a.Account) {
		t.pollAgain(p)
		return
	}
	before := t.Linking.Current().ConnectionStatus
	t.observe(a.Account)
	now := t.Linking.Current()
	if now.ConnectionStatus != before {
		t.Notice = Notice{}
	}
	switch now.ConnectionStatus {
	case wire.StatusConnected:
		t.connected(now)
	case wire.StatusError:
		t.failedToConnect(now)
	case wire.StatusDisconnected:
		t.drop(SlotUser)
		t.drop(SlotPoll)
		t.settle(ProviderList)
		t.enter(AccountRevoke)
		t.fell(now, t.Session.Fired[CallbackKey{ID: now.ID, Name: wire.OnAccountRemoved}])
	case wire.StatusAwaitingMFA:
		t.challenge(a)
		t.pollAgain(p)
	case wire.StatusPending:
		t.connecting()
		t.pollAgain(p)
	default:
		t.connecting()
		t.Notice = Notice{Level: Warning, Text: fmt.Sprintf("the host answers the status %q, which is not known here; still watching", now.ConnectionStatus)}
		t.pollAgain(p)
	}
}

// own says whether an account is the one that the page is about.
func (t *turn) own(a wire.Account) bool {
	if a.ID == t.Linking.AccountID {
		return true
	}
	t.note("status", "account %s was answered instead of %s, ignored", a.ID, t.Linking.AccountID)
	return false
}

func (t *turn) connecting() {
	if t.Page != Connecting {
		t.advance(Connecting)
	}
}

// connected shows success, which only the status may claim.
func (t *turn) connected(a wire.Account) {
	t.drop(SlotUser)
	t.drop(SlotPoll)
	t.forget()
	t.fire(wire.OnAccountConnected, a)
	t.settle(ProviderList)
	t.enter(ConnectSuccess)
	t.call(SlotPoll, Poll{Subject: t.syncSubject()}.next(0))
}

func (t *turn) failedToConnect(a wire.Account) {
	t.drop(SlotUser)
	t.drop(SlotPoll)
	t.fire(wire.OnAccountError, a)
	t.enter(ConnectError)
}

// stepConnecting looks again when asked to.
func stepConnecting(t *turn, i Intent) {
	if _, ok := i.(Refreshed); !ok {
		t.notOffered(i)
		return
	}
	t.Notice = Notice{}
	t.resume()
}

// stepConnectSuccess goes on, or is done.
func stepConnectSuccess(t *turn, i Intent) {
	switch i.(type) {
	case AnotherWanted:
		t.back()
	case AccountWanted:
		t.openAccount(t.Linking.AccountID)
	case Refreshed:
		t.resume()
	case Done:
		t.leave(wire.CloseExit)
	default:
		t.notOffered(i)
	}
}

// stepConnectError tries again, goes elsewhere, or exits.
func stepConnectError(t *turn, i Intent) {
	switch i.(type) {
	case Retried:
		t.back()
	case AnotherWanted:
		if !t.OnBackStack(ProviderList) {
			t.refuse("there is no provider list to go back to")
			return
		}
		t.settle(ProviderList)
		t.back()
	case UploadWanted:
		t.documents()
	case Done:
		t.leave(wire.CloseError)
	default:
		t.notOffered(i)
	}
}
