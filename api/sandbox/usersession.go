package sandbox

import (
	"time"

	"winkterm/api/wire"
)

// resetSession serves POST /users/{id}/resetSession. What the user has shared so
// far is no part of the session any more; the accounts and archives themselves,
// and the lists, stay as they are.
func (s *Server) resetSession(c *call) (any, error) {
	defer s.hold(c)()
	u := s.state.users.byID[c.r.PathValue("id")]
	if u == nil {
		return nil, missing("there is no user of this id")
	}
	u.SessionSince = c.now
	s.state.users.changed(u)
	return nil, nil
}

// sessionOf is the user's session as the specification has it: COMPLETED once an
// account was connected or an archive analysed since it began. Server.mu must be
// held.
func (s *Server) sessionOf(u *user, now time.Time) *wire.UserSession {
	out := &wire.UserSession{UserID: u.ID, Channel: wire.ChannelDefault, Status: wire.SessionInProgress}
	if _, ok := s.connectedAfter(u.SessionSince, u.ID, now); ok {
		out.Status = wire.SessionCompleted
	}
	for _, a := range s.state.archives.owned[u.ID] {
		if at := a.Line[a.index(now)]; at.Status == wire.ArchiveAnalyzed && at.At.After(u.SessionSince) {
			out.Status = wire.SessionCompleted
		}
	}
	return out
}
