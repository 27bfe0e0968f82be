package spec_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"winkterm/flow/scenario/spec"
)

const reference = "../../../docs/scenarios.md"

// between puts text between the two marks of a table.
func between(t *testing.T, doc, mark, text string) string {
	t.Helper()
	begin, end := "<!-- "+mark+" -->\n", "<!-- end of "+mark+" -->"
	before, rest, ok := strings.Cut(doc, begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no %s", reference, mark)
	}
	return before + begin + text + end + after
}

// arguments are the keys of a struct, in a line.
func arguments(zero any) string {
	var all []string
	for _, f := range reflect.VisibleFields(reflect.TypeOf(zero)) {
		key, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if key == "" || key == "-" || len(f.Index) > 2 {
			continue
		}
		text := "`" + key + "`"
		if f.Tag.Get("short") != "" {
			text = "**" + text + "**"
		}
		if options == "" {
			text += " (required)"
		}
		all = append(all, text+": "+f.Tag.Get("doc"))
	}
	return strings.Join(all, "<br>")
}

func TestTheReferenceHasEveryActionAndCheck(t *testing.T) {
	b, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	actions := "\n| action | on | what it does | arguments |\n| --- | --- | --- | --- |\n"
	for _, a := range spec.Actions() {
		pages := make([]string, len(a.Pages))
		for i, p := range a.Pages {
			pages[i] = string(p)
		}
		actions += fmt.Sprintf("| `%s` | %s | %s | %s |\n", a.Name, strings.Join(pages, ", "), a.Doc, arguments(a.Zero))
	}
	checks := "\n| check | what must be true | arguments |\n| --- | --- | --- |\n"
	for _, c := range spec.Checks() {
		checks += fmt.Sprintf("| `%s` | %s | %s |\n", c.Name, c.Doc, arguments(c.Zero))
	}
	keys := "\n| key | what it is |\n| --- | --- |\n"
	for _, f := range reflect.VisibleFields(reflect.TypeFor[spec.Scenario]()) {
		if key, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); key != "-" && key != "" {
			keys += fmt.Sprintf("| `%s` | %s |\n", key, f.Tag.Get("doc"))
		}
	}
	doc := between(t, string(b), "keys", keys+"\n")
	doc = between(t, doc, "actions", actions+"\n")
	golden(t, reference, []byte(between(t, doc, "checks", checks+"\n")))
}

// TestTheExamplesOfTheReferenceAreRead reads each of its whole files.
func TestTheExamplesOfTheReferenceAreRead(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, block := range strings.Split(string(b), "```yaml\n")[1:] {
		text, _, _ := strings.Cut(block, "```")
		if !strings.Contains(text, "version: 1") {
			continue
		}
		found++
		fsys := files("x.yaml", text, "shared.yaml", "version: 1\ndefine: {linked: [consent, {choose: '${provider}'}, login]}")
		env := func(string) (string, bool) { return "hunter2", true }
		if _, err := (spec.Reader{FS: fsys, Env: env}).Read("x.yaml"); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
	}
	if found < 2 {
		t.Errorf("%d examples were found", found)
	}
}
