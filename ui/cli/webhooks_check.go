package cli

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/sandbox/fault"
	"winkterm/api/webhook/post"
	"winkterm/flow/scenario/dwell"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/results"
	"winkterm/flow/webhook/grade"
	"winkterm/ui/theme"
)

// checkFlags are those of winkterm webhooks check.
type checkFlags struct {
	secretEnv, junit string
	rules            []string
	timeout          time.Duration
	asJSON, list     bool
}

// checkTimeout is more than a handler has, so that a late answer is seen as late.
const checkTimeout = 15 * time.Second

// newWebhooksCheck grades a handler.
func newWebhooksCheck(s Streams) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check URL",
		Short: "Try out a webhook's handler, rule by rule",
		Long: `Try out a webhook's handler: it gets deliveries as they come and as they should not come,
and each rule has a verdict, with what to do where it is broken. Everything in the events
is made up, and "check-" with the rule's name stands in their ids. The address has to be
https, or http on this machine.

It ends with 3 when a rule is broken (a warning is no failure), with 4 when the handler
cannot be reached, and with 6 when it never answers.`,
		Example: `  winkterm webhooks check http://localhost:8080/hook
  winkterm webhooks check https://example.test/hook --secret-env HOOK_SECRET --junit webhooks.xml
  winkterm webhooks check --list`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 && !f.list || len(args) == 0 && f.list {
				return nil
			}
			return usage("webhooks check wants one address, such as http://localhost:8080/hook, or --list alone")
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.list {
				return listRules(s, f.asJSON)
			}
			return runCheck(cmd.Context(), s, f, args[0])
		},
	}
	set := cmd.Flags()
	set.StringVar(&f.secretEnv, "secret-env", "", secretEnvUsage)
	set.StringArrayVar(&f.rules, "rule", nil, "try the rule of this `NAME` alone (repeatable)")
	set.BoolVar(&f.list, "list", false, "list the rules, with what each is for")
	set.StringVar(&f.junit, "junit", "", "write "+results.Doc("junit")+", into this `FILE`")
	set.DurationVar(&f.timeout, "timeout", checkTimeout, "how long an answer may take before it counts as none")
	set.BoolVar(&f.asJSON, "json", false, "print JSON")
	return cmd
}

func (f *checkFlags) check(address string) error {
	switch {
	case f.timeout <= 0:
		return usage("--timeout must be more than 0, such as 30s")
	case f.junit == standardInput:
		return usage("--junit wants a file: the verdicts go to stdout")
	case post.CheckAddress(address) != nil:
		return usage("%w", post.CheckAddress(address))
	}
	var names []string
	for _, r := range grade.Rules() {
		names = append(names, r.Name)
	}
	for _, name := range f.rules {
		if nearest, _ := fault.Nearest(name, names); nearest != name {
			return usage("there is no rule %q; the nearest is %s, and --list has all", name, nearest)
		}
	}
	return nil
}

// completeRules completes the name of a rule.
func completeRules(*cobra.Command, []string, string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, r := range grade.Rules() {
		names = append(names, cobra.CompletionWithDesc(r.Name, r.Wanted))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// gradeColumns are those of a rule's sign and name.
const gradeColumns = 23

func listRules(s Streams, asJSON bool) error {
	l := &labelled{width: columns(s), label: gradeColumns}
	for _, r := range grade.Rules() {
		l.list(r.Name, []string{r.Wanted, r.Advice})
	}
	if asJSON {
		return writeJSON(s.Out, grade.Rules())
	}
	_, err := fmt.Fprint(s.Out, l.String())
	return err
}

func runCheck(ctx context.Context, s Streams, f checkFlags, address string) error {
	if err := f.check(address); err != nil {
		return err
	}
	secret, err := webhookSecret(s, f.secretEnv)
	if err != nil {
		return err
	}
	clock := api.SystemClock()
	run := results.Run{Version: ThisBuild().Version, Began: clock.Now(), Target: host.Authority(address)}
	counts, all := map[grade.Verdict]int{}, []grade.Result{}
	err = grade.Run(ctx, grade.Config{
		Address: address, Secret: secret, Timeout: f.timeout, Now: clock.Now, NewID: newEventID,
		Report: func(r grade.Result) {
			counts[r.Verdict]++
			all = append(all, r)
			run.Scenarios = append(run.Scenarios, gradeEntry(r))
			if !f.asJSON {
				fmt.Fprint(s.Out, gradeText(s, r))
			}
		},
	}, f.rules...)
	if err != nil {
		return cleanError(err)
	}
	if f.asJSON {
		err = writeJSON(s.Out, map[string]any{"schemaVersion": 1, "host": run.Target, "counts": counts, "rules": all})
	} else {
		_, err = fmt.Fprintf(s.Out, "\n%d passed, %d with a warning, %d failed\n", counts[grade.Passed], counts[grade.Warned], counts[grade.Failed])
	}
	if err == nil && f.junit != "" {
		run.TookMs = dwell.MillisOf(clock.Now().Sub(run.Began))
		run.Counts = results.Counts{Scenarios: len(all), Failed: counts[grade.Failed]}
		err = writeGrades(s, f.junit, run)
	}
	if err == nil && counts[grade.Failed] > 0 {
		err = &notMetError{"the handler breaks " + many(counts[grade.Failed], "rule")}
	}
	return err
}

// gradeText is a rule with its verdict, and where it did not pass with what was found.
func gradeText(s Streams, r grade.Result) string {
	sign := map[grade.Verdict]string{grade.Passed: "✓ ", grade.Warned: "! ", grade.Failed: "✗ "}[r.Verdict]
	l := &labelled{width: columns(s), label: gradeColumns}
	l.add(sign+r.Name, r.Wanted)
	if r.Verdict != grade.Passed {
		l.list("", []string{"got " + r.Got, r.Advice})
	}
	if theme.PlainTerm(s.env("TERM")) {
		return theme.Plain(l.String())
	}
	return l.String()
}

// gradeEntry is a rule as a test of a report.
func gradeEntry(r grade.Result) results.Entry {
	e := results.Entry{Name: r.Name, File: "webhooks", Attempt: 1, Verdict: plays.Passed, RealMs: dwell.MillisOf(r.Took)}
	if r.Verdict == grade.Failed {
		e.Verdict = plays.Failed
		e.Failure = &results.Failure{
			Step: r.Name, Wanted: "the handler " + r.Wanted, Got: r.Got + "; " + r.Advice,
			Command: "winkterm webhooks check URL --rule " + r.Name, // the address may have a token in it
		}
	}
	return e
}

// writeGrades writes the verdicts as JUnit XML.
func writeGrades(s Streams, path string, run results.Run) error {
	var out bytes.Buffer
	if err := results.Write(&out, "junit", run); err != nil {
		return err
	}
	if err := writeReport(s, path, out.Bytes()); err != nil {
		return fmt.Errorf("--junit %s: %w", path, err)
	}
	return nil
}
