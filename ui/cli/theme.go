package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"winkterm/ui/theme"
)

// envTheme names the theme where --theme does not.
const envTheme = "WINKTERM_THEME"

// themed gives a command that draws a screen the choice of a theme.
func themed(s Streams, cmd *cobra.Command) *cobra.Command {
	name, run := "", cmd.RunE
	cmd.Flags().StringVar(&name, "theme", "", "`NAME` of the colours: "+themeNames()+" (default "+string(theme.Standard)+", or what "+envTheme+" names)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := s.choose(name, cmd.Flags().Changed("theme")); err != nil {
			return err
		}
		return run(cmd, args)
	}
	return cmd
}

// choose sets the theme: that of the flag, or else of the environment.
func (s Streams) choose(name string, given bool) error {
	from := "--theme"
	if !given {
		name, from = s.env(envTheme), envTheme
	}
	if name == "" && !given {
		return nil
	}
	for _, known := range theme.Names() {
		if name == string(known) {
			*s.theme = known
			return nil
		}
	}
	return usage("%s is one of %s, not %q", from, themeNames(), name)
}

// look is the theme that was chosen.
func (s Streams) look() theme.Name {
	if s.theme == nil {
		return theme.Standard
	}
	return *s.theme
}

func themeNames() string {
	var names []string
	for _, name := range theme.Names() {
		names = append(names, string(name))
	}
	return strings.Join(names, ", ")
}

// completeThemes completes the name of a theme.
func completeThemes(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return strings.Split(themeNames(), ", "), cobra.ShellCompDirectiveNoFileComp
}
