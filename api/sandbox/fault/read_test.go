package fault_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// exampleFile has a fault of each kind.
func exampleFile(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/faults.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestReadTheExample(t *testing.T) {
	t.Parallel()
	got, err := fault.Read(strings.NewReader(exampleFile(t)), operations())
	if err != nil {
		t.Fatal(err)
	}
	want := []wire.Fault{
		{Name: "http.slow", Delay: "200ms", DelayMax: "2s"},
		{Name: "http.lost", When: wire.FaultWhen{Chance: new(0.1)}},
		{Name: "http.503", RetryAfter: "2s", When: wire.FaultWhen{Operation: linkLook, Nth: 3}},
		{Name: "account.ACCOUNT_LOCKED", Times: 1, When: wire.FaultWhen{ProviderID: "sss_ph"}},
		{Name: "http.field", Field: "status", When: wire.FaultWhen{Operation: getTasks}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "\n", "# nothing\n", "---\n", "faults:\n", "faults: []\n", "{}", "null"} {
		if got, err := fault.Read(strings.NewReader(text), nil); err != nil || len(got) != 0 {
			t.Errorf("%q gives %v, %v", text, got, err)
		}
	}
}

func TestReadFillsIn(t *testing.T) {
	t.Parallel()
	text := "faults:\n- &slow\n  name: http.slow\n  when: &when {operation: 'GET /v1/accounts/{accountId}'}\n- *slow\n- {name: http.404, when: *when}\n"
	got, err := fault.Read(strings.NewReader(text), operations())
	if err != nil {
		t.Fatal(err)
	}
	slow := wire.Fault{Name: "http.slow", Delay: "2s", When: wire.FaultWhen{Operation: getAccount}}
	want := []wire.Fault{slow, slow, {Name: "http.404", When: slow.When}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadTellsTheLine(t *testing.T) {
	t.Parallel()
	const one = "faults:\n  - name: http.503\n    when:\n      operation: GET /v1/tasks\n      nth: 1\n"
	for what, c := range map[string]struct{ text, want string }{
		"unknown top":        {"fault: []\n", "line 1: there is no field fault here"},
		"unknown field":      {one + "    tims: 3\n", "line 6: there is no field tims here"},
		"unknown narrower":   {one + "      userID: 3\n", "line 6: there is no field userID here"},
		"id":                 {one + "    id: f-1\n", "line 6: there is no field id here"},
		"now":                {one + "    now: true\n", "line 6: now: http.503 waits for the next request"},
		"now of all times":   {"faults:\n  - {name: token.expired, times: 1, now: true}\n", "line 2: now: what is triggered at once takes"},
		"triggered":          {one + "    triggered: 2\n", "line 6: there is no field triggered here"},
		"wrong type":         {one + "    times: often\n", "line 6: !!str `often` does not belong here"},
		"given twice":        {one + "    name: http.404\n", "line 6: "},
		"broken":             {one + "\t- name: x\n", "yaml: line 5: found a tab"},
		"controls":           {"\"a\\eb\\nc\": 1\n", "line 1: there is no field a b c here"},
		"no list":            {"faults: {name: http.503}\n", "line 1: !!map does not belong here"},
		"no mapping":         {"http.503\n", "line 1: !!str `http.503` does not belong here"},
		"empty fault":        {one + "  -\n", "line 6: name: is wanted"},
		"no name":            {one + "  - times: 1\n", "line 6: name: there is no such fault"},
		"unknown name":       {one + "  - times: 1\n    name: http.5O3\n", "line 7: name: there is no such fault, the nearest is http.503"},
		"cannot wait":        {one + "  - name: clock.5h\n", "line 6: name: clock.5h cannot wait"},
		"operation":          {one + "  - name: http.404\n    when: {nth: 1,\n      operation: GET /v1/task}\n", "line 8: when.operation: there is no such operation, the nearest is GET /v1/tasks"},
		"chance":             {one + "  - name: http.404\n    when:\n      chance: .nan\n", "line 8: when.chance: must lie between 0 and 1"},
		"range":              {one + "  - name: http.slow\n    delayMax: 3s\n", "line 6: delay: must be a duration"},
		"retry":              {one + "  - name: http.503\n    retryAfter: 90\n", "line 7: retryAfter: must be a duration of whole seconds"},
		"alias of a mistake": {"faults:\n  - when: &w\n      nth: -1\n    name: http.503\n", "line 3: when.nth: must be 1 or more"},
		"two documents":      {one + "---\nfaults: []\n", "one YAML document"},
		"too many":           {"faults:\n" + strings.Repeat("  - name: http.503\n", fault.MaxArmed+1), "there are 1001 faults, at most 1000"},
		"too large":          {one + strings.Repeat("# more\n", 1<<18), "larger than 1048576 bytes"},
		"many mistakes":      {"a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\n", "line 5: there is no field e here"},
	} {
		got, err := fault.Read(strings.NewReader(c.text), operations())
		if err == nil || !strings.Contains(err.Error(), c.want) || got != nil {
			t.Errorf("%s: got %v, %v, want %q", what, got, err, c.want)
		}
		if err != nil && (strings.Contains(err.Error(), "wire.") || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%s: %q", what, err)
		}
	}
}

func TestReadPassesFailuresOn(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk is gone")
	if _, err := fault.Read(iotest.ErrReader(broken), nil); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestReadTakesAsManyAsCanBeArmed(t *testing.T) {
	t.Parallel()
	text := "faults:\n" + strings.Repeat("  - name: http.503\n", fault.MaxArmed)
	got, err := fault.Read(strings.NewReader(text), nil)
	if err != nil || len(got) != fault.MaxArmed {
		t.Fatalf("got %d, %v", len(got), err)
	}
	s := newSet()
	for _, f := range got {
		arm(t, s, f)
	}
}
