package results_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"winkterm/flow/scenario/results"
)

// element is what the schema junit-10 allows of an element: its attributes, of which those
// before the semicolon must be there, and its children.
type element struct{ attributes, children string }

var junit10 = map[string]element{
	"testsuites":   {"; name time tests failures errors", "testsuite"},
	"testsuite":    {"name tests failures errors; group time skipped timestamp hostname id package file log url", "testsuite properties testcase system-out system-err"},
	"properties":   {"", "property"},
	"property":     {"name value;", ""},
	"testcase":     {"name; time classname group", "skipped error failure rerunFailure rerunError flakyFailure flakyError system-out system-err"},
	"skipped":      {"; type message", ""},
	"failure":      {"; type message", ""},
	"error":        {"; type message", ""},
	"rerunFailure": {"type; message", "stackTrace system-out system-err"},
	"rerunError":   {"type; message", "stackTrace system-out system-err"},
	"flakyFailure": {"type; message", "stackTrace system-out system-err"},
	"flakyError":   {"type; message", "stackTrace system-out system-err"},
	"system-out":   {"", ""},
}

var surefireTime = regexp.MustCompile(`^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$`)

// strict reads JUnit XML as the schema has it, and gives what it found, by element.
func strict(text string) (map[string]int, error) {
	dec, found, within := xml.NewDecoder(strings.NewReader(text)), map[string]int{}, []string{}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			rule, ok := junit10[name]
			if !ok || len(within) == 0 && name != "testsuites" || len(within) > 0 && !slices.Contains(strings.Fields(junit10[within[len(within)-1]].children), name) {
				return nil, fmt.Errorf("%s in %v", name, within)
			}
			required, optional, _ := strings.Cut(rule.attributes, ";")
			has := map[string]bool{}
			for _, a := range token.Attr {
				has[a.Name.Local] = true
				if !slices.Contains(append(strings.Fields(required), strings.Fields(optional)...), a.Name.Local) {
					return nil, fmt.Errorf("%s has %s", name, a.Name.Local)
				}
				if a.Name.Local == "time" && !surefireTime.MatchString(a.Value) {
					return nil, fmt.Errorf("the time %q", a.Value)
				}
			}
			for _, a := range strings.Fields(required) {
				if !has[a] {
					return nil, fmt.Errorf("%s has no %s", name, a)
				}
			}
			found[name]++
			within = append(within, name)
		case xml.EndElement:
			within = within[:len(within)-1]
		case xml.CharData:
			if i := strings.IndexFunc(string(token), func(r rune) bool { return r < ' ' && r != '\n' || r >= 0xfffe && r <= 0xffff }); i >= 0 {
				return nil, fmt.Errorf("a control character in %q", token)
			}
			if strings.TrimSpace(string(token)) != "" && strings.HasPrefix(within[len(within)-1], "test") {
				return nil, fmt.Errorf("text in %v", within)
			}
		case xml.ProcInst:
		case xml.Comment, xml.Directive:
			return nil, fmt.Errorf("%T", token)
		}
	}
}

func TestJUnitIsWhatTheSchemaHas(t *testing.T) {
	t.Parallel()
	text := written(t, "junit", everyKind())
	found, err := strict(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range map[string]int{"testsuite": 2, "testcase": 7, "failure": 3, "error": 2, "skipped": 1, "flakyFailure": 1, "rerunError": 1, "rerunFailure": 0, "flakyError": 0, "system-out": 1} {
		if found[name] != n {
			t.Errorf("%d times %s, want %d", found[name], name, n)
		}
	}
	for _, want := range []string{
		`<testsuites name="winkterm" tests="7" failures="3" errors="2" time="1.500">`,
		`<testsuite name="s/link.yaml" tests="3" failures="2" errors="0" skipped="0" time="0.048" timestamp="2026-01-15T09:00:00" file="s/link.yaml">`,
		`<testsuite name="s/up.yaml" tests="4" failures="1" errors="2" skipped="1" time="0.048"`,
		`<property name="tags of links an account" value="smoke,link">`, `[[ATTACHMENT|rec/flaky.jsonl]]`,
		`<failure message="flaky, 1 of 2 attempts: failed: page: ConnectSuccess; expected the page ConnectSuccess; got ConnectError" type="failed">`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing", want)
		}
	}
	for _, bad := range []string{"<testsuites/><x/>", `<testsuites><testcase name="x"/></testsuites>`, `<testsuites id="1"/>`, `<testsuites time="1h"/>`, `<testsuites>text</testsuites>`, `<testsuites><testsuite name="x"/></testsuites>`} {
		if _, err := strict(bad); err == nil {
			t.Errorf("the reader lets %s pass", bad)
		}
	}
}

