package assets

import "winkterm/api/wire"

var inviteTemplates = parsed[wire.InviteTemplateRequest]("invitetemplates.json")

// InviteTemplate gives the invite template that ships, to be made at a sandbox. Its company
// is made up. What it points to is shared.
func InviteTemplate() wire.InviteTemplateRequest { return inviteTemplates()[0] }
