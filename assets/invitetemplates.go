package assets

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"go.yaml.in/yaml/v3"

	"winkterm/api/wire"
)

// InviteTemplate gives the invite template of InviteTemplateExample, as a sandbox takes it.
// What it points to is shared.
var InviteTemplate = sync.OnceValue(func() wire.InviteTemplateRequest {
	t, err := ReadInviteTemplate(InviteTemplateExample())
	if err != nil {
		panic(fmt.Sprintf("assets: the embedded invite-template.yaml is broken: %v", err))
	}
	return t
})

// ReadInviteTemplate reads an invite template of YAML or JSON. It is strict: a field that is
// not known fails, and is named.
func ReadInviteTemplate(content []byte) (t wire.InviteTemplateRequest, err error) {
	var loose map[string]any
	if err := yaml.Unmarshal(content, &loose); err != nil {
		return t, err
	}
	strict, err := json.Marshal(loose)
	if err != nil {
		return t, err
	}
	d := json.NewDecoder(bytes.NewReader(strict))
	d.DisallowUnknownFields()
	return t, d.Decode(&t)
}
