package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/results"
	"winkterm/flow/scenario/spec"
)

// scenarioText is a file with one scenario.
func scenarioText(name, tags string) string {
	return fmt.Sprintf("version: 1\nname: %s\ntags: [%s]\nsteps:\n  - consent\n", name, tags)
}

// linkScenario is a whole login.
const linkScenario = `version: 1
name: George links SSS
person: George
steps:
  - consent
  - choose: sss_ph
  - login
  - code
  - until: CONNECTED
expect:
  - page: ConnectSuccess
`

// write writes files below a folder, by their names.
func write(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// byName plays nothing: how a scenario ends is the first word of its name.
func byName(_ context.Context, s *spec.Scenario, attempt int, step func(spec.Step)) plays.Outcome {
	step(s.Steps[0])
	o := plays.Outcome{Verdict: plays.Verdict(strings.Fields(s.Name)[0]), Took: 1204 * time.Millisecond, Real: time.Millisecond}
	o.Header = recording.Header{Command: recording.Wizard, Started: time.Unix(0, 0), Sandbox: &recording.Sandbox{Seed: s.Seed}}
	o.Records = []journal.Record{{Seq: 1, Lane: journal.LaneNote, Kind: "n", At: time.Unix(0, 0), Data: journal.Note{Topic: "t", Text: fmt.Sprint("attempt ", attempt)}}}
	if strings.HasPrefix(s.Name, "timedout") {
		o.Verdict = plays.TimedOut
	}
	if o.Verdict != plays.Passed {
		o.Failure = &plays.Failure{
			Pos: spec.Pos{File: s.Pos.File, Line: 5, Column: 5}, Step: "code wrong", Wanted: "the page ConnectSuccess", Got: "ConnectError",
			Code: "ACCOUNT_LOCKED", Last: []string{"   0.100s  screen    Login", "   1.204s  status    ERROR ACCOUNT_LOCKED a-1"},
		}
	}
	return o
}

// runs is the command with a player that is not the real one.
func runs(t *testing.T, play player, args ...string) (code int, out, errText string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Main(append([]string{"run"}, args...), Streams{
		In: strings.NewReader(scenarioText("passed from stdin", "")), Out: &stdout, Err: &stderr, Dir: t.TempDir(), Env: environment(map[string]string{"SECRET": "s3cr3t-value"}), player: play,
	})
	return code, stdout.String(), stderr.String()
}

// suiteOf are files in which scenarios end as their names say.
func suiteOf(t *testing.T) string {
	t.Helper()
	return write(t, map[string]string{
		"b.yaml": scenarioText("failed twice", "smoke, slow"), "a.yml": scenarioText("passed well", "smoke"), "below/c.yaml": scenarioText("passed below", "docs"),
		"shared.yaml": "version: 1\ndefine:\n  in:\n    - consent\n", "notes.txt": "no scenario", "below/d.json": "{}",
	})
}

func TestRunSaysHowEachEnded(t *testing.T) {
	t.Parallel()
	dir := suiteOf(t)
	code, out, errText := runs(t, byName, dir, "--parallel", "3")
	want := `ok           1/3  passed well  1.204 s
FAIL         2/3  failed twice  1.204 s
  at          DIR/b.yaml:5:5: code wrong
  expected    the page ConnectSuccess
  got         ConnectError
  records        0.100s  screen    Login
                 1.204s  status    ERROR ACCOUNT_LOCKED a-1
  code        ACCOUNT_LOCKED: `
	got := strings.ReplaceAll(out, dir, "DIR")
	if code != ExitFailed || !strings.HasPrefix(got, want) || !strings.Contains(got, "\nok           3/3  passed below  1.204 s\n2 passed, 1 failed in ") ||
		errText != "winkterm: 1 of 3 did not pass\n" {
		t.Errorf("exit %d, %s\n%s", code, got, errText)
	}
	command := "again       winkterm run DIR/b.yaml --from 'failed twice' --to 'failed twice' --seed 1 --record .\n"
	if !strings.Contains(got, command) {
		t.Errorf("no %q in\n%s", command, got)
	}
}

func TestRunExitCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		names string
		code  int
	}{
		{"passed", ExitOK}, {"failed", ExitFailed}, {"invalid", ExitUsage}, {"unreachable", ExitNetwork}, {"refused", ExitRefused},
		{"timedout", ExitTimedOut}, {"interrupted", ExitInterrupted},
		{"unreachable,failed,passed", ExitFailed}, {"failed,invalid", ExitFailed}, {"unreachable,refused", ExitRefused}, {"timedout,unreachable", ExitNetwork},
	} {
		t.Run(c.names, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{}
			for i, name := range strings.Split(c.names, ",") {
				files[fmt.Sprintf("%d.yaml", i)] = scenarioText(name, "")
			}
			if code, out, errText := runs(t, byName, write(t, files)); code != c.code {
				t.Errorf("exit %d, want %d: %s%s", code, c.code, out, errText)
			}
		})
	}
}

