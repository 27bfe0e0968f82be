package sandbox

import (
	"cmp"
	"time"

	"winkterm/api/wire"
)

// inviteTemplate is what invites are made from.
type inviteTemplate struct {
	entry
	Asked wire.InviteTemplateRequest
}

func (t *inviteTemplate) owners() []string { return nil }

func (s *Server) inviteTemplates() collection[*inviteTemplate, wire.InviteTemplate] {
	return collection[*inviteTemplate, wire.InviteTemplate]{
		s: s, ledger: &s.state.inviteTemplates, name: "invite template", prefix: "tpl-",
		show: func(t *inviteTemplate, _ time.Time) wire.InviteTemplate {
			return wire.InviteTemplate{ID: t.ID, InviteTemplateRequest: t.Asked}
		},
	}
}

func readInviteTemplate(c *call) (body wire.InviteTemplateRequest, err error) {
	if err := decodeAll(c, &body); err != nil {
		return body, err
	}
	return body, checkInviteTemplate(&body)
}

// createInviteTemplate serves POST /inviteTemplates.
func (s *Server) createInviteTemplate(c *call) (any, error) {
	body, err := readInviteTemplate(c)
	if err != nil {
		return nil, err
	}
	defer s.hold(c)()
	all := s.inviteTemplates()
	t := &inviteTemplate{entry: all.entry(c), Asked: body}
	all.ledger.add(t)
	return all.show(t, c.now), nil
}

// updateInviteTemplate serves PUT /inviteTemplates/{id}: what is given takes the
// place of all that was there.
func (s *Server) updateInviteTemplate(c *call) (any, error) {
	body, err := readInviteTemplate(c)
	if err != nil {
		return nil, err
	}
	defer s.hold(c)()
	all := s.inviteTemplates()
	t, err := all.find(c)
	if err != nil {
		return nil, err
	}
	t.Asked = body
	all.ledger.changed(t)
	return all.show(t, c.now), nil
}

func checkInviteTemplate(r *wire.InviteTemplateRequest) error {
	return cmp.Or(
		checkLengths(
			length{"name", &r.Name, 1, 64},
			length{"company.name", &r.Company.Name, 1, 200},
			length{"company.logoUrl", &r.Company.LogoURL, 1, 200},
			length{"email.senderName", &r.Email.SenderName, 1, 200},
			length{"email.replyAddress", &r.Email.ReplyAddress, 1, 200},
			length{"email.subject", &r.Email.Subject, 1, 200},
			length{"email.body", &r.Email.Body, 1, 5000},
			length{"landingPage.header", &r.LandingPage.Header, 1, 200},
			length{"landingPage.description", &r.LandingPage.Description, 1, 5000},
			length{"landingPage.button", &r.LandingPage.Button, 1, 200},
			length{"successPage.header", &r.SuccessPage.Header, 1, 200},
			length{"successPage.description", &r.SuccessPage.Description, 1, 5000},
			length{"successPage.button", &r.SuccessPage.Button, 1, 200},
		),
		checkGiven("email.sendEmail", r.Email.SendEmail), checkEmail("email.replyAddress", r.Email.ReplyAddress),
	)
}
