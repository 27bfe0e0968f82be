package spec_test

import (
	"fmt"
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow/scenario/spec"
)

const shared = `version: 1
vars: {provider: upwork}
env: {password: QA_PASSWORD}
include: [more/deep.yaml]
define:
  linked:
    - consent
    - choose: ${provider}
    - use: {name: in, with: {who: "${who}"}}
`

const deep = `version: 1
include: [../shared.yaml]
define:
  in:
    - login: {person: "${who}", password: "${password}"}
    - {note: "as ${who}", expect: {page: MFA}}
`

// TestExpansion: cases, shared steps of other files, variables, each at its own place.
func TestExpansion(t *testing.T) {
	t.Parallel()
	text := head + `include: [shared.yaml]
cases:
  - {who: ryan, times: 2}
  - {who: George, times: 3, name: the other one}
speed: ${times}
steps:
  - {use: linked, expect: {page: MFA}, note: first}
  - code: "${times}$${x}"
`
	env := func(name string) (string, bool) { return "hunter2", name == "QA_PASSWORD" }
	fsys := files("sub/x.yaml", text, "sub/shared.yaml", shared, "sub/more/deep.yaml", deep)
	got, err := spec.Reader{FS: fsys, Env: env}.Read("sub/x.yaml")
	if err != nil || len(got) != 2 {
		t.Fatalf("%d, %v", len(got), err)
	}
	var said []string
	for _, s := range got {
		said = append(said, fmt.Sprintf("%s %q %v %d", s.Pos, s.Name, *s.Speed, len(s.Secrets)))
		for _, step := range s.Steps {
			said = append(said, fmt.Sprintf("%s %s %q %d", step.Pos, spec.Text(step.Do), step.Note, len(step.Expect)))
		}
	}
	one := []string{
		`sub/x.yaml:5:5 "x: ryan, 2" 2 1`,
		`sub/x.yaml:9:5  "first" 0`,
		`sub/shared.yaml:7:7 consent "" 0`,
		`sub/shared.yaml:8:7 choose upwork "" 0`,
		`sub/more/deep.yaml:5:7 login Ryan "" 0`,
		`sub/more/deep.yaml:6:7  "as ryan" 1`,
		`sub/x.yaml:9:5  "" 1`,
		`sub/x.yaml:10:5 code "" 0`,
	}
	other := strings.NewReplacer("5:5", "6:5", `"x: ryan, 2" 2`, `"x: the other one" 3`, "Ryan", "George", "ryan", "George")
	for i, want := range one {
		if said[i] != want || said[i+len(one)] != other.Replace(want) {
			t.Errorf("%s\n%s\nwant %s", said[i], said[i+len(one)], want)
		}
	}
	if login, _ := got[0].Steps[3].Do.(spec.Login); login.Password != "hunter2" || got[0].Secrets[0] != wire.Secret("hunter2") {
		t.Error("the secret is not there")
	}
	if code, _ := got[1].Steps[6].Do.(spec.Code); code.Value != "3${x}" {
		t.Errorf("%q", code.Value.Reveal())
	}
}

// TestMistakesHideSecrets, also where a text is cut in the middle of one.
func TestMistakesHideSecrets(t *testing.T) {
	t.Parallel()
	const hush = "hunter2 of the environment"
	env := func(string) (string, bool) { return hush, true }
	for _, text := range []string{
		"steps: [until: '${a}']", "steps: ['${a}']", "speed: ${a}\nsteps: [consent]", "steps: [wait: '${a}']", "steps: [use: '${a}']",
		"steps: [choose: '" + strings.Repeat("x", 50) + "${a}']",
	} {
		_, err := spec.Reader{FS: files("x.yaml", head+"env: {a: A}\n"+text), Env: env}.Read("x.yaml")
		if err == nil || strings.Contains(err.Error(), "hunter") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestFilesThatGoOnAndOn(t *testing.T) {
	t.Parallel()
	var all []string
	for i := range 150 {
		all = append(all, fmt.Sprintf("f%d.yaml", i), fmt.Sprintf("%sinclude: [f%d.yaml]\nsteps: [consent]\n", head, i+1))
	}
	if _, err := spec.Read(files(append(all, "f150.yaml", "version: 1\ndefine: {}")...), "f0.yaml"); err == nil || !strings.Contains(err.Error(), "more than 100 files are included") {
		t.Error(err)
	}
	if got, err := spec.Read(files("x.yaml", "version: 1\ndefine: {a: [consent]}"), "x.yaml"); err != nil || len(got) != 0 {
		t.Errorf("%d scenarios, %v", len(got), err)
	}
}
