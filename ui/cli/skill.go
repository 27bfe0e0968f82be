package cli

import (
	"github.com/spf13/cobra"

	"winkterm/assets"
)

// newSkill prints how an agent uses winkterm.
func newSkill(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "skill",
		Short: "Print how an agent uses winkterm, to be put among its skills",
		Long: `Print how an agent uses winkterm from a shell: a text in Markdown with a name and a
description in front, to be put among the agent's skills, such as

  mkdir -p skills/winkterm && winkterm skill > skills/winkterm/SKILL.md`,
		Args: exactly(0, "skill takes no arguments: it prints one text"),
		RunE: func(*cobra.Command, []string) error {
			_, err := s.Out.Write(assets.Skill())
			return err
		},
	}
}