func TestRunChooses(t *testing.T) {
	t.Parallel()
	dir := suiteOf(t)
	for _, c := range []struct {
		args, want string
	}{
		{"", "passed well,failed twice,passed below"},
		{"--tags smoke", "passed well,failed twice"},
		{"--tags smoke,!slow", "passed well"},
		{"--from 2", "failed twice,passed below"},
		{"--from=failed_twice --to 2", "failed twice"},
		{"--shard 1/3", "passed well"},
		{"--shard 0:3", "passed well"},
		{"--shard 3/3", "passed below"},
	} {
		t.Run(c.args, func(t *testing.T) {
			t.Parallel()
			args := []string{dir, "--list"}
			for _, arg := range strings.Fields(c.args) {
				args = append(args, strings.ReplaceAll(arg, "_", " "))
			}
			code, out, errText := runs(t, byName, args...)
			var names []string
			for line := range strings.Lines(out) {
				name, _, _ := strings.Cut(strings.TrimLeft(line, " 0123456789"), "  (")
				names = append(names, name)
			}
			if got := strings.Join(names, ","); code != ExitOK || got != c.want {
				t.Errorf("exit %d, %q, want %q; %s", code, got, c.want, errText)
			}
		})
	}
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	dir, bad := suiteOf(t), write(t, map[string]string{"x.yaml": "version: 1\nname: x\nstepps: []\n", "y.yaml": "version: 1\nname: y\nsteps:\n  - consnt\n"})
	empty := write(t, map[string]string{"shared.yaml": "version: 1\ndefine:\n  in:\n    - consent\n"})
	for _, c := range []struct {
		args []string
		says []string
	}{
		{nil, []string{"run wants files or folders", "winkterm scenarios write DIR"}},
		{[]string{"nowhere.yaml"}, []string{"nowhere.yaml", "no such file"}},
		{[]string{bad}, []string{"x.yaml:3:1", "steps", "y.yaml:4:5", "consent"}},
		{[]string{empty}, []string{"there is no scenario in " + empty}},
		{[]string{dir, "--tags", "quick"}, []string{"--tags: no scenario fits quick; there are docs, slow, smoke"}},
		{[]string{dir, "--from", "9"}, []string{`--from: no scenario is named "9"`}},
		{[]string{dir, "--shard", "0/3"}, []string{"--shard", "I:N"}},
		{[]string{dir, "--shard", "1/3", "--shuffle"}, []string{"--seed"}},
		{[]string{dir, "--parallel", "0"}, []string{"--parallel must be between"}},
		{[]string{dir, "--parallel", "10001"}, []string{"--parallel must be between"}},
		{[]string{dir, "--repeat", "0"}, []string{"--repeat"}},
		{[]string{dir, "--repeat", "2", "--until-fail"}, []string{"exclude"}},
		{[]string{dir, "--timeout", "-1s"}, []string{"--timeout"}},
		{[]string{dir, "--record-all"}, []string{"--record DIR"}},
		{[]string{dir, "--record", filepath.Join(dir, "b.yaml")}, []string{"--record"}},
		{[]string{"-", "--watch"}, []string{"standard input"}},
		{[]string{dir, "--json", filepath.Join(dir, "none", "x.json")}, []string{"--json", "there is no folder"}},
		{[]string{dir, "--junit", filepath.Join(dir, "a.yaml")}, []string{"--junit", "a report has another ending"}},
		{[]string{dir, "--json", "x.json", "--coverage", "x.json"}, []string{"--json and --coverage name the same file"}},
		{[]string{dir, "--json", "x.json", "--junit", "./x.json"}, []string{"name the same file"}},
		{[]string{dir, "--json", "-", "--junit", "-"}, []string{"name the same file"}},
		{[]string{dir, "--require-coverage", "codes=1000"}, []string{"--require-coverage", "never be met"}},
		{[]string{dir, "--budget", "connected"}, []string{"--budget"}},
		{[]string{"merge"}, []string{"merge wants the files"}},
		{[]string{"merge", filepath.Join(dir, "notes.txt")}, []string{"notes.txt"}},
	} {
		code, _, errText := runs(t, byName, c.args...)
		if code != ExitUsage {
			t.Errorf("%q: exit %d, %s", c.args, code, errText)
		}
		for _, word := range c.says {
			if !strings.Contains(errText, word) {
				t.Errorf("%q: no %q in %s", c.args, word, errText)
			}
		}
	}
}

