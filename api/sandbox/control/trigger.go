package control

import (
	"fmt"
	"slices"
	"time"

	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/document"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// trigger does at once what a fault of that name says, to what the user of f.When
// did last (anybody's when none is named), and says what it did. caller is the
// address whose connection is not to be cut.
func (s *Control) trigger(caller string, f wire.Fault) (string, error) {
	if err := fault.CheckNow(f); err != nil {
		return "", err
	}
	group, rest := fault.Split(f.Name)
	switch group {
	case fault.GroupConnection:
		s.Cut(caller)
		return "every open connection is cut", nil // how many goes by how busy the machine is
	case fault.GroupClock:
		return s.triggerClock(f.Name)
	case fault.GroupSandbox:
		return s.triggerSandbox(f.Name), nil
	}
	tx := s.State.Begin()
	defer tx.End()
	switch group {
	case fault.GroupAccount:
		return s.triggerAccount(tx, f, rest)
	case fault.GroupMFA:
		return s.triggerChallenge(tx, f)
	case fault.GroupArchive:
		return s.triggerArchive(tx, f)
	case fault.GroupMonitor:
		return s.triggerMonitor(tx, f, wire.MonitorStatus(rest))
	}
	return fmt.Sprintf("link tokens expired: %d", s.Users.Expire(tx, f.When.UserID)), nil
}

// newest returns the row that the fault's user made last, of those that fit.
func newest[T state.Row](tx *state.Tx, rows *state.Table[T], userID string, fits func(T) bool) (last T, ok bool) {
	list := rows.All(tx)
	if userID != "" {
		list = rows.Owned(tx, userID)
	}
	for _, row := range slices.Backward(list) {
		if fits(row) {
			return row, true
		}
	}
	return last, false
}

// newestAccount is newest of the accounts at the fault's provider.
func (s *Control) newestAccount(tx *state.Tx, f wire.Fault, fits func(*account.Account) bool) (*account.Account, bool) {
	return newest(tx, s.Accounts.Rows, f.When.UserID, func(a *account.Account) bool {
		return (f.When.ProviderID == "" || f.When.ProviderID == a.ProviderID) && fits(a)
	})
}

func (s *Control) triggerAccount(tx *state.Tx, f wire.Fault, code string) (string, error) {
	a, ok := s.newestAccount(tx, f, func(a *account.Account) bool {
		status := a.Status(tx.Now)
		return status != wire.StatusDisconnected && (status != wire.StatusError || f.Name == fault.AccountDisconnected)
	})
	if !ok {
		return "", web.Invalid("when", "no account fits: link one first")
	}
	if f.Name == fault.AccountDisconnected {
		s.Accounts.Revoke(tx, a)
		return fmt.Sprintf("account %s is DISCONNECTED", a.ID), nil
	}
	s.Accounts.Fail(tx, a, wire.AccountErrorCode(code))
	return fmt.Sprintf("account %s is ERROR %s", a.ID, code), nil
}

func (s *Control) triggerChallenge(tx *state.Tx, f wire.Fault) (string, error) {
	a, ok := s.newestAccount(tx, f, func(a *account.Account) bool { return a.AwaitsCode(tx.Now) })
	if !ok {
		return "", web.Invalid("when", "no account is awaiting a code")
	}
	s.Accounts.Fail(tx, a, wire.ErrMFATimeout)
	return fmt.Sprintf("the code of account %s has expired", a.ID), nil
}

func (s *Control) triggerArchive(tx *state.Tx, f wire.Fault) (string, error) {
	a, ok := newest(tx, s.Archives.Rows, f.When.UserID, func(a *document.Archive) bool {
		status := a.Status(tx.Now)
		return status == wire.ArchiveStarted || status == wire.ArchiveAnalyzed
	})
	if !ok {
		return "", web.Invalid("when", "no archive is STARTED or ANALYZED: upload one first")
	}
	s.Archives.End(tx, a, f.Name)
	return fmt.Sprintf("archive %s is %s", a.ID, a.Status(tx.Now)), nil
}

func (s *Control) triggerMonitor(tx *state.Tx, f wire.Fault, to wire.MonitorStatus) (string, error) {
	a, ok := s.newestAccount(tx, f, func(a *account.Account) bool { return a.Status(tx.Now) == wire.StatusConnected })
	if !ok {
		return "", web.Invalid("when", "no account is CONNECTED")
	}
	s.Accounts.SetMonitor(tx, a, to)
	return fmt.Sprintf("the monitorStatus of account %s is %s", a.ID, to), nil
}

func (s *Control) triggerClock(name wire.FaultName) (string, error) {
	d, _ := fault.Advance(name, s.State.Now())
	if err := s.advance(d); err != nil {
		return "", err
	}
	return "the clock is at " + s.State.Now().Format(time.RFC3339), nil
}

func (s *Control) triggerSandbox(name wire.FaultName) string {
	if name == fault.Clear {
		s.Faults.Clear()
		return "nothing is armed any more"
	}
	s.startOver()
	return "the sandbox has started over"
}
