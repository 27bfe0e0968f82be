package spec_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"winkterm/flow/scenario/spec"
)

// FuzzRead wants an answer to anything: scenarios that can be written and read again, or
// mistakes at their places, without control characters.
func FuzzRead(f *testing.F) {
	f.Add(everything)
	f.Add(head + "steps: [use: a]\ndefine: {a: [use: b, use: b], b: [use: a]}")
	f.Add(head + "steps: &a [*a]\n<<: *a\nvars: {a: '${b}${b}', b: 'x${a}'}")
	f.Add(head + "cases: [{a: [1, {b: c}]}, {a: \"\\e\"}]\nsteps: ['${a}']\nexpect: {data: {kind: incomes, equals: '${a}'}}")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := spec.Read(files("x.yaml", text), "x.yaml")
		if err != nil {
			checkMistakes(t, got, err)
			return
		}
		for _, s := range got {
			var out bytes.Buffer
			if err := spec.Write(&out, s); err != nil {
				t.Fatal(err)
			}
			if _, err := spec.Read(files("x.yaml", out.String()), "x.yaml"); err != nil {
				t.Fatalf("%v\n%s", err, out.String())
			}
		}
	})
}

func checkMistakes(t *testing.T, got []*spec.Scenario, err error) {
	t.Helper()
	var one *spec.Error
	if got != nil || !errors.As(err, &one) || strings.Count(err.Error(), "\n") > 20 {
		t.Errorf("%v beside %v", got, err)
	}
	for _, r := range err.Error() {
		if r < ' ' && r != '\n' || r == 0x7f {
			t.Errorf("%q has control characters", err)
		}
	}
}

// TestNothingExplodes reads files that stand for far more than they hold.
func TestNothingExplodes(t *testing.T) {
	t.Parallel()
	doubled := func(format string, last string) string {
		var b strings.Builder
		for c := 'b'; c <= 'z'; c++ {
			b.WriteString(strings.NewReplacer("NAME", string(c), "BEFORE", string(c-1)).Replace(format))
		}
		return b.String() + last
	}
	for what, text := range map[string]string{
		"more than 100000 values": head + "vars:\n  a: &a [x, x]\n" + doubled("  NAME: &NAME [*BEFORE, *BEFORE]\n", "steps: ['${z}']"),
		"more than 10000 steps":   head + "define:\n  a: [consent]\n" + doubled("  NAME: [use: BEFORE, use: BEFORE]\n", "steps: [use: z]"),
		"longer than 65536 bytes": head + "vars:\n  a: xxxxxxxx\n" + doubled("  NAME: '${BEFORE}${BEFORE}'\n", "steps: [note: '${z}']"),
		"more than 2000000 values here": head + "vars:\n  a: []\n" + doubled("  NAME: ['${BEFORE}', '${BEFORE}', '${BEFORE}']\n",
			"steps: [consent]\nexpect: {data: {kind: incomes, equals: '${z}'}}"),
		"values stand in more than 60 others": head + "tags: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "\nsteps: [consent]",
		"and 979 more mistakes":               head + "steps: [" + strings.Repeat("a, b, c, d, e, ", 200) + "]",
	} {
		if _, err := spec.Read(files("x.yaml", text), "x.yaml"); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %.300v", what, err)
		}
	}
}