func TestRunReadsStandardInput(t *testing.T) {
	t.Parallel()
	code, out, errText := runs(t, byName, "-")
	if code != ExitOK || !strings.Contains(out, "1/1  passed from stdin") {
		t.Errorf("exit %d, %s%s", code, out, errText)
	}
}

// TestAFileIsReadOnce, also where it is named twice in other words.
func TestAFileIsReadOnce(t *testing.T) {
	t.Chdir(write(t, map[string]string{"a.yaml": scenarioText("passed", "")}))
	whole, err := filepath.Abs("a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if code, out, errText := runs(t, byName, "a.yaml", "./a.yaml", ".", whole); code != ExitOK || !strings.Contains(out, "1/1  passed") {
		t.Errorf("exit %d, %s%s", code, out, errText)
	}
}

// TestRunRepeats: a scenario that names no seed has another one each time, one that names
// its own keeps it.
func TestRunRepeats(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.yaml": scenarioText("passed", ""), "b.yaml": scenarioText("passed as well", "") + "seed: 99\n"})
	var seeds []string
	code, out, errText := runs(t, func(ctx context.Context, s *spec.Scenario, attempt int, step func(spec.Step)) plays.Outcome {
		seeds = append(seeds, fmt.Sprint(s.Name, s.Seed))
		return byName(ctx, s, attempt, step)
	}, dir, "--repeat", "2", "--seed", "7", "--parallel", "1")
	if code != ExitOK || !slices.Equal(seeds, []string{"passed7", "passed as well99", "passed8", "passed as well99"}) || !strings.Contains(out, "4/4  passed as well (attempt 2)") {
		t.Errorf("exit %d, %q, %s%s", code, seeds, out, errText)
	}
}

