package sandbox

import (
	"fmt"
	"slices"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// strike does at once what a fault of that name says, to what the user of f.When
// did last (anybody's when none is named), and says what it did.
func (s *Server) strike(c *call, f wire.Fault) (string, error) {
	if err := fault.CheckNow(f); err != nil {
		return "", wrongFault(err)
	}
	group, rest := fault.Split(f.Name)
	switch group {
	case fault.GroupAccount:
		return s.strikeAccount(c, f, rest)
	case fault.GroupMFA:
		return s.strikeChallenge(c, f)
	case fault.GroupArchive:
		return s.strikeArchive(c, f, rest)
	case fault.GroupMonitor:
		return s.strikeMonitor(c, f, wire.MonitorStatus(rest))
	case fault.GroupToken:
		return s.expireTokens(c, f.When.UserID)
	case fault.GroupConnection:
		return fmt.Sprintf("connections cut: %d", s.conns.cut(c.r.RemoteAddr)), nil
	case fault.GroupClock:
		return s.strikeClock(c, f.Name)
	}
	return s.strikeSandbox(f.Name), nil
}

// newest gives the account that the fault's user made last, of those that fit.
func (s *Server) newest(f wire.Fault, fits func(*account) bool) (*account, error) {
	list := s.state.accounts.all
	if f.When.UserID != "" {
		list = s.state.accounts.owned[f.When.UserID]
	}
	for _, a := range slices.Backward(list) {
		if fits(a) && (f.When.ProviderID == "" || f.When.ProviderID == a.ProviderID) {
			return a, nil
		}
	}
	return nil, invalid("when", "no account fits: link one first")
}

func (s *Server) strikeAccount(c *call, f wire.Fault, rest string) (string, error) {
	defer s.hold(c)()
	a, err := s.newest(f, func(a *account) bool {
		status := a.Line.current(c.now).Status
		return status != wire.StatusDisconnected && (status != wire.StatusError || f.Name == fault.AccountDisconnected)
	})
	if err != nil {
		return "", err
	}
	if f.Name == fault.AccountDisconnected {
		s.revoke(a, c.now)
		return fmt.Sprintf("account %s is DISCONNECTED", a.ID), nil
	}
	s.fail(a, c.now, wire.AccountErrorCode(rest))
	return fmt.Sprintf("account %s is ERROR %s", a.ID, rest), nil
}

func (s *Server) strikeChallenge(c *call, f wire.Fault) (string, error) {
	defer s.hold(c)()
	a, err := s.newest(f, func(a *account) bool { return a.Line.current(c.now).Challenge != nil })
	if err != nil {
		return "", invalid("when", "no account is awaiting a code")
	}
	s.fail(a, c.now, wire.ErrMFATimeout)
	return fmt.Sprintf("the code of account %s has lapsed", a.ID), nil
}

// fail brings an account to ERROR. What was read from it before is kept as long
// as ever.
func (s *Server) fail(a *account, at time.Time, code wire.AccountErrorCode) {
	over := a.Line[len(a.Line)-1]
	a.Line.cut(at)
	a.Line.add(step{At: at, Status: wire.StatusError, Code: code})
	if over.Status == wire.StatusDisconnected {
		a.Line.add(over)
	}
	s.state.accounts.changed(a)
}

func (s *Server) strikeArchive(c *call, f wire.Fault, rest string) (string, error) {
	defer s.hold(c)()
	list := s.state.archives.all
	if f.When.UserID != "" {
		list = s.state.archives.owned[f.When.UserID]
	}
	for _, a := range slices.Backward(list) {
		if status := a.status(c.now); status == wire.ArchiveStarted || status == wire.ArchiveAnalyzed {
			s.endArchive(a, c.now, f.Name, rest)
			return fmt.Sprintf("archive %s is %s", a.ID, a.status(c.now)), nil
		}
	}
	return "", invalid("when", "no archive is STARTED or ANALYZED: upload one first")
}

func (s *Server) endArchive(a *archive, now time.Time, name wire.FaultName, rest string) {
	end := archiveEnd(rest)
	over := a.Line[len(a.Line)-1]
	a.Line = append(a.Line[:a.index(now)+1], archiveStep{At: now, Status: end.status, Code: end.code})
	if name == fault.ArchiveRevoked {
		a.Line[len(a.Line)-1] = archiveStep{At: now, Status: wire.ArchiveRevoked}
		s.forget(a)
		return
	}
	a.Line = append(a.Line, over)
	s.state.archives.changed(a)
}

// archiveEnd is the end of an archive that the rest of a fault's name stands for.
func archiveEnd(rest string) finding {
	if rest == string(wire.ArchiveUnsupported) {
		return finding{status: wire.ArchiveUnsupported}
	}
	return finding{status: wire.ArchiveError, code: wire.ArchiveErrorCode(rest)}
}

func (s *Server) strikeMonitor(c *call, f wire.Fault, to wire.MonitorStatus) (string, error) {
	defer s.hold(c)()
	a, err := s.newest(f, func(a *account) bool { return a.Line.current(c.now).Status == wire.StatusConnected })
	if err != nil {
		return "", invalid("when", "no account is CONNECTED")
	}
	s.setMonitor(a, to, c.now)
	if to == wire.MonitorActive {
		s.watch(a, c.now)
	}
	return fmt.Sprintf("the monitorStatus of account %s is %s", a.ID, to), nil
}

// expireTokens ends the link tokens and sessions of a user, of all when none is named.
func (s *Server) expireTokens(c *call, userID string) (string, error) {
	defer s.hold(c)()
	list := s.state.tokens.all
	if userID != "" {
		list = s.state.tokens.owned[userID]
	}
	list = slices.Clone(list)
	for _, t := range list {
		s.dropToken(t)
	}
	return fmt.Sprintf("link tokens expired: %d", len(list)), nil
}

func (s *Server) strikeClock(c *call, name wire.FaultName) (string, error) {
	d, _ := fault.Advance(name, c.now)
	if err := s.advance(d); err != nil {
		return "", err
	}
	return "the clock is at " + s.clock.Now().Format(time.RFC3339), nil
}

func (s *Server) strikeSandbox(name wire.FaultName) string {
	if name == fault.Clear {
		s.faults.Clear()
		return "nothing is armed any more"
	}
	s.startOver()
	return "the sandbox has started over"
}
