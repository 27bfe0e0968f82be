package cli

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"winkterm/assets"
	"winkterm/flow/follow"
)

func TestValuesAreCompleted(t *testing.T) {
	t.Parallel()
	var providers []string
	for _, p := range assets.Providers() {
		providers = append(providers, p.ID)
	}
	nothing := cobra.ShellCompDirectiveNoFileComp
	for _, c := range []struct {
		line      string
		want      []string
		directive cobra.ShellCompDirective
	}{
		{"--login ", []string{"auto", "native", "browser"}, nothing},
		{"--sdk ", []string{"v1", "v2"}, nothing},
		{"--theme ", []string{"standard", "soft", "high-contrast"}, nothing},
		{"webhooks listen --theme ", []string{"standard", "soft", "high-contrast"}, nothing},
		{"--provider ", providers, nothing},
		{"--top-provider ", providers, nothing},
		{"--template ", []string{"wtpl-halimbawa", "wtpl-contoh", "wtpl-udaharan"}, nothing},
		{"invites send --template ", nil, nothing},
		{"invites send --to ", []string{"csv"}, cobra.ShellCompDirectiveFilterFileExt},
		{"invites send --wink-template ", []string{"wtpl-halimbawa", "wtpl-contoh", "wtpl-udaharan"}, nothing},
		{"invites list --status ", inviteStatuses, nothing},
		{"templates show ", []string{"wtpl-halimbawa", "wtpl-contoh", "wtpl-udaharan"}, nothing},
		{"--user ", nil, nothing},
		{"--listen ", nil, nothing},
		{"watch --until ", follow.Goals(), nothing},
		{"watch --timeout ", nil, nothing},
		{"watch ", nil, nothing},
		{"sandbox --faults ", []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt},
		{"sandbox --data ", nil, cobra.ShellCompDirectiveDefault},
		{"sandbox --addr ", nil, nothing},
		{"sandbox ", nil, nothing},
		{"run --target ", []string{"embedded"}, nothing},
		{"run ", []string{"merge", "yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt},
		{"run --json ", nil, cobra.ShellCompDirectiveDefault},
		{"run --coverage ", nil, cobra.ShellCompDirectiveDefault},
		{"run --record ", nil, cobra.ShellCompDirectiveDefault},
		{"run --shard ", nil, nothing},
		{"run merge ", []string{"json"}, cobra.ShellCompDirectiveFilterFileExt},
		{"version ", nil, nothing},
		{"explain ACCOUNT_LOCKED ", nil, nothing},
		{"samples ", nil, cobra.ShellCompDirectiveFilterDirs},
		{"samples payslips ", nil, nothing},
	} {
		t.Run(c.line, func(t *testing.T) {
			t.Parallel()
			got, directive := completed(t, c.line)
			if !slices.Equal(got, c.want) || directive != c.directive {
				t.Errorf("%q with %d, want %q with %d", got, directive, c.want, c.directive)
			}
		})
	}
}

func TestCodesAreCompleted(t *testing.T) {
	t.Parallel()
	got, directive := completed(t, "explain ")
	for _, want := range []string{"ACCOUNT_LOCKED", "CONNECTED", "onClose", "429", "USER_CREATED"} {
		if !slices.Contains(got, want) || directive != cobra.ShellCompDirectiveNoFileComp {
			t.Errorf("no %s in %q with %d", want, got, directive)
		}
	}
}

// completed is what a shell is offered for the last word of a line.
func completed(t *testing.T, line string) (words []string, directive cobra.ShellCompDirective) {
	t.Helper()
	code, out, _ := run(t, nil, append([]string{cobra.ShellCompNoDescRequestCmd}, strings.Split(line, " ")...)...)
	words = strings.Fields(out)
	last := len(words) - 1
	n, err := strconv.Atoi(strings.TrimPrefix(words[last], ":"))
	if code != ExitOK || err != nil {
		t.Fatalf("exit %d, %q", code, out)
	}
	if last == 0 {
		return nil, cobra.ShellCompDirective(n)
	}
	return words[:last], cobra.ShellCompDirective(n)
}

func TestTheMessageWithoutATerminalNamesWhatWorks(t *testing.T) {
	t.Parallel()
	_, _, errText := run(t, nil)
	for _, name := range []string{"completion", "explain", "samples", "sandbox", "version", "watch"} {
		if !strings.Contains(errText, name) {
			t.Errorf("no %s in %q", name, errText)
		}
	}
	if strings.Contains(errText, "help") {
		t.Errorf("it names help too: %q", errText)
	}
}
