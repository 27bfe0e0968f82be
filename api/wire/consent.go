package wire

import "time"

// ConsentTemplate is a text that users are asked to agree to.
type ConsentTemplate struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	ConsentTemplateRequest
}

// ConsentTemplateRequest is the body of POST /consentTemplates, the schema
// ConsentTemplateCreateRequest. Type, title and
// method may have 200 characters, the version 64 and the text 65535; only the
// method may be empty.
type ConsentTemplateRequest struct {
	ConsentType   string  `json:"consentType"`
	Title         *string `json:"title,omitempty"`
	Version       string  `json:"version"`
	ConsentMethod *string `json:"consentMethod,omitempty"`
	ConsentText   string  `json:"consentText"`
}
