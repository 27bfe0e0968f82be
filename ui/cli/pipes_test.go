package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"winkterm/api/sandbox"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// untouched is a stdin that nobody may read: a command that asks would wait there.
type untouched struct{}

func (untouched) Read([]byte) (int, error) { return 0, errors.New("a command reads stdin unasked") }

// leaves gives every command that does something, by the words that call it.
func leaves() map[string]*cobra.Command {
	found := map[string]*cobra.Command{}
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		if _, words, nested := strings.Cut(cmd.CommandPath(), " "); nested && cmd.Name() != "help" && (!cmd.HasSubCommands() || cmd.Flags().HasFlags()) {
			found[words] = cmd
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	root := newRoot(Streams{Env: environment(nil)})
	root.InitDefaultCompletionCmd()
	walk(root)
	return found
}

// pipes are the commands as a script calls them, each with a command line that works.
func pipes(t *testing.T) (env map[string]string, lines map[string][]string) {
	t.Helper()
	o := elsewhere(t, sandbox.Config{Speed: 0})
	u := o.user()
	_, account := o.links(u, "123456")
	handler := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(handler.Close)
	in := func(name string) string { return filepath.Join(t.TempDir(), name) }
	scenario := fileOf(t, "a.yaml", linkScenario)
	template, people := o.exampleAt("", ""), fileOf(t, "people.csv", twoPeople)
	invite := func() string {
		o.ok("invites", "send", "--template", o.exampleAt("", ""), "--to", people)
		out, _ := o.ok("invites", "list", "--json")
		var first struct{ ID string }
		if err := json.Unmarshal([]byte(strings.SplitN(out, "\n", 2)[0]), &first); err != nil {
			t.Fatal(err)
		}
		return first.ID
	}
	env = maps.Clone(o.env())
	maps.Copy(env, map[string]string{envLinkHost: o.running.Link(), "HOOK_SECRET": "very-hush", "XDG_STATE_HOME": t.TempDir(), "TERM": "xterm-256color"})
	code, hook, errText := run(t, env, creating...)
	if code != ExitOK {
		t.Fatal(errText)
	}
	played := in("case.ndjson")
	code, out, errText := run(t, env, "repro", "ACCOUNT_LOCKED", "--json")
	var repro struct{ Code string }
	if err := json.Unmarshal([]byte(out), &repro); code != ExitOK || err != nil || repro.Code == "" {
		t.Fatal(code, out, errText, err)
	}
	if code, _, errText := run(t, env, "play", repro.Code, "--record", played); code != ExitOK {
		t.Fatal(errText)
	}
	merged := in("run.json")
	if code, _, errText := run(t, env, "run", scenario, "--shard", "1/1", "--json", merged); code != ExitOK {
		t.Fatal(errText)
	}
	samples := in("samples")
	if code, _, errText := run(t, env, "samples", samples); code != ExitOK {
		t.Fatal(errText)
	}
	code, out, errText = run(t, env, "link", "--upload", filepath.Join(samples, "payslip-george.pdf"), "--json")
	var uploaded struct{ Archive string }
	if err := json.Unmarshal([]byte(out), &uploaded); code != ExitOK || err != nil {
		t.Fatal(code, out, errText, err)
	}
	return env, map[string][]string{
		"account": {account.ID}, "archive": {uploaded.Archive}, "user": {u.User.ID},
		"completion bash": nil, "completion fish": nil, "completion powershell": nil, "completion zsh": nil,
		"data": {"--account", account.ID}, "demo": {"login", "--cast", in("a.cast"), "--speed", "100"},
		"diff": {played, played}, "explain": {"ACCOUNT_LOCKED"}, "link": {"--provider", "freelancer"},
		"invites list": nil, "invites revoke": {invite()}, "invites show": {invite()},
		"invites send": {"--template", template, "--to", people}, "play": {repro.Code},
		"replay": {played}, "report": {played}, "repro": {"ACCOUNT_LOCKED"},
		"run": {scenario}, "run merge": {merged}, "samples": {in("samples")},
		"sandbox": {"--addr", "127.0.0.1:0", "--", "true"}, "scenario from": {played}, "scenario shrink": {scenario},
		"scenarios": nil, "scenarios list": nil, "scenarios show": {"smoke-link.yaml"}, "scenarios write": {in("scenarios")},
		"sessions": nil, "sessions path": nil, "sessions prune": {"--keep", "1"}, "sessions rm": {"--all"}, "skill": nil, "doctor": {"--offline"}, "init": {"--from-env", "--force"}, "status": nil, "mcp": nil,
		"templates create": {"--example"}, "templates delete": {o.exampleAt("", "")}, "templates list": nil, "templates show": {template},
		"version": nil, "watch": {"--user", u.User.ID, "--until", "AWAITING_MFA", "--no-record"},
		"webhooks check": {handler.URL, "--rule", "events"}, "webhooks create": creating[2:], "webhooks delete": {strings.TrimSpace(hook)},
		"webhooks list": nil, "webhooks listen": {"--timeout", "1ms"}, "webhooks send": {"ACCOUNT_CONNECTED", handler.URL},
	}
}

// once are commands that go one time, for they take away or make what they name.
var once = []string{"invites revoke", "templates delete", "webhooks delete", "demo", "samples", "scenarios write"}

// TestPipesHaveAContract calls every command as a script does: off a terminal, and with a
// stdin that nobody may read. It ends well, draws nothing, and with --json every line of
// stdout is an object; with --quiet stderr stays empty.
func TestPipesHaveAContract(t *testing.T) {
	t.Parallel()
	env, lines := pipes(t)
	for _, words := range slices.Sorted(maps.Keys(leaves())) {
		args, listed := lines[words]
		if !listed {
			t.Errorf("%s: say in pipes_test.go how a script calls it", words)
			continue
		}
		args = append(strings.Fields(words), args...)
		if !slices.Contains(once, words) {
			text := args
			if words == "replay" { // which wants to know how
				text = append(slices.Clone(args), "--list")
			}
			out, _ := scripted(t, env, text)
			if strings.Contains(out, "\x1b") && !strings.HasPrefix(words, "completion") {
				t.Errorf("%q draws: %q", args, out)
			}
		}
		own := leaves()[words].Flags().Lookup("json")
		if own != nil && own.Value.Type() == "bool" && !slices.Contains(args, "--") { // stdout is the command's there
			args = append(args, "--json")
		}
		out, said := scripted(t, env, append([]string{"--quiet"}, args...))
		if said != "" {
			t.Errorf("%q says %q", args, said)
		}
		for line := range strings.Lines(out) {
			var object map[string]any
			if err := json.Unmarshal([]byte(line), &object); slices.Contains(args, "--json") && err != nil {
				t.Errorf("%q prints %q: %v", args, line, err)
			}
		}
	}
}

// scripted runs a command that must end well.
func scripted(t *testing.T, env map[string]string, args []string) (out, said string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	var in io.Reader = untouched{}
	if slices.Contains(args, "mcp") { // which is asked over stdin
		in = strings.NewReader("")
	}
	code := Main(args, Streams{In: in, Out: &stdout, Err: &stderr, Dir: t.TempDir(), Env: environment(env)})
	if code != ExitOK {
		t.Errorf("%q: exit %d, %s", args, code, stderr.String())
	}
	return stdout.String(), stderr.String()
}

// unmarshalLines reads a list as it is written for programs, a line for each item.
func unmarshalLines[T any](out string, list *[]T) error {
	for line := range strings.Lines(out) {
		var one T
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			return err
		}
		*list = append(*list, one)
	}
	return nil
}

