package tenant

import (
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// consentTemplate is a text that users are asked to agree to.
type consentTemplate struct {
	state.Entry
	Asked wire.ConsentTemplateRequest
}

func newConsentTemplates(st *state.State) collection[*consentTemplate, wire.ConsentTemplate] {
	return collection[*consentTemplate, wire.ConsentTemplate]{
		st: st, name: "consent template", prefix: "ct-",
		rows: state.NewTable(st, "consentTemplates", func(_ *state.Tx, t *consentTemplate) error { return checkConsentTemplate(&t.Asked) }),
		show: func(_ *state.Tx, t *consentTemplate) wire.ConsentTemplate {
			return wire.ConsentTemplate{ID: t.ID, CreatedAt: t.CreatedAt, ConsentTemplateRequest: t.Asked}
		},
	}
}

// createConsentTemplate serves create-consent-template.
func (t *Tenant) createConsentTemplate(c *web.Call) (any, error) {
	var body wire.ConsentTemplateRequest
	if err := c.DecodeAll(&body); err != nil {
		return nil, err
	}
	if err := checkConsentTemplate(&body); err != nil {
		return nil, err
	}
	return t.consents.add(func(e state.Entry) *consentTemplate { return &consentTemplate{Entry: e, Asked: body} })
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
