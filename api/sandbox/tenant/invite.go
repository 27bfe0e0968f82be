package tenant

import (
	"cmp"
	"time"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// invite asks a person to link their accounts. It has a user of its own, and how
// far that user has come is read off the accounts.
type invite struct {
	state.Entry
	Asked  wire.InviteRequest
	UserID string
	// Linked says that its event was added.
	Linked bool `json:",omitempty"`
}

// Owners are the user.
func (v *invite) Owners() []string { return []string{v.UserID} }

// inviteLog is a status that an invite has had from a moment on.
type inviteLog struct {
	state.Entry
	Status wire.InviteStatus
}

// history is all that has become of an invite, in order of time. Nobody opens a
// mail or a landing page in a sandbox, so the statuses between the first and
// LINKED never come, and the specification does not say what REVOKED is.
func (t *Tenant) history(tx *state.Tx, v *invite) []*inviteLog {
	list := []*inviteLog{{state.Entry{CreatedAt: v.CreatedAt}, wire.InviteInvited}}
	if linked, ok := t.accounts.FirstConnected(tx, v.UserID, time.Time{}); ok {
		list = append(list, &inviteLog{state.Entry{CreatedAt: linked}, wire.InviteLinked})
	}
	for i, l := range list {
		l.ID, l.Seq = tx.ID("invl-", uint64(v.Seq)<<8+uint64(i)), i
	}
	return list
}

// showInvite is the invite as it stands, for list-invites and get-invite.
func (t *Tenant) showInvite(tx *state.Tx, v *invite) wire.Invite {
	history := t.history(tx, v)
	last := history[len(history)-1]
	out := wire.Invite{
		ID: v.ID, CreatedAt: v.CreatedAt, InviteRequest: v.Asked, UserID: v.UserID,
		Status: last.Status, UpdatedAt: last.CreatedAt, InvitedAt: v.CreatedAt,
		InviteLandingPageURL: "https://invites.example.invalid/" + v.ID,
	}
	if last.Status == wire.InviteLinked {
		out.LinkedAt = &last.CreatedAt
	}
	return out
}

// createInvite serves create-invite: an invite and its user. A template that does
// not exist is missing, as a user of that kind is in POST /tokens.
func (t *Tenant) createInvite(_ *web.Call, body *wire.InviteRequest) (any, error) {
	tx := t.st.Begin()
	defer tx.End()
	if _, err := web.Find(tx, t.inviteTemplates.rows, "templateId", body.TemplateID); err != nil {
		return nil, err
	}
	entry := state.Entry{ID: tx.ID("inv-", t.invites.Next(tx)), CreatedAt: tx.Now}
	v := &invite{Entry: entry, Asked: *body, UserID: t.users.Add(tx, nil).ID}
	t.invites.Add(tx, v)
	t.addInvite(tx, "INVITE_INVITED", v)
	return t.showInvite(tx, v), nil
}

// checkInvite holds all rules but that the template exists. No operation makes
// Wink templates, so any winkTemplateId is taken.
func checkInvite(r *wire.InviteRequest) error {
	return cmp.Or(
		web.CheckLengths(
			web.Length{Field: "fullName", Value: &r.FullName, Min: 1, Max: 200},
			web.Length{Field: "firstName", Value: r.FirstName, Min: 1, Max: 64},
			web.Length{Field: "lastName", Value: r.LastName, Min: 1, Max: 64},
			web.Length{Field: "email", Value: &r.Email, Min: 1, Max: 200},
			web.Length{Field: "templateId", Value: &r.TemplateID, Min: 1, Max: 64},
			web.Length{Field: "winkTemplateId", Value: r.WinkTemplateID, Min: 1, Max: 64},
		),
		web.CheckEmail("email", r.Email),
	)
}

// listInviteLogs serves list-invite-log.
func (t *Tenant) listInviteLogs(tx *state.Tx, c *web.Call, q web.Query) (any, error) {
	v, err := web.Find(tx, t.invites, "inviteId", c.R.PathValue("inviteId"))
	if err != nil {
		return nil, err
	}
	return web.Newest(t.history(tx, v), q, nil, func(l *inviteLog) wire.InviteLog {
		return wire.InviteLog{ID: l.ID, InviteID: v.ID, UserID: v.UserID, InviteStatus: l.Status, CreatedAt: l.CreatedAt}
	})
}
