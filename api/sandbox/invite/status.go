package invite

import (
	"slices"
	"time"

	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// step is a status that an invite has had from a moment on.
type step struct {
	Status wire.InviteStatus
	At     time.Time
}

// history is all that has become of an invite, in order of time.
func (v *invite) history() []step {
	return append([]step{{wire.InviteInvited, v.CreatedAt}}, v.Steps...)
}

func (v *invite) status() wire.InviteStatus {
	all := v.history()
	return all[len(all)-1].Status
}

func (v *invite) expired(now time.Time) bool { return !now.Before(v.CreatedAt.Add(wire.InviteLife)) }

// advance takes a step, unless the invite is that far already.
func (v *invite) advance(to step) bool {
	if order := wire.InviteStatuses(); slices.Index(order, to.Status) <= slices.Index(order, v.status()) {
		return false
	}
	v.Steps = append(v.Steps, to)
	return true
}

// reached keeps that an invite has come to a status now, if it was not that far.
func (s *Invites) reached(tx *state.Tx, v *invite, status wire.InviteStatus) bool {
	if !v.advance(step{status, tx.Moment()}) {
		return false
	}
	s.rows.Changed(tx, v)
	return true
}

// follow makes an invite LINKED with the first account of its user that is CONNECTED.
func (s *Invites) follow(tx *state.Tx, e *event.Event) {
	if e.Type != "ACCOUNT_CONNECTED" {
		return
	}
	for _, v := range s.rows.Owned(tx, e.UserID) {
		if s.reached(tx, v, wire.InviteLinked) {
			s.addEvent(tx, "INVITE_LINKED", v)
		}
	}
}

// Revoke serves POST /_sandbox/invites/{id}/revoke: the link opens nothing any more, and a
// widget that it has opened is over. What is linked stays.
func (s *Invites) Revoke(c *web.Call) (any, error) {
	return web.One(s.rows, func(tx *state.Tx, c *web.Call, v *invite) (any, error) {
		if s.reached(tx, v, wire.InviteRevoked) {
			s.users.Expire(tx, v.UserID)
		}
		return show(tx, c, v)
	})(c)
}

// shown is the invite as it stands, for a caller who reaches the sandbox at a host.
func (v *invite) shown(host string) wire.Invite {
	out := wire.Invite{
		ID: v.ID, CreatedAt: v.CreatedAt, InviteRequest: v.Asked, UserID: v.UserID, InvitedAt: v.CreatedAt, InviteLandingPageURL: v.url(host),
	}
	for _, s := range v.history() {
		out.Status, out.UpdatedAt = s.Status, s.At
		if s.Status == wire.InviteLinked {
			out.LinkedAt = new(s.At)
		}
	}
	return out
}

// logged is a step as a row of a list.
type logged struct {
	state.Entry
	status wire.InviteStatus
}

// logs serves list-invite-log.
func (s *Invites) logs(tx *state.Tx, c *web.Call, q web.Query) (any, error) {
	v, err := web.Find(tx, s.rows, "inviteId", c.R.PathValue("inviteId"))
	if err != nil {
		return nil, err
	}
	var list []*logged
	for i, s := range v.history() {
		id := tx.ID("invl-", uint64(v.Seq)<<8+uint64(i))
		list = append(list, &logged{state.Entry{ID: id, Seq: i, CreatedAt: s.At}, s.Status})
	}
	return web.Newest(list, q, nil, func(l *logged) wire.InviteLog {
		return wire.InviteLog{ID: l.ID, InviteID: v.ID, UserID: v.UserID, InviteStatus: l.status, CreatedAt: l.CreatedAt}
	})
}
