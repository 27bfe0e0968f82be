package spec_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"winkterm/flow/scenario/spec"
)

var update = flag.Bool("update", false, "rewrite the schema and the tables of docs/scenarios.md")

// golden compares a file with what it should be.
func golden(t *testing.T, name string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(name)
	if err != nil && !*update {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	if !*update {
		t.Fatalf("%s is not what the types say: go test ./flow/scenario/spec -update", name)
	}
	if err := os.WriteFile(name, want, 0o644); err != nil { //nolint:gosec // it is a file of the repository
		t.Fatal(err)
	}
}

func TestTheSchemaIsThatOfTheTypes(t *testing.T) {
	golden(t, "../../../assets/scenarios/scenario.schema.json", spec.Schema())
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(spec.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("scenario.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("scenario.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fits says what the schema has against a file.
func fits(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if value, err = jsonschema.UnmarshalJSON(bytes.NewReader(b)); err != nil {
		t.Fatal(err)
	}
	return s.Validate(value)
}

const everything = `version: 1
name: ${x}
tags: [a]
options: {providers: [sss_ph], enableUpload: true}
people: [{name: Ann, password: x, answers: {a: b}}]
data: {incomes: [{amount: 1}], gap: {months: 3}}
seed: 5
now: 2026-11-29T09:00:00Z
speed: 0
faults: [http.503, {name: http.cut, when: {nth: 2}}]
include: [shared.yaml]
define: {again: [login, {use: {name: more, with: {a: 1}}}]}
vars: {x: y, list: [a]}
env: {secret: SECRET}
cases: [{name: a, list: [b]}]
steps:
  - consent
  - {consent: decline, on: Consent, note: n, expect: [page: Closed]}
  - {login: Ann, expect: {callback: onAccountCreated}}
  - login: {person: Ann, password: "${secret}"}
  - type: {code: 1}
  - code: 1234
  - upload: {type: payslip, samples: "${list}"}
  - until: {status: CONNECTED, timeout: 1h30m}
  - wait: 60d
  - use: again
  - ${x}
expect:
  - never: {callback: {name: onClose, data: {reason: exit}}}
  - http: {call: GET /a, status: "200", max: 3}
  - data: {kind: incomes, equals: [1, a]}
`

func TestTheSchemaTakesWhatIsRight(t *testing.T) {
	t.Parallel()
	s := schema(t)
	for _, text := range []string{everything, "version: 1\ndefine: {a: [consent]}"} {
		if err := fits(t, s, text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestTheSchemaTakesWhatShips(t *testing.T) {
	t.Parallel()
	all, err := filepath.Glob("../../../assets/scenarios/*.yaml")
	if err != nil || len(all) == 0 {
		t.Fatalf("%d files, %v", len(all), err)
	}
	s := schema(t)
	for _, name := range all {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := fits(t, s, string(text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheSchemaRefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := schema(t)
	for from, to := range map[string]string{
		"version: 1":              "version: 2",
		"name: ${x}":              "nam: ${x}",
		"tags: [a]":               "tags: 1",
		"seed: 5":                 "seed: five",
		"speed: 0":                "speed: fast",
		"enableUpload: true":      "enableUpload: maybe",
		"- consent\n":             "- concent\n",
		"consent: decline":        "consent: refuse",
		"on: Consent":             "on: Consnt",
		"status: CONNECTED":       "status: CONNETED",
		"timeout: 1h30m":          "timeout: soon",
		"callback: onAccount":     "callback: onAcount",
		"kind: incomes":           "kind: income",
		"incomes: [{amount: 1}]":  "incoms: [{amount: 1}]",
		"max: 3":                  "most: 3",
		"http.503":                "http.5O3",
		"wait: 60d":               "wait: {}",
		"use: again":              "use: [again]",
		"months: 3":               "years: 3",
		"person: Ann, password: ": "persn: Ann, password: ",
	} {
		text := strings.Replace(everything, from, to, 1)
		if text == everything || fits(t, s, text) == nil {
			t.Errorf("%s is taken", to)
		}
	}
}