// TestRunWritesReports, also of a run that did not pass, and says which could not be
// written.
func TestRunWritesReports(t *testing.T) {
	t.Parallel()
	dir, to := suiteOf(t), t.TempDir()
	junk := filepath.Join(to, "run.json")
	if err := os.WriteFile(junk, []byte("an old report that is longer than nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, errText := runs(t, byName, dir, "--json", junk, "--coverage", filepath.Join(to, "map.txt"), "--record", filepath.Join(to, "sessions"))
	content, err := os.ReadFile(junk)
	if err != nil {
		t.Fatal(err)
	}
	run, err := results.Read(bytes.NewReader(content))
	if err != nil || code != ExitFailed || run.Counts.Passed != 2 || run.Counts.Failed != 1 || run.Scenarios[1].Recording == "" || run.Scenarios[0].Recording != "" {
		t.Errorf("exit %d, %v, %+v, %s", code, err, run, errText)
	}
	if text, err := os.ReadFile(filepath.Join(to, "map.txt")); err != nil || len(text) == 0 {
		t.Errorf("no coverage: %v", err)
	}
	if left, _ := os.ReadDir(to); len(left) != 3 {
		t.Errorf("files are left behind: %v", left)
	}
	file, err := recording.Open(filepath.Join(to, "sessions", "failed-twice.ndjson"))
	if err != nil || file.Len() != 1 {
		t.Fatalf("%v", err)
	}
	_ = file.Close()
}

func TestRunRecordsNothingOver(t *testing.T) {
	t.Parallel()
	dir, to := suiteOf(t), t.TempDir()
	for _, want := range []int{1, 2, 5} {
		args := []string{dir, "--record", to}
		if want == 5 {
			args = append(args, "--record-all")
		}
		_, out, _ := runs(t, byName, args...)
		if left, _ := os.ReadDir(to); len(left) != want || !strings.Contains(out, "winkterm replay "+to) {
			t.Errorf("%v in the folder, want %d; %s", left, want, out)
		}
	}
}

// TestRunMasksSecrets in what it prints, lists, and names files by: the value came from
// the environment.
func TestRunMasksSecrets(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t-value"
	dir, to := write(t, map[string]string{"a.yaml": "version: 1\nname: failed with ${key}\nenv: {key: SECRET}\nsteps:\n  - login: {password: \"${key}\"}\n"}), t.TempDir()
	for where, change := range map[string]func(*plays.Failure){
		"name":   func(*plays.Failure) {},
		"step":   func(f *plays.Failure) { f.Step = "search " + secret },
		"wanted": func(f *plays.Failure) { f.Wanted = secret },
		"got":    func(f *plays.Failure) { f.Got = "a page with " + secret + " on it" },
		"last":   func(f *plays.Failure) { f.Last = []string{"0.000s note " + secret} },
	} {
		code, out, errText := runs(t, func(ctx context.Context, s *spec.Scenario, attempt int, step func(spec.Step)) plays.Outcome {
			o := byName(ctx, s, attempt, step)
			change(o.Failure)
			return o
		}, dir, "--record", to, "--json", filepath.Join(to, "run.json"))
		if code != ExitFailed || strings.Contains(out+errText, "s3cr3t") || !strings.Contains(out, "[SECRET_1]") {
			t.Errorf("%s: exit %d, %s%s", where, code, out, errText)
		}
	}
	if _, out, _ := runs(t, byName, dir, "--list"); strings.Contains(out, "s3cr3t") || !strings.Contains(out, "failed with") {
		t.Errorf("--list: %s", out)
	}
	left, _ := os.ReadDir(to)
	for _, file := range left {
		content, err := os.ReadFile(filepath.Join(to, file.Name()))
		if err != nil || strings.Contains(file.Name()+string(content), "s3cr3t") {
			t.Errorf("%s: %v", file.Name(), err)
		}
	}
	if len(left) != 6 {
		t.Errorf("%d files, not five sessions and a report", len(left))
	}
}

// TestAnEndlessRunKeepsToABound: of attempts that passed the reports have the first ones.
func TestAnEndlessRunKeepsToABound(t *testing.T) {
	t.Parallel()
	dir, to := write(t, map[string]string{"a.yaml": scenarioText("passed", "")}), filepath.Join(t.TempDir(), "run.json")
	code, out, errText := runs(t, func(ctx context.Context, s *spec.Scenario, attempt int, step func(spec.Step)) plays.Outcome {
		o := byName(ctx, s, attempt, step)
		if attempt == collectedMost+50 {
			o.Verdict, o.Failure = plays.Failed, &plays.Failure{Got: "something else"}
		}
		return o
	}, dir, "--until-fail", "--json", to, "--parallel", "1")
	content, err := os.ReadFile(to)
	var run results.Run
	if err == nil {
		err = json.Unmarshal(content, &run)
	}
	if code != ExitFailed || err != nil || len(run.Scenarios) != collectedMost+1 || !strings.Contains(out, fmt.Sprintf("%d passed, 1 failed", collectedMost+49)) {
		t.Errorf("exit %d, %v, %d attempts; %.200s%s", code, err, len(run.Scenarios), out, errText)
	}
}

// TestRunRefusesWhatATargetCannotDo before it plays anything.
func TestRunRefusesWhatATargetCannotDo(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"a.yaml": "version: 1\nname: a\nsteps:\n  - consent\n  - choose: sss_ph\n  - login\n  - code\n  - upload: {type: payslip, samples: [payslip-george.pdf]}\n",
		"b.yaml": "version: 1\nname: b\nsteps:\n  - clock: 5h\n",
	})
	env := map[string]string{"API_KEY": "k", "API_SECRET": "s"}
	code, out, errText := run(t, env, "run", dir, "--target", "https://sandbox.smileapi.io/v1")
	for _, word := range []string{"a.yaml:6:", "login cannot be done there: it happens in the widget in a browser", "a.yaml:7:", "code cannot be done there", "b.yaml:4:", "clock 5h cannot be done there: only a sandbox"} {
		if !strings.Contains(errText, word) {
			t.Errorf("no %q in %s", word, errText)
		}
	}
	if code != ExitUsage || out != "" || strings.Contains(errText, "upload") || strings.Contains(errText, "consent") {
		t.Errorf("exit %d, %s%s", code, out, errText)
	}
	code, _, errText = run(t, env, "run", dir, "--target", "https://OPEN.smileapi.io/v1")
	if code != ExitUsage || !strings.Contains(errText, "scenarios are not played there") {
		t.Errorf("exit %d, %s", code, errText)
	}
	code, _, errText = run(t, nil, "run", dir, "--target", "https://smile.test/v1")
	if code != ExitUsage || !strings.Contains(errText, "API_KEY") {
		t.Errorf("without a key: exit %d, %s", code, errText)
	}
}

