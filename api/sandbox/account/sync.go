package account

import (
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/wire"
)

// catchUpMonths bounds how many monthly syncs one move of the clock makes for an
// account; of more than that, the latest are made.
const catchUpMonths = 12

// watch schedules what comes of itself to a connected account after a moment.
func (s *Accounts) watch(tx *state.Tx, a *Account, after time.Time) {
	wake := func(tx *state.Tx, at time.Time) { s.wake(tx, a, at) }
	if at, ok := a.History.connected(len(a.History) - 1); ok && !at.Before(after) {
		tx.At(at, wake)
	}
	if next, ok := a.nextSync(after); ok {
		a.next = next
		tx.At(next, wake)
	}
	if last := a.History[len(a.History)-1]; last.Status == wire.StatusDisconnected {
		tx.At(last.At, wake)
	}
}

// nextSync returns the first monthly sync after a moment: the day of the month and
// the hour of the first connection, or the last day of a month that is too short.
func (a *Account) nextSync(after time.Time) (time.Time, bool) {
	first, ok := a.History.connected(len(a.History) - 1)
	if !ok || !a.provider.MonitorSupported {
		return time.Time{}, false
	}
	months := max(1, int(after.Sub(first).Hours()/24/31))
	for ; !monthsOn(first, months).After(after); months++ {
	}
	return monthsOn(first, months), true
}

// monthsOn is n months later, on the same day or the last one of the month.
func monthsOn(t time.Time, n int) time.Time {
	on := t.AddDate(0, n, 0)
	if on.Day() != t.Day() { // it ran over into the next month
		on = on.AddDate(0, 0, -on.Day())
	}
	return on
}

// wake does what is due to an account at a moment.
func (s *Accounts) wake(tx *state.Tx, a *Account, at time.Time) {
	i := a.History.index(at)
	switch now := a.History[i]; {
	case now.Status == wire.StatusDisconnected:
		s.tasks.Rows.DropOwned(tx, a.ID)
	case now.Status == wire.StatusConnected && at.Equal(now.At):
		s.authorised(tx, a, at)
	case now.Status == wire.StatusConnected && a.monitor(i).Status == wire.MonitorActive && at.Equal(a.next):
		s.sync(tx, a, at)
	}
}

// sync is a monthly sync. What was far in the past when the clock jumped is
// passed over.
func (s *Accounts) sync(tx *state.Tx, a *Account, at time.Time) {
	if tx.Now.Sub(at) > catchUpMonths*31*24*time.Hour {
		s.renew(tx, a, at)
		return
	}
	if s.tasks.Triggered(fault.AtSync, "", a) != "" {
		s.tasks.Begin(tx, at, &task.Task{Work: wire.TaskUpdateAccount, EndsAt: at, Of: a})
		s.fail(tx, a, at, wire.ErrExpiredCredentials)
		return
	}
	through := at.Add(tx.Wait("month", uint64(a.Seq)<<16+uint64(len(a.Synced)), 2*time.Second, 4*time.Second))
	a.Synced = append(a.Synced, through)
	s.tasks.Begin(tx, at, &task.Task{Work: wire.TaskUpdateAccount, EndsAt: through, Saved: a.provider.Supported, Of: a})
	s.renew(tx, a, at)
}

// renew begins the sixty days anew.
func (s *Accounts) renew(tx *state.Tx, a *Account, at time.Time) {
	a.History.cut(at)
	a.History.add(step{At: at.Add(task.DataLife), Status: wire.StatusDisconnected})
	s.Rows.Changed(tx, a)
	s.watch(tx, a, at)
}

// lastSync is the moment of the latest sync, the zero time before the first.
func (a *Account) lastSync() time.Time {
	if n := len(a.Synced); n > 0 {
		return a.Synced[n-1]
	}
	connected, _ := a.History.connected(len(a.History) - 1)
	return connected
}

// Fail brings an account to ERROR now. What was read from it before is kept as
// long as ever.
func (s *Accounts) Fail(tx *state.Tx, a *Account, code wire.AccountErrorCode) {
	s.fail(tx, a, tx.Now, code)
}

func (s *Accounts) fail(tx *state.Tx, a *Account, at time.Time, code wire.AccountErrorCode) {
	over := a.History[len(a.History)-1]
	a.History.cut(at)
	a.History.add(step{At: at, Status: wire.StatusError, Code: code})
	if over.Status == wire.StatusDisconnected {
		a.History.add(over)
	}
	s.Rows.Changed(tx, a)
}
