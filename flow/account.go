package flow

import (
	"slices"

	"winkterm/api/wire"
)

// Revocation is how far revoking has come.
type Revocation struct {
	// Stage is that of the page's account or archive.
	Stage RevokeStage
	// Invalid says what is wrong with the id that was typed to confirm.
	Invalid string
	// Awaited are the ids of what the user revoked and whose status has not followed
	// yet.
	Awaited []string
}

// RevokeStage is how far revoking the page's account or archive has come.
type RevokeStage uint8

// The stages: nothing asked, confirmation wanted, sent and waiting for the status.
const (
	RevokeIdle RevokeStage = iota
	RevokeAsked
	RevokeSent
)

// openAccount shows the page of an account.
func (t *turn) openAccount(id string) {
	t.about(id)
	t.advance(AccountRevoke)
	t.resume()
}

// about makes an account the one that the page is about.
func (t *turn) about(id string) {
	if id != t.Linking.AccountID {
		t.Linking.AccountID, t.Linking.Tasks = id, nil
	}
	t.Revocation.Stage = RevokeIdle
}

// Syncing says that the first data of the page's account are still being fetched.
func (l Linking) Syncing() bool {
	if l.Current().ConnectionStatus != wire.StatusConnected {
		return false
	}
	started := func(t wire.Task) bool { return t.Status == wire.TaskStarted }
	return len(l.Tasks) == 0 || slices.ContainsFunc(l.Tasks, started)
}

// CanRevoke says whether there is something to revoke: the page's archive on
// RevokeArchive, else its account.
func (s State) CanRevoke() bool {
	if s.Page == RevokeArchive {
		status := s.Documents.Current().State.Status
		return status != "" && status != wire.ArchiveRevoked && s.Revocation.Stage == RevokeIdle
	}
	status := s.Linking.Current().ConnectionStatus
	return status != "" && status != wire.StatusDisconnected && s.Revocation.Stage == RevokeIdle
}

// CanStopSync says whether the data sync runs and can be stopped.
func (l Linking) CanStopSync() bool {
	m := l.Current().MonitorStatus
	return l.Current().ConnectionStatus == wire.StatusConnected &&
		(m == wire.MonitorActive || m == wire.MonitorUserActionRequired)
}

// stepAccountRevoke asks before it revokes; in production the id must be typed.
func stepAccountRevoke(t *turn, i Intent) {
	switch i := i.(type) {
	case RevokeWanted:
		t.askToRevoke()
	case RevokeConfirmed:
		if t.confirmed(i, "account", t.Linking.AccountID) {
			t.call(SlotUser, RevokeAccount{AccountID: t.Linking.AccountID})
		}
	case SyncStopWanted:
		if !t.Linking.CanStopSync() {
			t.refuse("there is no data sync to stop")
			return
		}
		t.call(SlotUser, DisableMonitor{AccountID: t.Linking.AccountID})
	case Refreshed:
		t.resume()
	default:
		t.notOffered(i)
	}
}

// askToRevoke asks before the page's account or archive is revoked.
func (t *turn) askToRevoke() {
	switch {
	case t.Revocation.Stage == RevokeAsked:
		t.refuse("revoking waits to be confirmed")
	case !t.CanRevoke():
		t.refuse("there is nothing to revoke")
	}
	t.Revocation.Stage, t.Notice = RevokeAsked, Notice{}
}

// confirmed says that the user goes through with revoking; its status is awaited
// from then on.
func (t *turn) confirmed(e RevokeConfirmed, what, id string) bool {
	if t.Revocation.Stage != RevokeAsked {
		t.refuse("revoking was not asked for")
		return false
	}
	if t.Session.Production() && e.Typed != id {
		wrong := "type the id of the " + what + ", " + id
		if t.Revocation.Invalid == wrong {
			t.refuse(wrong)
		}
		t.Revocation.Invalid = wrong
		return false
	}
	t.Revocation.Stage, t.Revocation.Invalid = RevokeSent, ""
	t.Revocation.Awaited = append(slices.Clone(t.Revocation.Awaited), id)
	t.drop(SlotPoll)
	return true
}

// unrevoked goes on after the host refused to revoke.
func (t *turn) unrevoked(id string) {
	t.Revocation.Stage = RevokeIdle
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
	if a.ID == t.Linking.AccountID {
		t.Revocation.Stage = RevokeIdle
		t.without(ConnectSuccess)
	}
}

// without takes a page off the trail.
func (t *turn) without(gone Page) {
	t.BackStack = slices.DeleteFunc(slices.Clone(t.BackStack), func(p Page) bool { return p == gone })
}

// revoking says that the user revoked the account or archive and the status is awaited.
func (t *turn) revoking(id string) bool { return slices.Contains(t.Revocation.Awaited, id) }

// spare ends the waiting for an account or archive to be revoked.
func (t *turn) spare(id string) {
	t.Revocation.Awaited = slices.DeleteFunc(slices.Clone(t.Revocation.Awaited), func(other string) bool { return other == id })
}

// syncSeen takes the account and its tasks, and looks on while something is to
// come.
func (t *turn) syncSeen(p Poll, r SyncSeen) {
	t.Calls.PollFailures = 0
	before, byUser := t.Linking.Current().ConnectionStatus, t.revoking(t.Linking.AccountID)
	if t.own(r.Account) {
		t.observe(r.Account)
		t.Linking.Tasks = r.Tasks
	}
	if now := t.Linking.Current(); now.ConnectionStatus != before {
		t.fell(now, byUser)
	}
	if t.Linking.Syncing() || t.revoking(t.Linking.AccountID) {
		t.pollAgain(p)
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
