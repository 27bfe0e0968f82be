package tenant

import (
	"cmp"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// showInviteTemplate is for create-invite-template, list-invite-templates,
// get-invite-template, update-invite-template and delete-invite-template.
func showInviteTemplate(_ *state.Tx, t *kept[wire.InviteTemplateRequest]) wire.InviteTemplate {
	return wire.InviteTemplate{ID: t.ID, InviteTemplateRequest: t.Asked}
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