// TestAFailureIsAnObject has every command fail as a program reads it.
func TestAFailureIsAnObject(t *testing.T) {
	t.Parallel()
	for words, cmd := range leaves() {
		code, out, errText := run(t, nil, append(strings.Fields(words), "--no-such-flag", "--json")...)
		if own := cmd.Flags().Lookup("json"); own != nil && own.Value.Type() != "bool" {
			continue // it names a file
		}
		var got failureLine
		in := json.NewDecoder(strings.NewReader(errText))
		if err := in.Decode(&got); err != nil || in.Decode(new(any)) != io.EOF {
			t.Errorf("%s: %v: %s", words, err, errText)
		}
		if code != ExitUsage || out != "" || got.ExitCode != code || got.Kind != "usage" || got.ToDo == "" || !strings.Contains(got.Message, "no-such-flag") {
			t.Errorf("%s: exit %d, %q, %+v", words, code, out, got)
		}
	}
}

// A failure says what its exit code says, and what the host's answer adds.
func TestAFailureSaysWhatToDo(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	refused, nobody := maps.Clone(o.env()), maps.Clone(o.env())
	played := recordingOf(t, recording.Header{Command: recording.Wizard, Started: startedAt}, func(j *journal.Journal) { j.Append(journal.Screen{Page: "Consent"}) })
	refused[envKey], nobody[envOpenHost] = "another", "http://127.0.0.1:1/v1"
	for name, c := range map[string]struct {
		env  map[string]string
		args []string
		want failureLine
	}{
		"key":  {refused, []string{"webhooks", "list", "--json"}, failureLine{Kind: "key", ExitCode: ExitRefused, ToDo: "the key and the host must belong"}},
		"host": {nobody, []string{"webhooks", "list", "--json"}, failureLine{Kind: "host", ExitCode: ExitNetwork, ToDo: "nothing listens there"}},
		"diff": {nil, []string{"diff", "--json", fewRecords(t), played}, failureLine{Kind: "failed", ExitCode: ExitFailed, ToDo: "the message"}},
	} {
		code, _, errText := run(t, c.env, c.args...)
		last := strings.TrimSpace(errText)[strings.LastIndex(strings.TrimSpace(errText), "\n")+1:]
		var got failureLine
		if err := json.Unmarshal([]byte(last), &got); err != nil || code != c.want.ExitCode {
			t.Errorf("%s: exit %d, %v: %s", name, code, err, errText)
		}
		if got.Kind != c.want.Kind || got.ExitCode != code || !strings.HasPrefix(got.ToDo, c.want.ToDo) || got.Message == "" || (name == "key") != (got.RequestID != "") {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := failureOf(&commandError{errors.New("it ended with 1"), 1}); got.Kind != "command" || got.ExitCode != 1 {
		t.Errorf("%+v", got)
	}
	// What comes behind -- is the command's own, and a --json that is a file's name is none.
	for _, args := range [][]string{{"sandbox", "--addr", "127.0.0.1:0", "--", "false", "--json"}, {"run", "none.yaml", "--json", "x.json"}} {
		if _, _, errText := run(t, nil, args...); strings.Contains(errText, `"kind"`) || !strings.Contains(errText, "winkterm: ") {
			t.Errorf("%q: %s", args, errText)
		}
	}
}
