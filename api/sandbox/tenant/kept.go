package tenant

import (
	"cmp"
	"net/url"
	"slices"

	"winkterm/api/host"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// showWebhook is for create-webhook, list-webhooks, get-webhook and delete-webhook:
// with its secret, as the specification's examples have it.
func showWebhook(_ *state.Tx, w *kept[wire.WebhookRequest]) wire.Webhook {
	return wire.Webhook{
		ID: w.ID, CreatedAt: w.CreatedAt, UpdatedAt: w.CreatedAt, Name: w.Asked.Name, URL: w.Asked.URL, Secret: w.Asked.Secret,
		EventTypes: w.Asked.EventTypes, Active: *w.Asked.Active, IncludePayload: w.Asked.IncludePayload,
	}
}

func checkWebhook(r *wire.WebhookRequest) error {
	return cmp.Or(
		web.CheckLengths(
			web.Length{Field: "name", Value: &r.Name, Min: 1, Max: 200},
			web.Length{Field: "url", Value: &r.URL, Min: 1, Max: 500},
			web.Length{Field: "secret", Value: (*string)(&r.Secret), Min: 1, Max: 64},
		),
		checkAddress(r.URL), checkEventTypes(r.EventTypes), web.CheckGiven("active", r.Active),
	)
}

// checkAddress wants https, as the specification does; without it a webhook may
// be on this machine alone.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err == nil && u.Hostname() != "" && (u.Scheme == "https" || u.Scheme == "http" && host.Loopback(address)) {
		return nil
	}
	return web.Invalid("url", "must begin with https://, or with http:// and a loopback address")
}

func checkEventTypes(types []wire.WebhookEventType) error {
	known := wire.WebhookEventTypes()
	if len(types) == 0 || len(types) > len(known) {
		return web.Invalid("eventTypes", "1 to %d are wanted", len(known))
	}
	for _, t := range types {
		if !slices.Contains(known, t) {
			return web.Invalid("eventTypes", "has one that is not known, %s stands for all", wire.EventAll)
		}
	}
	return nil
}

// showConsentTemplate is for create-consent-template, list-consent-templates and
// delete-consent-template.
func showConsentTemplate(_ *state.Tx, t *kept[wire.ConsentTemplateRequest]) wire.ConsentTemplate {
	return wire.ConsentTemplate{ID: t.ID, CreatedAt: t.CreatedAt, ConsentTemplateRequest: t.Asked}
}

func checkConsentTemplate(r *wire.ConsentTemplateRequest) error {
	return web.CheckLengths(
		web.Length{Field: "consentType", Value: &r.ConsentType, Min: 1, Max: 200},
		web.Length{Field: "title", Value: r.Title, Min: 1, Max: 200},
		web.Length{Field: "version", Value: &r.Version, Min: 1, Max: 64},
		web.Length{Field: "consentMethod", Value: r.ConsentMethod, Min: 0, Max: 200},
		web.Length{Field: "consentText", Value: &r.ConsentText, Min: 1, Max: 65535},
	)
}

// consentText is the newest consent template for a session, nil where there is none.
func (t *Tenant) consentText(tx *state.Tx) *wire.ConsentText {
	all := t.consents.rows.All(tx)
	if len(all) == 0 {
		return nil
	}
	return wire.ConsentOf([]wire.ConsentTemplate{showConsentTemplate(tx, all[len(all)-1])})
}

// showInviteTemplate is for create-invite-template, list-invite-templates,
// get-invite-template, update-invite-template and delete-invite-template.
func showInviteTemplate(_ *state.Tx, t *kept[wire.InviteTemplateRequest]) wire.InviteTemplate {
	return wire.InviteTemplate{ID: t.ID, InviteTemplateRequest: t.Asked}
}

// InviteTemplate returns an invite template as it stands; it fails when there is none.
func (t *Tenant) InviteTemplate(tx *state.Tx, id string) (wire.InviteTemplateRequest, error) {
	row, err := web.Find(tx, t.inviteTemplates.rows, "templateId", id)
	if err != nil {
		return wire.InviteTemplateRequest{}, err
	}
	return row.Asked, nil
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