func TestTAPIsReadLineByLine(t *testing.T) {
	t.Parallel()
	lines := strings.Split(strings.TrimSuffix(written(t, "tap", everyKind()), "\n"), "\n")
	if lines[0] != "TAP version 13" || lines[1] != "1..7" {
		t.Fatal(lines[:2])
	}
	point := regexp.MustCompile(`^(not )?ok (\d+) - (?:[^#\\]|\\.)*(# SKIP not played)?$`)
	n, blocks, in := 0, []string{}, false
	for _, line := range lines[2:] {
		switch {
		case line == "  ---":
			in, blocks = true, append(blocks, "")
		case line == "  ...":
			in = false
		case in && strings.HasPrefix(line, "  "):
			blocks[len(blocks)-1] += line[2:] + "\n"
		case !in && point.MatchString(line):
			if n++; point.FindStringSubmatch(line)[2] != strconv.Itoa(n) {
				t.Errorf("%q is number %d", line, n)
			}
		default:
			t.Errorf("%q is no TAP", line)
		}
	}
	if n != 7 || len(blocks) != 5 {
		t.Errorf("%d points, %d blocks", n, len(blocks))
	}
	for _, block := range blocks {
		var fields struct {
			Message, Verdict string
			Seed             uint64
			Failure          struct{ File, Step, Command string }
		}
		if err := yaml.Unmarshal([]byte(block), &fields); err != nil || fields.Message == "" || fields.Verdict == "" || fields.Seed != 7 || fields.Failure.Command == "" {
			t.Errorf("%v: %+v of\n%s", err, fields, block)
		}
	}
}

// A name or a text can neither end a command of the log nor begin one.
func TestGitHubCommandsAreEscaped(t *testing.T) {
	t.Parallel()
	lines := strings.Split(strings.TrimSuffix(written(t, "github", everyKind()), "\n"), "\n")
	command := regexp.MustCompile(`^::error file=[^,:]+,line=\d+,col=\d+,title=[^,:]+::(?:[^%]|%25|%0A)+$`)
	for _, line := range lines {
		if !command.MatchString(line) {
			t.Errorf("%q is no command", line)
		}
	}
	if len(lines) != 5 || !strings.HasPrefix(lines[0], "::error file=s/link.yaml,line=34,col=3,title=locks an account::failed: page: ConnectSuccess; expected the page ConnectSuccess; got ConnectError%0Aat: s/link.yaml:34:3%0A") {
		t.Errorf("%d: %s", len(lines), lines[0])
	}
}

// The fingerprints stay the same while lines move, and none is there twice.
func TestGitLabFingerprints(t *testing.T) {
	t.Parallel()
	type issue struct {
		Description, Fingerprint, Severity string
		CheckName                          string `json:"check_name"`
		Location                           struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	read := func(r results.Run) (all []issue) {
		if err := json.Unmarshal([]byte(written(t, "gitlab", r)), &all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	r := everyKind()
	r.Scenarios = append(r.Scenarios, r.Scenarios[1]) // another of the same name
	before := read(r)
	seen := map[string]bool{}
	for _, i := range before {
		if len(i.Fingerprint) != 64 || seen[i.Fingerprint] || i.Description == "" || i.CheckName == "" || i.Location.Lines.Begin < 1 || !slices.Contains([]string{"major", "critical"}, i.Severity) {
			t.Errorf("%+v", i)
		}
		seen[i.Fingerprint] = true
	}
	for i := range r.Scenarios {
		if f := r.Scenarios[i].Failure; f != nil {
			moved := *f
			moved.Line += 5
			r.Scenarios[i].Line, r.Scenarios[i].Failure = r.Scenarios[i].Line+5, &moved
		}
	}
	for i, after := range read(r) {
		if after.Fingerprint != before[i].Fingerprint || after.Location.Lines.Begin != before[i].Location.Lines.Begin+5 {
			t.Errorf("%+v", after)
		}
	}
	if got := written(t, "gitlab", results.Run{}); got != "[]\n" {
		t.Errorf("nothing is %q", got)
	}
}
