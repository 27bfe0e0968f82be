package assets

import "winkterm/api/wire"

// WinkTemplate is one of the Wink templates that the sandbox has. The companies are made
// up.
type WinkTemplate struct {
	wire.Template
	// Name says what the template is for.
	Name string `json:"name"`
}

var winkTemplates = parsed[WinkTemplate]("templates.json")

// WinkTemplates gives the Wink templates that ship. The slice is shared.
func WinkTemplates() []WinkTemplate { return winkTemplates() }

// WinkTemplateOf gives the Wink template of an id; false where none that ships has it.
func WinkTemplateOf(id string) (WinkTemplate, bool) {
	for _, t := range WinkTemplates() {
		if t.ID == id {
			return t, true
		}
	}
	return WinkTemplate{}, false
}

// InviteTemplateExample gives an invite template to begin with, as YAML.
func InviteTemplateExample() []byte { return content("invite-template.yaml") }
