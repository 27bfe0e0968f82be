package tenant

import (
	"cmp"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// inviteTemplate is what invites are made from.
type inviteTemplate struct {
	state.Entry
	Asked wire.InviteTemplateRequest
}

func newInviteTemplates(st *state.State) collection[*inviteTemplate, wire.InviteTemplate] {
	return collection[*inviteTemplate, wire.InviteTemplate]{
		st: st, name: "invite template", prefix: "tpl-",
		rows: state.NewTable(st, "inviteTemplates", func(_ *state.Tx, t *inviteTemplate) error { return checkInviteTemplate(&t.Asked) }),
		show: func(_ *state.Tx, t *inviteTemplate) wire.InviteTemplate {
			return wire.InviteTemplate{ID: t.ID, InviteTemplateRequest: t.Asked}
		},
	}
}

func readInviteTemplate(c *web.Call) (body wire.InviteTemplateRequest, err error) {
	if err := c.DecodeAll(&body); err != nil {
		return body, err
	}
	return body, checkInviteTemplate(&body)
}

// createInviteTemplate serves create-invite-template.
func (t *Tenant) createInviteTemplate(c *web.Call) (any, error) {
	body, err := readInviteTemplate(c)
	if err != nil {
		return nil, err
	}
	return t.inviteTemplates.add(func(e state.Entry) *inviteTemplate { return &inviteTemplate{Entry: e, Asked: body} })
}

// updateInviteTemplate serves update-invite-template: what is given takes the place
// of all that was there.
func (t *Tenant) updateInviteTemplate(c *web.Call) (any, error) {
	body, err := readInviteTemplate(c)
	if err != nil {
		return nil, err
	}
	all := t.inviteTemplates
	return all.found(c, func(tx *state.Tx, row *inviteTemplate) any {
		row.Asked = body
		all.rows.Changed(tx, row)
		return all.show(tx, row)
	})
}

func checkInviteTemplate(r *wire.InviteTemplateRequest) error {
	return cmp.Or(
		web.CheckLengths(
			web.Length{Field: "name", Value: &r.Name, Min: 1, Max: 64},
			web.Length{Field: "company.name", Value: &r.Company.Name, Min: 1, Max: 200},
			web.Length{Field: "company.logoUrl", Value: &r.Company.LogoURL, Min: 1, Max: 200},
			web.Length{Field: "email.senderName", Value: &r.Email.SenderName, Min: 1, Max: 200},
			web.Length{Field: "email.replyAddress", Value: &r.Email.ReplyAddress, Min: 1, Max: 200},
			web.Length{Field: "email.subject", Value: &r.Email.Subject, Min: 1, Max: 200},
			web.Length{Field: "email.body", Value: &r.Email.Body, Min: 1, Max: 5000},
			web.Length{Field: "landingPage.header", Value: &r.LandingPage.Header, Min: 1, Max: 200},
			web.Length{Field: "landingPage.description", Value: &r.LandingPage.Description, Min: 1, Max: 5000},
			web.Length{Field: "landingPage.button", Value: &r.LandingPage.Button, Min: 1, Max: 200},
			web.Length{Field: "successPage.header", Value: &r.SuccessPage.Header, Min: 1, Max: 200},
			web.Length{Field: "successPage.description", Value: &r.SuccessPage.Description, Min: 1, Max: 5000},
			web.Length{Field: "successPage.button", Value: &r.SuccessPage.Button, Min: 1, Max: 200},
		),
		web.CheckGiven("email.sendEmail", r.Email.SendEmail), web.CheckEmail("email.replyAddress", r.Email.ReplyAddress),
	)
}
