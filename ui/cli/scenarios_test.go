package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"winkterm/assets"
	"winkterm/flow/scenario/spec"
)

// shippedList is what scenarios --json prints.
func shippedList(t *testing.T, args ...string) (all []listedScenario) {
	t.Helper()
	code, out, errText := run(t, nil, append([]string{"scenarios", "--json"}, args...)...)
	if code != ExitOK || errText != "" {
		t.Fatalf("exit %d, err %q", code, errText)
	}
	if err := unmarshalLines(out, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestScenariosAreListed(t *testing.T) {
	t.Parallel()
	all, smoke := shippedList(t), shippedList(t, "--tags", "smoke,!archive")
	if len(all) < 80 || len(smoke) != 2 || smoke[0].File != "smoke-link.yaml" || smoke[0].Line != 1 {
		t.Errorf("%d scenarios; of smoke %+v", len(all), smoke)
	}
	for _, args := range [][]string{{"scenarios"}, {"scenarios", "list"}} {
		code, out, _ := run(t, nil, args...)
		if code != ExitOK || strings.Count(out, "\n") != len(all)+1 || !strings.HasPrefix(out, "FILE") || !strings.Contains(out, "smoke,mfa") {
			t.Errorf("%q: exit %d, %d lines", args, code, strings.Count(out, "\n"))
		}
	}
	if code, _, errText := run(t, nil, "scenarios", "--tags", "nothing"); code != ExitUsage || !strings.Contains(errText, "nothing; there are accounts, another, ") {
		t.Errorf("exit %d, %q", code, errText)
	}
}

// TestAScenarioIsShown shows some by their names, and those by their files.
func TestAScenarioIsShown(t *testing.T) {
	t.Parallel()
	for _, one := range shippedList(t, "--tags", "smoke") {
		want, err := fs.ReadFile(assets.Scenarios(), one.File)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{one.Name, one.File} {
			if code, out, errText := run(t, nil, "scenarios", "show", name); code != ExitOK || errText != "" || out != string(want) {
				t.Errorf("%s: exit %d, %q\n%s", name, code, errText, out)
			}
		}
	}
	code, _, errText := run(t, nil, "scenarios", "show", "link an acount with a code")
	if code != ExitUsage || !strings.Contains(errText, `the nearest is "link an account with a code"`) {
		t.Errorf("exit %d, %q", code, errText)
	}
	code, _, errText = run(t, nil, "scenarios", "show", "smoke-l")
	if code != ExitUsage || !strings.Contains(errText, `the nearest is "smoke-link.yaml"`) {
		t.Errorf("exit %d, %q", code, errText)
	}
	if code, _, errText := run(t, nil, "scenarios", "show", "nothing of the kind"); code != ExitUsage || strings.Contains(errText, "nearest") {
		t.Errorf("exit %d, %q", code, errText)
	}
	if code, out, _ := run(t, nil, "scenarios", "show", "smoke-link"); code != ExitOK || !strings.Contains(out, "link an account with a code") {
		t.Errorf("exit %d\n%s", code, out)
	}
}

func TestScenariosAreWrittenOut(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new")
	code, out, errText := run(t, nil, "scenarios", "write", dir)
	if code != ExitOK || errText != "" || strings.Count(out, "\n") != len(shippedFiles())+1 {
		t.Fatalf("exit %d, %q:\n%s", code, errText, out)
	}
	only(t, dir, append(shippedFiles(), "scenario.schema.json")...)
	if schema, err := os.ReadFile(filepath.Join(dir, "scenario.schema.json")); err != nil || string(schema) != string(spec.Schema()) {
		t.Errorf("the schema is another one: %v", err)
	}
	n := 0
	for _, name := range shippedFiles() {
		if text, _ := os.ReadFile(filepath.Join(dir, name)); !strings.HasPrefix(string(text), "# yaml-language-server: $schema=scenario.schema.json\n") {
			t.Errorf("%s does not name the schema: %.60s", name, text)
		}
		some, err := spec.Read(os.DirFS(dir), name)
		if err != nil {
			t.Error(err)
		}
		n += len(some)
	}
	if want := len(shippedList(t)); n != want {
		t.Errorf("%d scenarios were written, and %d ship", n, want)
	}
	mine := filepath.Join(dir, "smoke-link.yaml")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errText = run(t, nil, "scenarios", "write", dir); code != ExitUsage || !strings.Contains(errText, "--force") {
		t.Errorf("exit %d, %q", code, errText)
	}
	if text, err := os.ReadFile(mine); err != nil || string(text) != "mine" {
		t.Errorf("it was overwritten: %s, %v", text, err)
	}
	if code, _, _ = run(t, nil, "scenarios", "write", dir, "--force"); code != ExitOK {
		t.Errorf("exit %d", code)
	}
}

// TestScenariosThatShipAreRun runs them without a file on the disk, unless there is one of
// the name.
func TestScenariosThatShipAreRun(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, args := range [][]string{{"shipped", "--tags", "smoke"}, {"shipped/smoke-link.yaml"}, {"shipped/smoke-link.yaml", "shipped", "--tags", "smoke"}} {
		if code, out, errText := run(t, nil, append([]string{"run"}, args...)...); code != ExitOK || !strings.Contains(out, "link an account with a code") {
			t.Errorf("%q: exit %d, %q\n%s", args, code, errText, out)
		}
	}
	if code, _, errText := run(t, nil, "run", "shipped/none.yaml"); code != ExitUsage || !strings.Contains(errText, "shipped/none.yaml") {
		t.Errorf("exit %d, %q", code, errText)
	}
	if err := os.Mkdir("shipped", 0o700); err != nil {
		t.Fatal(err)
	}
	if code, _, errText := run(t, nil, "run", "shipped"); code != ExitUsage || !strings.Contains(errText, "there is no scenario in shipped") {
		t.Errorf("exit %d, %q", code, errText)
	}
}

// TestTheDocsExamplesForCI runs what the examples for CI systems run, shard by shard: those
// of the guide, and those for QA.
func TestTheDocsExamplesForCI(t *testing.T) {
	guide, err := os.ReadFile("../../docs/scenarios-guide.md")
	if err != nil {
		t.Fatal(err)
	}
	qa, err := os.ReadFile("../../docs/qa.md")
	if err != nil {
		t.Fatal(err)
	}
	guide = append(guide, qa...)
	t.Chdir(t.TempDir())
	if err := os.Mkdir("scenarios", 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"codes-password.yaml", "smoke-link.yaml"} {
		code, out, _ := run(t, nil, "scenarios", "show", name)
		if err := os.WriteFile(filepath.Join("scenarios", name), []byte(out), 0o600); code != ExitOK || err != nil {
			t.Fatalf("exit %d, %v", code, err)
		}
	}
	commands := regexp.MustCompile(`(?m)^ *- (?:run: )?winkterm (run .*)$`).FindAllSubmatch(guide, -1)
	if len(commands) != 4 {
		t.Fatalf("the docs have %d commands", len(commands))
	}
	for _, command := range commands {
		for _, shard := range []string{"1", "2"} {
			line := strings.NewReplacer("${{ matrix.shard }}", shard, "$CI_NODE_INDEX", shard, "$CI_NODE_TOTAL", "2", `"`, "").Replace(string(command[1]))
			if code, _, errText := run(t, nil, strings.Fields(line)...); code != ExitOK {
				t.Errorf("%s: exit %d, %s", line, code, errText)
			}
		}
	}
	for _, name := range []string{"run-1.json", "run-2.json", "report.html", "junit.xml", "quality.json"} {
		if info, err := os.Stat(name); err != nil || info.Size() == 0 {
			t.Errorf("%s was not written: %v", name, err)
		}
	}
}
