package flow

import (
	"fmt"
	"maps"
	"slices"

	"winkterm/api/wire"
)

// How often an account is looked at before the user must ask again.
const (
	connectRounds = 600
	syncRounds    = 60
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
	old, known := t.Account(a.ID)
	if known && rank(a.ConnectionStatus) < rank(old.ConnectionStatus) {
		t.note("status", "account %s: %s after %s ignored", a.ID, a.ConnectionStatus, old.ConnectionStatus)
		return
	}
	t.Accounts = replaced(t.Accounts, a, func(a wire.Account) string { return a.ID })
	if known && old.ConnectionStatus == a.ConnectionStatus {
		return
	}
	t.emit(Changed{AccountID: a.ID, From: old.ConnectionStatus, To: a.ConnectionStatus, ErrorCode: a.ErrorCode()})
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
	args := wire.AccountCallback{AccountID: a.ID, UserID: t.UserID, ProviderID: a.ProviderID}
	if name == wire.OnAccountError {
		args.ErrorCode = a.ErrorCode()
	}
	t.tell(Tale{ID: a.ID, Name: name}, wire.OnAccountRemoved, args)
}

// tell fires a callback of an account or archive, once, and none after its last.
func (t *turn) tell(tale Tale, last wire.CallbackName, args any) {
	if t.Told[tale] || t.Told[Tale{ID: tale.ID, Name: last}] {
		return
	}
	told := maps.Clone(t.Told)
	if told == nil {
		told = map[Tale]bool{}
	}
	told[tale] = true
	t.Told = told
	t.emit(Fired{Name: tale.Name, Args: args})
}

func (t *turn) accountSeen(c Call, r AccountSeen) {
	t.Misses = 0
	t.follow(c.What, r.Account)
}

// follow moves the page along with an account that is being linked, and goes on
// looking at it until it is linked or has failed. An account that the host would
// take back from a final status counts as it was last seen.
func (t *turn) follow(asked Request, a wire.LinkAccount) {
	if !t.own(a.Account) {
		t.lookAgain(asked, connectRounds)
		return
	}
	before := t.Current().ConnectionStatus
	t.observe(a.Account)
	now := t.Current()
	if now.ConnectionStatus != before {
		t.Notice = Notice{}
	}
	switch now.ConnectionStatus {
	case wire.StatusConnected:
		t.connected(now)
	case wire.StatusError:
		t.failedToConnect(now)
	case wire.StatusDisconnected:
		t.drop(Front)
		t.drop(Poll)
		t.settle(ProviderList)
		t.enter(AccountRevoke)
		t.fell(now, t.Told[Tale{ID: now.ID, Name: wire.OnAccountRemoved}])
	case wire.StatusAwaitingMFA:
		t.challenge(a)
		t.lookAgain(asked, connectRounds)
	case wire.StatusPending:
		t.connecting()
		t.lookAgain(asked, connectRounds)
	default:
		t.connecting()
		t.Notice = Notice{Level: Warning, Text: fmt.Sprintf("the host answers the status %q, which is not known here; still watching", now.ConnectionStatus)}
		t.lookAgain(asked, connectRounds)
	}
}

// own says whether an account is the one that the page is about.
func (t *turn) own(a wire.Account) bool {
	if a.ID == t.AccountID {
		return true
	}
	t.note("status", "account %s was answered instead of %s, ignored", a.ID, t.AccountID)
	return false
}

func (t *turn) connecting() {
	if t.Page != Connecting {
		t.advance(Connecting)
	}
}

// lookAgain asks once more unless it was often enough.
func (t *turn) lookAgain(asked Request, rounds int) {
	if round(asked) >= rounds {
		t.Notice = Notice{Level: Warning, Text: "nothing has changed for long; r looks again"}
		return
	}
	t.again(asked, 0)
}

func round(r Request) int {
	if poll, ok := r.(PollAccount); ok {
		return poll.Round
	}
	if poll, ok := r.(PollSync); ok {
		return poll.Round
	}
	if poll, ok := r.(WatchUser); ok {
		return poll.Round
	}
	if poll, ok := r.(PollArchive); ok {
		return poll.Round
	}
	return 0
}

// connected shows success, which only the status may claim.
func (t *turn) connected(a wire.Account) {
	t.drop(Front)
	t.drop(Poll)
	t.forget()
	t.fire(wire.OnAccountConnected, a)
	t.settle(ProviderList)
	t.enter(ConnectSuccess)
	t.call(Poll, PollSync{AccountID: a.ID, UserID: t.UserID, Round: 1})
}

func (t *turn) failedToConnect(a wire.Account) {
	t.drop(Front)
	t.drop(Poll)
	t.fire(wire.OnAccountError, a)
	t.enter(ConnectError)
}

// stepConnecting looks again when asked to.
func stepConnecting(t *turn, i Intent) {
	if _, ok := i.(Refreshed); ok {
		t.Notice = Notice{}
		t.resume()
	}
}

// stepConnectSuccess goes on, or is done.
func stepConnectSuccess(t *turn, i Intent) {
	switch i.(type) {
	case AnotherWanted:
		t.back()
	case AccountWanted:
		t.openAccount(t.AccountID)
	case Refreshed:
		t.resume()
	case Done:
		t.leave(wire.CloseExit)
	}
}

// stepConnectError tries again, goes elsewhere, or exits.
func stepConnectError(t *turn, i Intent) {
	switch i.(type) {
	case Retried:
		t.back()
	case AnotherWanted:
		if t.Behind(ProviderList) {
			t.settle(ProviderList)
			t.back()
		}
	case UploadWanted:
		t.documents()
	case Done:
		t.leave(wire.CloseError)
	}
}
