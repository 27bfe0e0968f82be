package dotenv

import (
	"strings"
	"testing"
)

func TestSetChangesItsVariablesAlone(t *testing.T) {
	t.Parallel()
	key := Variable{Name: "API_KEY", Value: "new"}
	for name, c := range map[string]struct {
		text string
		set  []Variable
		want string
	}{
		"an empty file":            {"", []Variable{key}, "API_KEY=new\n"},
		"no line break at its end": {"A=1", []Variable{key}, "A=1\nAPI_KEY=new\n"},
		"in its place":             {"# mine\nA=1\nexport API_KEY='old' # note\nB=2\n", []Variable{key}, "# mine\nA=1\nAPI_KEY=new\nB=2\n"},
		"written twice":            {"API_KEY=a\nB=2\nAPI_KEY=b\nC=3\n", []Variable{key}, "API_KEY=new\nB=2\nC=3\n"},
		"over several lines":       {"API_KEY=\"a\nb\"\nB=2\n", []Variable{key}, "API_KEY=new\nB=2\n"},
		"within another value":     {"B=\"1\nAPI_KEY=no\"\n", []Variable{key}, "B=\"1\nAPI_KEY=no\"\nAPI_KEY=new\n"},
		"removed":                  {"A=1\nAPI_KEY=old\nB=2", []Variable{{Name: "API_KEY", Remove: true}}, "A=1\nB=2\n"},
		"removed at the end":       {"A=1\nAPI_KEY=old", []Variable{{Name: "API_KEY", Remove: true}}, "A=1\n"},
		"a broken line of its own": {"API_KEY 'old\nB=2\n", []Variable{key}, "API_KEY=new\nB=2\n"},
		"another name":             {"API_KEY_OLD=x\n", []Variable{key}, "API_KEY_OLD=x\nAPI_KEY=new\n"},
		"breaks of another system": {"\ufeffA=1\r\nB=2\r\n", []Variable{key}, "A=1\nB=2\nAPI_KEY=new\n"},
	} {
		if got, err := Set(c.text, c.set...); err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
}

func TestSetKeepsAnyValue(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"plain", " blanks ", "a#b", "it's", `"quoted"`, "$HOME", `a\nb`, "'\"", "=", "a'b#c", "é", "a`b'c#"} {
		text, err := Set("A='1'\n", Variable{Name: "API_SECRET", Value: value})
		values, broken := Parse(text, []string{"A", "API_SECRET"})
		if err != nil || broken != 0 || values["API_SECRET"] != value || values["A"] != "1" {
			t.Errorf("%q: %q, %v", value, text, err)
		}
	}
	if _, err := Set("", Variable{Name: "API_SECRET", Value: "hush'\"`#"}); err == nil || strings.Contains(err.Error(), "hush") || !strings.Contains(err.Error(), "API_SECRET") {
		t.Errorf("a value that cannot be kept: %v", err)
	}
	if text, err := Set("A=\"", Variable{Name: "API_SECRET", Value: `hush"`}); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("behind a quote that is not closed: %q, %v", text, err)
	}
}

func FuzzSet(f *testing.F) {
	f.Add("A=1\nAPI_KEY='x", "va'l\"ue")
	f.Add("B=`a", "#")
	f.Fuzz(func(t *testing.T, text, value string) {
		got, err := Set(text, Variable{Name: "API_KEY", Value: value})
		if err != nil {
			return
		}
		if values, broken := Parse(got, []string{"API_KEY"}); broken != 0 || values["API_KEY"] != value {
			t.Errorf("%q with %q became %q", text, value, got)
		}
	})
}
