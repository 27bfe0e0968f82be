package flow

import (
	"slices"

	"winkterm/api/wire"
)

// ConfirmField is the field of Invalid where the page says that the typed id is not the right one.
const ConfirmField = "id"

// openAccount shows the page of an account.
func (t *turn) openAccount(id string) {
	t.about(id)
	t.advance(AccountRevoke)
	t.resume()
}

// about makes an account the one that the page is about.
func (t *turn) about(id string) {
	if id != t.AccountID {
		t.AccountID, t.Tasks = id, nil
	}
	t.Revoke = RevokeIdle
}

// Syncing says that the first data of the page's account are still being fetched.
func (s State) Syncing() bool {
	if s.Current().ConnectionStatus != wire.StatusConnected {
		return false
	}
	started := func(t wire.Task) bool { return t.Status == wire.TaskStarted }
	return len(s.Tasks) == 0 || slices.ContainsFunc(s.Tasks, started)
}

// CanRevoke says whether there is something to revoke: the page's archive on
// RevokeArchive, else its account.
func (s State) CanRevoke() bool {
	if s.Page == RevokeArchive {
		status := s.CurrentArchive().State.Status
		return status != "" && status != wire.ArchiveRevoked && s.Revoke == RevokeIdle
	}
	status := s.Current().ConnectionStatus
	return status != "" && status != wire.StatusDisconnected && s.Revoke == RevokeIdle
}

// CanStopSync says whether the data sync runs and can be stopped.
func (s State) CanStopSync() bool {
	m := s.Current().MonitorStatus
	return s.Current().ConnectionStatus == wire.StatusConnected &&
		(m == wire.MonitorActive || m == wire.MonitorUserActionRequired)
}

// stepAccountRevoke asks before it revokes; in production the id must be typed.
func stepAccountRevoke(t *turn, i Intent) {
	switch i := i.(type) {
	case RevokeWanted:
		t.askToRevoke()
	case RevokeConfirmed:
		if t.confirmed(i, "account", t.AccountID) {
			t.call(Front, RevokeAccount{AccountID: t.AccountID})
		}
	case SyncStopWanted:
		if t.CanStopSync() {
			t.call(Front, DisableMonitor{AccountID: t.AccountID})
		}
	case Refreshed:
		t.resume()
	}
}

// askToRevoke asks before the page's account or archive is revoked.
func (t *turn) askToRevoke() {
	if t.CanRevoke() {
		t.Revoke, t.Notice = RevokeAsked, Notice{}
	}
}

// confirmed says that the user goes through with revoking; its status is awaited
// from then on.
func (t *turn) confirmed(e RevokeConfirmed, what, id string) bool {
	if t.Revoke != RevokeAsked {
		return false
	}
	if t.Production() && e.Typed != id {
		t.Invalid = map[string]string{ConfirmField: "type the id of the " + what + ", " + id}
		return false
	}
	t.Revoke, t.Invalid = RevokeSent, nil
	t.Revoking = append(slices.Clone(t.Revoking), id)
	t.drop(Poll)
	return true
}

// unrevoked goes on after the host refused to revoke.
func (t *turn) unrevoked(id string) {
	t.Revoke = RevokeIdle
	t.spare(id)
	t.resume()
}

// disconnected fires the callback where the user revoked. The success page of
// the account is no place to come back to any more.
func (t *turn) disconnected(a wire.Account) {
	if t.revoking(a.ID) {
		t.spare(a.ID)
		t.fire(wire.OnAccountRemoved, a)
	}
	if a.ID == t.AccountID {
		t.Revoke = RevokeIdle
		t.without(ConnectSuccess)
	}
}

// without takes a page off the trail.
func (t *turn) without(gone Page) {
	t.Trail = slices.DeleteFunc(slices.Clone(t.Trail), func(p Page) bool { return p == gone })
}

// revoking says that the user revoked the account or archive and the status is awaited.
func (t *turn) revoking(id string) bool { return slices.Contains(t.Revoking, id) }

// spare ends the waiting for an account or archive to be revoked.
func (t *turn) spare(id string) {
	t.Revoking = slices.DeleteFunc(slices.Clone(t.Revoking), func(other string) bool { return other == id })
}

// syncSeen takes the account and its tasks, and looks on while something is to
// come.
func (t *turn) syncSeen(c Call, r SyncSeen) {
	t.Misses = 0
	before, byUser := t.Current().ConnectionStatus, t.revoking(t.AccountID)
	if t.own(r.Account) {
		t.observe(r.Account)
		t.Tasks = r.Tasks
	}
	if now := t.Current(); now.ConnectionStatus != before {
		t.fell(now, byUser)
	}
	if t.Syncing() || t.revoking(t.AccountID) {
		t.lookAgain(c.What, syncRounds)
	}
}

// fell tells the user what became of a linked account. The success page is left
// when there is no account any more.
func (t *turn) fell(a wire.Account, byUser bool) {
	switch a.ConnectionStatus {
	case wire.StatusDisconnected:
		if t.Page == ConnectSuccess {
			t.enter(AccountRevoke)
		}
		if !byUser {
			t.Notice = Notice{Level: Warning, Text: "the account was revoked, but not here"}
		}
	case wire.StatusError:
		t.Notice = Notice{Level: Warning, Text: "linked, but its data could not be fetched: " + string(a.ErrorCode())}
	case wire.StatusPending, wire.StatusAwaitingMFA, wire.StatusConnected:
	}
}
