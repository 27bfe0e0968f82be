package cli

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/ui/theme"
)

// helpColumns is how wide help texts are at most.
const helpColumns = 100

// Command gives the command line without streams, for whoever writes down what it has: its
// reference, manual pages and completions. It is not to be run.
func Command() *cobra.Command {
	return newRoot(Streams{Env: func(string) (string, bool) { return "", false }})
}

// newRoot is the command without a name: the wizard.
func newRoot(s Streams) *cobra.Command {
	said := &messages{to: s.Err}
	s.Err = said
	var f flags
	s.theme = new(theme.Name)
	root := &cobra.Command{
		Use:   "winkterm",
		Short: "Walk Smile's Wink linking flow in a terminal",
		Long: `Walk Smile's Wink linking flow in a terminal: search a provider, consent, log in,
verify, and watch the account's status, with every screen event, callback, HTTP
call and status beside it on one clock.

Without a key it runs on a sandbox inside the binary. With API_KEY, API_SECRET
and OPEN_API_HOST (in the environment or in .env) it talks to that host.`,
		Args:          f.resumed,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := cmp.Or(f.check(), checkResume(cmd.Flags())); err != nil {
				return err
			}
			if s.lines = f.plainLines(s); !s.lines && !s.Terminal {
				return usage("the wizard needs a terminal; without one, --accessible takes its answers line by line from standard input, and these ask nothing: %s", strings.Join(commands(cmd), ", "))
			}
			return runWizard(cmd.Context(), s, f)
		},
	}
	f.register(root.Flags())
	themed(s, root)
	addVersion(root)
	root.PersistentFlags().BoolVarP(&said.quiet, "quiet", "q", false, "write nothing to stderr but the error that ends it")
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), "Flags.FlagUsages ", fmt.Sprintf("Flags.FlagUsagesWrapped %d ", helpColumns)))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	addGroup(root, "case", "A user's case:", append(newLookups(s),
		newExplain(s), newRepro(s), newPlay(s), newReplay(s), newReport(s), newDiff(s), newSessions(s), newWatch(s))...)
	addGroup(root, "integration", "Your own integration:", newSandbox(s), newWebhooks(s), newLink(s), newData(s), newInvites(s), newTemplates(s), newSamples(s))
	addGroup(root, "tests", "Tests and demos:", newRun(s), newScenarios(s), newScenario(s), newDemo(s))
	addGroup(root, "setup", "Setting up, and other programs:", newInit(s), newDoctor(s), newStatus(s), newMCP(s), newSkill(s), newVersion(s))
	root.SetHelpCommandGroupID("setup")
	root.SetCompletionCommandGroupID("setup")
	completeCommand(root)
	return root
}

// addGroup gives the root commands that its help lists below a title.
func addGroup(root *cobra.Command, id, title string, commands ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: id, Title: title})
	for _, cmd := range commands {
		cmd.GroupID = id
	}
	addCommands(root, commands...)
}

// addCommands gives a command commands of its own, with what can be completed of them.
func addCommands(of *cobra.Command, subs ...*cobra.Command) *cobra.Command {
	for _, sub := range subs {
		completeCommand(sub)
		of.AddCommand(sub)
	}
	return of
}

// group makes a command that does nothing without one of its commands.
func group(cmd *cobra.Command, subs ...*cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, _ []string) error {
		return usage("%s wants one of its commands: %s", cmd.Name(), strings.Join(commands(cmd), ", "))
	}
	cmd.RunE = func(*cobra.Command, []string) error { return nil } // Args says what is wanted
	return addCommands(cmd, subs...)
}

// commands names those of a command.
func commands(of *cobra.Command) (names []string) {
	for _, cmd := range of.Commands() {
		if cmd.IsAvailableCommand() {
			names = append(names, cmd.Name())
		}
	}
	return names
}

// exactly checks the number of arguments with a message of its own.
func exactly(n int, message string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		if n == 0 {
			return usage("%s (got %q)", message, args[0])
		}
		return usage("%s", message)
	}
}