// TestRunsOfShardsMerge into the run of the whole.
func TestRunsOfShardsMerge(t *testing.T) {
	t.Parallel()
	dir, to := suiteOf(t), t.TempDir()
	args := []string{"merge"}
	for _, shard := range []string{"0:2", "1:2"} {
		path := filepath.Join(to, strings.ReplaceAll(shard, ":", "-")+".json")
		runs(t, byName, dir, "--shard", shard, "--json", path)
		args = append(args, path)
	}
	whole := filepath.Join(to, "whole.json")
	code, out, errText := runs(t, byName, append(args, "--json", whole)...)
	content, err := os.ReadFile(whole)
	var run results.Run
	if err := errors.Join(err, json.Unmarshal(content, &run)); err != nil || len(run.Scenarios) != 3 {
		t.Errorf("%v, %+v", err, run)
	}
	if code != ExitFailed || !strings.Contains(out, "2 passed, 1 failed") || !strings.Contains(errText, "1 of 3 did not pass") {
		t.Errorf("exit %d, %s%s", code, out, errText)
	}
	if code, _, errText := runs(t, byName, args[:2]...); code != ExitUsage || !strings.Contains(errText, "shards are missing: 2/2") {
		t.Errorf("exit %d, %s", code, errText)
	}
}

func TestRunCompletesTagsAndNames(t *testing.T) {
	t.Parallel()
	dir := suiteOf(t)
	for line, want := range map[string]string{
		"--tags ": "docs slow smoke", "--tags docs,!": "docs,!docs docs,!slow docs,!smoke", "--from ": "failed passed",
	} {
		words, _ := completed(t, "run "+dir+" "+line)
		for _, word := range strings.Fields(want) {
			if !slices.Contains(words, word) {
				t.Errorf("%s: no %s in %q", line, word, words)
			}
		}
	}
}

// TestTheFirstScenarioOfTheDocsPasses in the real flow.
func TestTheFirstScenarioOfTheDocsPasses(t *testing.T) {
	t.Parallel()
	docs, err := os.ReadFile(filepath.Join("..", "..", "docs", "qa.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(docs), "\n## Scenarios\n")
	_, block, _ := strings.Cut(section, "```yaml\n")
	text, _, found := strings.Cut(block, "```")
	if lines := strings.Count(text, "\n"); !found || lines > 10 {
		t.Fatalf("%d lines: %s", lines, text)
	}
	code, out, errText := run(t, nil, "run", write(t, map[string]string{"a.yaml": text}))
	if code != ExitOK || !strings.Contains(out, "ok           1/1  ") {
		t.Errorf("exit %d, %s%s", code, out, errText)
	}
}

// TestRunAtAHost plays in real time at another sandbox, and tells its trouble by the exit
// code.
func TestRunAtAHost(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{Clock: api.SystemClock(), Speed: 0})
	dir := write(t, map[string]string{"a.yaml": linkScenario})
	const nobody = "http://127.0.0.1:1/v1"
	for name, c := range map[string]struct {
		target string
		change map[string]string
		code   int
		says   string
	}{
		"with its key":  {o.running.OpenAPI(), map[string]string{"OPEN_API_HOST": nobody}, ExitOK, "1 passed"},
		"another key":   {o.running.OpenAPI(), map[string]string{"API_SECRET": "another"}, ExitRefused, "refused"},
		"nobody there":  {nobody, nil, ExitNetwork, "unreachable"},
		"no Link there": {o.running.OpenAPI(), map[string]string{"LINK_API_HOST": ""}, ExitUsage, "login cannot be done there"},
		"again there":   {nobody, nil, ExitNetwork, " --target " + nobody + " --record ."},
		"no address":    {"nonsense", nil, ExitUsage, "winkterm: --target does not begin with https://"},
		"empty":         {"", nil, ExitUsage, "winkterm: --target is empty"},
		"no secret":     {nobody, map[string]string{"API_SECRET": ""}, ExitUsage, "--target wants both API_KEY and API_SECRET"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := o.env()
			env["LINK_API_HOST"] = o.running.Link()
			maps.Copy(env, c.change)
			code, out, errText := run(t, env, "run", dir, "--target", c.target)
			if code != c.code || !strings.Contains(out+errText, c.says) {
				t.Errorf("exit %d, want %d: %s%s", code, c.code, out, errText)
			}
		})
	}
}

