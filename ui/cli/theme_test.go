package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"winkterm/flow/recording"
	"winkterm/flow/session"
	"winkterm/ui/theme"
)

// drawing are the commands that draw a screen.
var drawing = []string{"winkterm", "winkterm demo", "winkterm play", "winkterm replay", "winkterm run", "winkterm watch", "winkterm webhooks listen"}

func TestCommandsThatDrawHaveATheme(t *testing.T) {
	t.Parallel()
	var have []string
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		if cmd.Flags().Lookup("theme") != nil {
			have = append(have, cmd.CommandPath())
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(Command())
	if got, want := strings.Join(have, ", "), strings.Join(drawing, ", "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A theme that there is none of ends each of them before anything is done, and says which
// there are.
func TestAWrongTheme(t *testing.T) {
	t.Parallel()
	for _, path := range drawing {
		args := strings.Fields(path)[1:]
		switch path {
		case "winkterm replay":
			args = append(args, "none.ndjson")
		case "winkterm play":
			args = append(args, "v1:x")
		case "winkterm run":
			args = append(args, "shipped")
		}
		code, _, errText := run(t, nil, append(args, "--theme", "purple")...)
		if code != ExitUsage || !strings.Contains(errText, `--theme is one of standard, soft, high-contrast, not "purple"`) {
			t.Errorf("%s: exit %d, %s", path, code, errText)
		}
		code, _, errText = run(t, map[string]string{"WINKTERM_THEME": "purple"}, args...)
		if code != ExitUsage || !strings.Contains(errText, `WINKTERM_THEME is one of standard, soft, high-contrast, not "purple"`) {
			t.Errorf("%s: exit %d, %s", path, code, errText)
		}
	}
	if code, _, errText := run(t, nil, "--theme", ""); code != ExitUsage || !strings.Contains(errText, `not ""`) {
		t.Errorf("a name that is empty: exit %d, %s", code, errText)
	}
	if code, _, errText := run(t, map[string]string{"WINKTERM_THEME": "purple"}, "version"); code != ExitOK {
		t.Errorf("version draws nothing: exit %d, %s", code, errText)
	}
}

// The flag counts before the environment, and both reach what is shown.
func TestTheChoiceOfATheme(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		flag, env string
		want      theme.Name
	}{
		{"", "", ""}, {"soft", "", "soft"}, {"", "high-contrast", "high-contrast"}, {"standard", "soft", "standard"}, {"standard", "purple", "standard"},
	} {
		var got theme.Name
		s := Streams{Env: environment(map[string]string{envTheme: c.env}), theme: new(theme.Name)}
		probe := themed(s, &cobra.Command{Use: "probe", RunE: func(*cobra.Command, []string) error { got = s.look(); return nil }})
		probe.SetArgs(nil)
		if c.flag != "" {
			probe.SetArgs([]string{"--theme", c.flag})
		}
		if err := probe.Execute(); err != nil || got != c.want {
			t.Errorf("--theme %q, %s=%q: %q, %v", c.flag, envTheme, c.env, got, err)
		}
	}
}

// The theme of the command line is the one of the screen.
func TestTheWizardIsInTheTheme(t *testing.T) {
	t.Parallel()
	walk, err := session.Open(t.Context(), session.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = walk.Close() })
	name := theme.Soft
	c := wizardConfig(Streams{Env: environment(nil), theme: &name}, walk, session.Host{}, page{}, recording.Header{Sandbox: &recording.Sandbox{}})
	if c.Theme != theme.Soft {
		t.Errorf("%q", c.Theme)
	}
}
