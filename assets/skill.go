package assets

import _ "embed"

//go:embed skill.md
var skill []byte

// Skill gives how an agent uses winkterm, in Markdown with a name and a description in
// front. The bytes are shared.
func Skill() []byte { return skill }
