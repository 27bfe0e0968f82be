package control

import (
	"fmt"
	"slices"
	"time"

	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// trigger does at once what a fault of that name says, to what the user of f.When
// did last (anybody's when none is named), and says what it did.
func (s *Control) trigger(c *web.Call, f wire.Fault) (string, error) {
	if err := fault.CheckNow(f); err != nil {
		return "", wrongFault(err)
	}
	group, rest := fault.Split(f.Name)
	switch group {
	case fault.GroupConnection:
		return fmt.Sprintf("connections cut: %d", s.Cut(c.R.RemoteAddr)), nil
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

// newest returns the account that the fault's user made last, of those that fit.
func (s *Control) newest(tx *state.Tx, f wire.Fault, fits func(*account.Account) bool) (*account.Account, bool) {
	list := s.Accounts.Rows.All(tx)
	if f.When.UserID != "" {
		list = s.Accounts.Rows.Owned(tx, f.When.UserID)
	}
	for _, a := range slices.Backward(list) {
		if fits(a) && (f.When.ProviderID == "" || f.When.ProviderID == a.ProviderID) {
			return a, true
		}
	}
	return nil, false
}

func (s *Control) triggerAccount(tx *state.Tx, f wire.Fault, code string) (string, error) {
	a, ok := s.newest(tx, f, func(a *account.Account) bool {
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
	a, ok := s.newest(tx, f, func(a *account.Account) bool { return a.AwaitsCode(tx.Now) })
	if !ok {
		return "", web.Invalid("when", "no account is awaiting a code")
	}
	s.Accounts.Fail(tx, a, wire.ErrMFATimeout)
	return fmt.Sprintf("the code of account %s has expired", a.ID), nil
}

func (s *Control) triggerArchive(tx *state.Tx, f wire.Fault) (string, error) {
	list := s.Archives.Rows.All(tx)
	if f.When.UserID != "" {
		list = s.Archives.Rows.Owned(tx, f.When.UserID)
	}
	for _, a := range slices.Backward(list) {
		if status := a.Status(tx.Now); status == wire.ArchiveStarted || status == wire.ArchiveAnalyzed {
			s.Archives.End(tx, a, f.Name)
			return fmt.Sprintf("archive %s is %s", a.ID, a.Status(tx.Now)), nil
		}
	}
	return "", web.Invalid("when", "no archive is STARTED or ANALYZED: upload one first")
}

func (s *Control) triggerMonitor(tx *state.Tx, f wire.Fault, to wire.MonitorStatus) (string, error) {
	a, ok := s.newest(tx, f, func(a *account.Account) bool { return a.Status(tx.Now) == wire.StatusConnected })
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
