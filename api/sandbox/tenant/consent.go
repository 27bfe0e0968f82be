package tenant

import (
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

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