// TestRunHoldsCoverageAndBudgets, and prints the times of what was repeated.
func TestRunHoldsCoverageAndBudgets(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.yaml": linkScenario})
	for args, want := range map[string]struct {
		code int
		says string
	}{
		"--repeat 3":                           {ExitOK, "p95"},
		"--require-coverage edges=1%":          {ExitOK, "1 passed"},
		"--require-coverage edges=100%":        {ExitFailed, "coverage: edges are"},
		"--budget connected=1h":                {ExitOK, "p95"},
		"--budget connected=1ms":               {ExitFailed, "connected"},
		"--require-coverage pages=1 --shuffle": {ExitOK, "in the order of --seed "},
		"--timeout 1ns":                        {ExitTimedOut, "1 of 1 did not pass"},
		"--scenario-timeout 1ns":               {ExitTimedOut, "timed out"},
	} {
		t.Run(args, func(t *testing.T) {
			t.Parallel()
			code, out, errText := run(t, nil, append([]string{"run", dir}, strings.Fields(args)...)...)
			if code != want.code || !strings.Contains(out+errText, want.says) {
				t.Errorf("exit %d, want %d: %s%s", code, want.code, out, errText)
			}
		})
	}
}

// TestAnInterruptedRunSaysSo whatever had failed before.
func TestAnInterruptedRunSaysSo(t *testing.T) {
	t.Parallel()
	dir, report := write(t, map[string]string{"a.yaml": scenarioText("failed", ""), "b.yaml": scenarioText("interrupted", "")}), filepath.Join(t.TempDir(), "run.json")
	ctx, stop := context.WithCancel(t.Context())
	root := newRoot(Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard, Env: environment(nil), player: func(ctx context.Context, s *spec.Scenario, attempt int, step func(spec.Step)) plays.Outcome {
		if s.Name == "interrupted" {
			stop()
		}
		return byName(ctx, s, attempt, step)
	}})
	root.SetArgs([]string{"run", dir, "--parallel", "1", "--json", report, "--require-coverage", "edges=100%"})
	err := root.ExecuteContext(ctx)
	if code := exitCode(err); code != ExitInterrupted || err.Error() != "interrupted: 0 of 2 had passed" {
		t.Errorf("exit %d, %v", code, err)
	}
	if _, err := os.Stat(report); err != nil {
		t.Error(err)
	}
}

// TestRunLinesAreCleanedOfControls that stand in a file or came from a host.
func TestRunLinesAreCleanedOfControls(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.yaml": scenarioText(`"failed \e]0;owned\a\e[2J"`, `"\e[31m"`)})
	for _, list := range []string{"--plain", "--list"} {
		_, out, errText := runs(t, func(ctx context.Context, s *spec.Scenario, attempt int, step func(spec.Step)) plays.Outcome {
			o := byName(ctx, s, attempt, step)
			const bad = "\x1b]0;owned\a\x1b[2J"
			o.Failure = &plays.Failure{Pos: spec.Pos{File: bad}, Step: bad, Wanted: bad, Got: bad, Last: []string{bad}}
			return o
		}, dir, list)
		if strings.ContainsAny(out+errText, "\x1b\a") || !strings.Contains(out, "failed") {
			t.Errorf("%q%q", out, errText)
		}
	}
}

// TestARecordingHasSnapshots of a failure, so that it can be looked at.
func TestARecordingHasSnapshots(t *testing.T) {
	t.Parallel()
	dir, to := write(t, map[string]string{"a.yaml": strings.Replace(linkScenario, "page: ConnectSuccess", "page: Closed", 1)}), t.TempDir()
	if code, out, errText := run(t, nil, "run", dir, "--record", to); code != ExitFailed {
		t.Fatalf("exit %d, %s%s", code, out, errText)
	}
	content, err := os.ReadFile(filepath.Join(to, "George-links-SSS.ndjson"))
	if err != nil || !strings.Contains(string(content), `"lane":"state"`) {
		t.Errorf("%v, %.300s", err, content)
	}
}

// TestTheCoverageMapInItsForms goes by the ending of the file.
func TestTheCoverageMapInItsForms(t *testing.T) {
	t.Parallel()
	dir, to := write(t, map[string]string{"link.yaml": linkScenario}), t.TempDir()
	for name, want := range map[string]string{"map.txt": "edges ", "map.json": `"kinds"`, "map.html": `id="coverage"`} {
		path := filepath.Join(to, name)
		if code, _, errText := runs(t, nil, dir, "--coverage", path); code != ExitOK {
			t.Fatal(errText)
		}
		if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v %.200s", name, err, text)
		}
	}
}
