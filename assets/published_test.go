package assets

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

func TestSmilesTextsAreOfCodesThatAreExplained(t *testing.T) {
	t.Parallel()
	var known, seen []string
	for _, e := range Explanations() {
		known = append(known, string(e.Kind)+" "+e.Code)
	}
	for _, term := range Terms() {
		known = append(known, string(term.Kind)+" "+term.Code)
	}
	for _, p := range publishedTexts() {
		name := p.Kind + " " + p.Code
		if !slices.Contains(known, name) || slices.Contains(seen, name) {
			t.Errorf("%s is not explained, or said twice", name)
		}
		if p.Text == "" || p.Source != "specification" && p.Source != "documentation" {
			t.Errorf("%s: text %q of %q", name, p.Text, p.Source)
		}
		seen = append(seen, name)
	}
}

// TestSmilesTextsStandInTheSpecification wants each text of the specification beside its
// code there, and that none of an account's is left out.
func TestSmilesTextsStandInTheSpecification(t *testing.T) {
	t.Parallel()
	spec, err := os.ReadFile(cmp.Or(os.Getenv("WINKTERM_SPEC"), filepath.Join("..", "..", "shared", "smile", "openapi-v1.yaml")))
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("the official specification is wanted in CI: %v", err)
	} else if err != nil {
		t.Skipf("left out: the official specification is not here, set WINKTERM_SPEC: %v", err)
	}
	var there, want []string
	for _, m := range regexp.MustCompile(`errorCode: ([A-Z_]+)\n\s+errorMessage: (.+)\n`).FindAllStringSubmatch(string(spec), -1) {
		there = append(there, m[1]+": "+m[2])
	}
	slices.Sort(there)
	there = slices.Compact(there)
	for _, p := range publishedTexts() {
		if p.Source == "specification" {
			want = append(want, p.Code+": "+p.Text)
		}
		if !regexp.MustCompile(`(?m)^ +- ` + p.Code + `$`).Match(spec) {
			t.Errorf("the specification has no %s", p.Code)
		}
	}
	if !slices.Equal(there, want) {
		t.Errorf("the specification says %q, published.json has %q", there, want)
	}
}

func TestSmileSays(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"ACCOUNT_DISABLED": `"Account is disabled" (specification)`,
		"INVALID_AUTH":     "the login process failed: contact Smile (documentation, in short)",
		"MFA_TIMEOUT":      "",
	} {
		if e, _ := Explain(code); e.SmileSays() != want {
			t.Errorf("%s: %q, want %q", code, e.SmileSays(), want)
		}
	}
	for _, e := range ExplainAll("SYSTEM_ERROR") { // of the account's alone is something known
		if said := e.SmileSays(); (said != "") != (e.Kind == ExplainsAccount) {
			t.Errorf("%s (%s): %q", e.Code, e.Kind, said)
		}
	}
}
