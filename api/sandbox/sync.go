package sandbox

import (
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// catchUpMonths bounds how many monthly syncs one move of the clock makes for an
// account; of more than that, the latest are made.
const catchUpMonths = 12

// live puts CONNECTED on an account's timeline, and behind it the end of what is
// kept of it, sixty days after. A monitored account is synced every month before
// that, which begins the sixty days anew.
func (s *Server) live(a *account, at time.Time, held bool) {
	a.Line.add(step{At: at, Status: wire.StatusConnected, Held: held})
	a.Line.add(step{At: at.Add(dataLife), Status: wire.StatusDisconnected})
	s.watch(a, at)
}

// watch schedules what comes of itself to a connected account after a moment.
func (s *Server) watch(a *account, after time.Time) {
	wake := func(at time.Time) { s.wakeAccount(a, at) }
	if next, ok := a.nextSync(after); ok {
		a.next = next
		s.state.due.schedule(next, wake)
	}
	if last := a.Line[len(a.Line)-1]; last.Status == wire.StatusDisconnected {
		s.state.due.schedule(last.At, wake)
	}
}

// nextSync gives the first monthly sync after a moment: the day of the month and
// the hour of the first connection, or the last day of a month that is too short.
func (a *account) nextSync(after time.Time) (time.Time, bool) {
	first, ok := a.Line.connected(len(a.Line) - 1)
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

// wakeAccount lets happen what is due to an account at a moment.
func (s *Server) wakeAccount(a *account, at time.Time) {
	i := a.Line.index(at)
	switch now := a.Line[i]; {
	case now.Status == wire.StatusDisconnected:
		s.state.tasks.dropOwned(a.ID)
	case now.Status == wire.StatusConnected && a.monitor(i).Status == wire.MonitorActive && at.Equal(a.next):
		s.sync(a, at)
	}
}

// sync is a monthly sync. What was far in the past when the clock jumped is
// passed over.
func (s *Server) sync(a *account, at time.Time) {
	if now := s.clock.Now(); now.Sub(at) > catchUpMonths*31*24*time.Hour {
		s.renew(a, at)
		return
	}
	if s.struck(fault.AtSync, "", a) != "" {
		s.addTask(&task{entry: entry{CreatedAt: at}, Work: wire.TaskUpdateAccount, EndsAt: at, source: a})
		s.fail(a, at, wire.ErrExpiredCredentials)
		return
	}
	through := at.Add(s.wait("month", uint64(a.Seq)<<16+uint64(len(a.Synced)), 2*time.Second, 4*time.Second))
	a.Synced = append(a.Synced, through)
	s.addTask(&task{
		entry: entry{CreatedAt: at}, Work: wire.TaskUpdateAccount, EndsAt: through,
		Saved: datapoints(a.provider), source: a,
	})
	s.renew(a, at)
}

// renew begins the sixty days anew.
func (s *Server) renew(a *account, at time.Time) {
	a.Line.cut(at)
	a.Line.add(step{At: at.Add(dataLife), Status: wire.StatusDisconnected})
	s.state.accounts.changed(a)
	s.watch(a, at)
}

// lastSync is the moment of the latest sync, the zero time before the first.
func (a *account) lastSync() time.Time {
	if n := len(a.Synced); n > 0 {
		return a.Synced[n-1]
	}
	connected, _ := a.Line.connected(len(a.Line) - 1)
	return connected
}
