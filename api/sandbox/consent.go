package sandbox

import (
	"time"

	"winkterm/api/wire"
)

// consentTemplate is a text that users are asked to agree to.
type consentTemplate struct {
	entry
	Asked wire.ConsentTemplateRequest
}

func (t *consentTemplate) owners() []string { return nil }

func (s *Server) consentTemplates() collection[*consentTemplate, wire.ConsentTemplate] {
	return collection[*consentTemplate, wire.ConsentTemplate]{
		s: s, ledger: &s.state.consents, name: "consent template", prefix: "ct-",
		show: func(t *consentTemplate, _ time.Time) wire.ConsentTemplate {
			return wire.ConsentTemplate{ID: t.ID, CreatedAt: t.CreatedAt, ConsentTemplateRequest: t.Asked}
		},
	}
}

// createConsentTemplate serves POST /consentTemplates.
func (s *Server) createConsentTemplate(c *call) (any, error) {
	var body wire.ConsentTemplateRequest
	if err := decodeAll(c, &body); err != nil {
		return nil, err
	}
	if err := checkConsentTemplate(&body); err != nil {
		return nil, err
	}
	defer s.hold(c)()
	all := s.consentTemplates()
	t := &consentTemplate{entry: all.entry(c), Asked: body}
	all.ledger.add(t)
	return all.show(t, c.now), nil
}

func checkConsentTemplate(r *wire.ConsentTemplateRequest) error {
	return checkLengths(
		length{"consentType", &r.ConsentType, 1, 200},
		length{"title", r.Title, 1, 200},
		length{"version", &r.Version, 1, 64},
		length{"consentMethod", r.ConsentMethod, 0, 200},
		length{"consentText", &r.ConsentText, 1, 65535},
	)
}
