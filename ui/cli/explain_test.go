package cli

import (
	"strings"
	"testing"

	"winkterm/assets"
)

func TestExplain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		asked string
		code  int
		want  []string // of stdout, or of stderr where it fails
	}{
		{"ACCOUNT_LOCKED", ExitOK, []string{"ACCOUNT_LOCKED (account): ", "Who acts"}},
		{"INVALID_FIELD_FORMAT", ExitOK, []string{"INVALID_FIELD_FORMAT (archive): ", "Trying again"}},
		{"MISSING_MANDATARY_FIELD", ExitOK, []string{"MISSING_MANDATARY_FIELD (archive): ", "MISSING_MANDATORY_FIELD"}},
		{"SYSTEM_ERROR", ExitOK, []string{"SYSTEM_ERROR (account): ", "SYSTEM_ERROR (archive): "}},
		{"REQUEST_LIMIT_EXCEEDED", ExitOK, []string{"(answer of the API): "}},
		{"unsupported", ExitOK, []string{"UNSUPPORTED (archive): ", "UNSUPPORTED (monitor status)"}},
		{"awaiting_mfa", ExitOK, []string{"AWAITING_MFA (account status)", "verification code"}},
		{"error", ExitOK, []string{"ERROR (account status)", "ERROR (archive status)"}},
		{"Finished", ExitOK, []string{"Finished (task status)"}},
		{"onclose", ExitOK, []string{"onClose (callback)", "exit"}},
		{"ACCOUNT_DISABLED", ExitOK, []string{"  Smile says        \"Account is disabled\" (specification)\n"}},
		{"AWAITING_MFA", ExitOK, []string{"  Smile says: \"The user was able to"}},
		{"429", ExitOK, []string{"429 (HTTP status)", "REQUEST_LIMIT_EXCEEDED"}},
		{"USER_CREATED", ExitOK, []string{"USER_CREATED (webhook event)"}},
		{"ACOUNT_LOKED", ExitUsage, []string{"did you mean ACCOUNT_LOCKED?"}},
		{"onTokenExpird", ExitUsage, []string{"did you mean onTokenExpired?"}},
		{"cnected", ExitUsage, []string{"did you mean CONNECTED?"}},
		{"LOCKED", ExitUsage, []string{"did you mean ACCOUNT_LOCKED?"}},
		{"employments_", ExitUsage, []string{"did you mean EMPLOYMENTS_ADDED or EMPLOYMENTS_UPDATED?"}},
		{"account", ExitUsage, []string{"did you mean ACCOUNT_DISABLED or ACCOUNT_INACCESSIBLE or ACCOUNT_INCOMPLETE?"}},
		{"SYSTEM_", ExitUsage, []string{"did you mean SYSTEM_ERROR?"}},
		{"ERRO", ExitUsage, []string{"did you mean ERROR?"}},
		{"402", ExitUsage, []string{"lists what is"}},
		{"", ExitUsage, []string{"lists what is"}},
		{"on", ExitUsage, []string{"lists what is"}},
		{"something else", ExitUsage, []string{"lists what is"}},
	} {
		t.Run(c.asked, func(t *testing.T) {
			t.Parallel()
			code, out, errText := run(t, nil, "explain", c.asked)
			said := out
			if c.code != ExitOK {
				said = errText
			}
			for _, want := range c.want {
				if code != c.code || !strings.Contains(said, want) {
					t.Errorf("exit %d, no %q in out %q, err %q", code, want, out, errText)
				}
			}
		})
	}
}

func TestExplainAloneListsEverythingByKind(t *testing.T) {
	t.Parallel()
	code, out, errText := run(t, nil, "explain")
	if code != ExitOK || errText != "" {
		t.Fatalf("exit %d, %s", code, errText)
	}
	kinds := map[string][]string{} // the codes below each kind
	kind := ""
	for line := range strings.Lines(out) {
		if rest, ok := strings.CutPrefix(line, "  "); ok {
			kinds[kind] = append(kinds[kind], strings.Fields(rest)[0])
		} else {
			kind = strings.TrimSpace(line)
		}
	}
	want := map[string]int{}
	for _, e := range assets.Explanations() {
		want["error code ("+codesOf[e.Kind]+")"]++
	}
	for _, term := range assets.Terms() {
		want[string(term.Kind)]++
	}
	if len(kinds) != len(want) {
		t.Errorf("%d kinds, want %d:\n%s", len(kinds), len(want), out)
	}
	for kind, n := range want {
		if len(kinds[kind]) != n {
			t.Errorf("%s: %q, want %d", kind, kinds[kind], n)
		}
	}
}

func TestExplainAsJSON(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args  []string
		count int
	}{
		{[]string{"explain", "--json"}, len(assets.Explanations()) + len(assets.Terms())},
		{[]string{"explain", "--json", "UNSUPPORTED"}, 2},
	} {
		_, out, _ := run(t, nil, c.args...)
		var all []struct{ Kind, Code string }
		if err := unmarshalLines(out, &all); err != nil || len(all) != c.count {
			t.Fatalf("%q: %v, %d of %d: %s", c.args, err, len(all), c.count, out)
		}
		for _, one := range all {
			if one.Kind == "" || one.Code == "" {
				t.Errorf("%q: %+v lacks something", c.args, one)
			}
		}
	}
}
