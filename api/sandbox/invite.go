package sandbox

import (
	"cmp"
	"time"

	"winkterm/api/wire"
)

// invite asks a person to link their accounts. It has a user of its own, and how
// far that user has come is read off the accounts.
type invite struct {
	entry
	Asked  wire.InviteRequest
	UserID string
}

func (v *invite) owners() []string { return nil }

// inviteLog is a status that an invite has had from a moment on.
type inviteLog struct {
	entry
	Status wire.InviteStatus
}

func (l *inviteLog) owners() []string { return nil }

// history is all that has become of an invite, in order of time. Nobody opens a
// mail or a landing page in a sandbox, so the statuses between the first and
// LINKED never come, and the specification does not say what REVOKED is.
func (s *Server) history(v *invite, now time.Time) []*inviteLog {
	list := []*inviteLog{{entry{CreatedAt: v.CreatedAt}, wire.InviteInvited}}
	if linked, ok := s.connectedAfter(time.Time{}, v.UserID, now); ok {
		list = append(list, &inviteLog{entry{CreatedAt: linked}, wire.InviteLinked})
	}
	for i, l := range list {
		l.ID, l.Seq = s.seed.id("invl-", uint64(v.Seq)<<8+uint64(i)), i
	}
	return list
}

// connectedAfter gives the moment after another one at which an account of the
// user was first CONNECTED, whatever has become of it since.
func (s *Server) connectedAfter(since time.Time, userID string, now time.Time) (first time.Time, ok bool) {
	for _, a := range s.state.accounts.owned[userID] {
		at, was := a.Line.connected(a.Line.index(now))
		if was && at.After(since) && (!ok || at.Before(first)) {
			first, ok = at, true
		}
	}
	return first, ok
}

// showInvite is the invite as it stands. The schema wants linkedAt always: before
// LINKED it is invitedAt, as in the specification's examples.
func (s *Server) showInvite(v *invite, now time.Time) wire.Invite {
	history := s.history(v, now)
	last := history[len(history)-1]
	return wire.Invite{
		ID: v.ID, CreatedAt: v.CreatedAt, InviteRequest: v.Asked, UserID: v.UserID,
		Status: last.Status, UpdatedAt: last.CreatedAt, InvitedAt: v.CreatedAt, LinkedAt: last.CreatedAt,
		InviteLandingPageURL: "https://invites.example.invalid/" + v.ID,
	}
}

func (s *Server) invites() collection[*invite, wire.Invite] {
	return collection[*invite, wire.Invite]{
		s: s, ledger: &s.state.invites, name: "invite", prefix: "inv-", show: s.showInvite,
	}
}

// createInvite serves POST /invites: an invite and its user. A template that does
// not exist is missing, as a user of that kind is in POST /tokens.
func (s *Server) createInvite(c *call) (any, error) {
	var body wire.InviteRequest
	if err := decodeAll(c, &body); err != nil {
		return nil, err
	}
	if err := checkInvite(&body); err != nil {
		return nil, err
	}
	defer s.hold(c)()
	if s.state.inviteTemplates.byID[body.TemplateID] == nil {
		return nil, missing("there is no invite template of this templateId")
	}
	all := s.invites()
	v := &invite{entry: all.entry(c), Asked: body, UserID: s.addUser(nil, c.now).ID}
	all.ledger.add(v)
	return all.show(v, c.now), nil
}

// checkInvite holds all rules but that the template exists. No operation makes
// Wink templates, so any winkTemplateId is taken.
func checkInvite(r *wire.InviteRequest) error {
	return cmp.Or(
		checkLengths(
			length{"fullName", &r.FullName, 1, 200},
			length{"firstName", r.FirstName, 1, 64},
			length{"lastName", r.LastName, 1, 64},
			length{"email", &r.Email, 1, 200},
			length{"templateId", &r.TemplateID, 1, 64},
			length{"winkTemplateId", r.WinkTemplateID, 1, 64},
		),
		checkEmail("email", r.Email),
	)
}

// listInviteLogs serves GET /invites/{inviteId}/logs.
func (s *Server) listInviteLogs(c *call) (any, error) {
	q, err := readQuery(c.r)
	if err != nil {
		return nil, err
	}
	defer s.hold(c)()
	v := s.state.invites.byID[c.r.PathValue("inviteId")]
	if v == nil {
		return nil, missing("there is no invite of this inviteId")
	}
	return newestFirst(s.history(v, c.now), q, nil, func(l *inviteLog) wire.InviteLog {
		return wire.InviteLog{ID: l.ID, InviteID: v.ID, UserID: v.UserID, InviteStatus: l.Status, CreatedAt: l.CreatedAt}
	})
}
