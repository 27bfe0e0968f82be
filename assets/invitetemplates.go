package assets

import (
	"encoding/json"
	"fmt"
	"sync"

	"go.yaml.in/yaml/v3"

	"winkterm/api/wire"
)

// InviteTemplate gives the invite template of InviteTemplateExample, as a sandbox takes it.
// What it points to is shared.
var InviteTemplate = sync.OnceValue(func() (t wire.InviteTemplateRequest) {
	var loose map[string]any
	err := yaml.Unmarshal(InviteTemplateExample(), &loose)
	if err == nil {
		text, _ := json.Marshal(loose) // of text alone
		err = json.Unmarshal(text, &t)
	}
	if err != nil {
		panic(fmt.Sprintf("assets: the embedded invite-template.yaml is broken: %v", err))
	}
	return t
})
