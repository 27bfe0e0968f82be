package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/flow/scenario/spec"
)

func film(t *testing.T, c Config, width, height int) string {
	t.Helper()
	var b bytes.Buffer
	if err := Film(t.Context(), c, width, height, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// event is a line of a film.
type event struct {
	after      float64
	code, data string
}

// read reads asciicast, version 3, strictly.
func read(t *testing.T, text string) (events []event) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	var header struct {
		Version   int
		Term      struct{ Cols, Rows int }
		Timestamp int64
	}
	if err := json.Unmarshal([]byte(lines[0]), &header); err != nil || header.Version != 3 || header.Term.Cols != 100 || header.Term.Rows != 30 || header.Timestamp < 1 {
		t.Fatalf("%v: %s", err, lines[0])
	}
	for i, line := range lines[1:] {
		var parts []any
		if err := json.Unmarshal([]byte(line), &parts); err != nil || len(parts) != 3 {
			t.Fatalf("%v: %s", err, line)
		}
		e := event{}
		e.after, _ = parts[0].(float64)
		e.code, _ = parts[1].(string)
		e.data, _ = parts[2].(string)
		if e.after < 0 || !slices.Contains([]string{"o", "m", "x"}, e.code) || e.data == "" || (e.code == "x") != (i == len(lines)-2) {
			t.Errorf("no event: %s", line)
		}
		events = append(events, e)
	}
	return events
}

func TestTheFilmIsThatOfAPerson(t *testing.T) {
	t.Parallel()
	var markers []string
	whole, longest, letters := 0.0, 0.0, 0
	for _, e := range read(t, film(t, Config{Scenarios: []*spec.Scenario{login()}, Speed: 1}, 100, 30)) {
		whole, longest = whole+e.after, max(longest, e.after)
		if e.code == "m" {
			markers = append(markers, e.data)
		}
		if strings.Contains(e.data, "type") {
			letters++
		}
		if strings.Contains(e.data, "•123456") {
			t.Errorf("the password shows: %s", e.data)
		}
	}
	pages := slices.DeleteFunc(slices.Clone(markers), func(m string) bool { return strings.Contains(m, " ") })
	want := []string{"Consent", "ProviderList", "Login", "Connecting", "MFA", "Connecting", "ConnectSuccess", "AccountRevoke"}
	if !slices.Equal(pages, want) {
		t.Errorf("the pages are %q", pages)
	}
	if !slices.Contains(markers, "George logs in with his own number and password.") {
		t.Errorf("the markers are %q", markers)
	}
	if whole < 20 || whole > 60 || longest > 6 || letters < len("social")+10+6+4 {
		t.Errorf("it takes %v s, %v at most between two frames, and types %d letters", whole, longest, letters)
	}
}

func TestAFilmIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	c := Config{Scenarios: []*spec.Scenario{login()}, Speed: 1}
	first := film(t, c, 100, 30)
	if film(t, c, 100, 30) != first {
		t.Error("another film is not the same")
	}
	if os.Getenv("WINKTERM_DEMO_FILM") != "" {
		if err := os.WriteFile(os.Getenv("WINKTERM_DEMO_FILM"), []byte(first), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	path := t.TempDir() + "/film"
	again := exec.CommandContext(t.Context(), os.Args[0], "-test.run", t.Name()) //nolint:gosec // this test, once more
	again.Env = append(os.Environ(), "WINKTERM_DEMO_FILM="+path, "OPEN_API_HOST=http://host.test", "HTTP_PROXY=http://proxy.test:1", "TZ=Asia/Manila")
	if out, err := again.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if other, err := os.ReadFile(path); err != nil || string(other) != first {
		t.Errorf("%v: the film of another process is not the same", err)
	}
}

// What a file says is only text, also in the title and the markers.
func TestAFilmOfOddTexts(t *testing.T) {
	t.Parallel()
	odd := &spec.Scenario{Name: "odd \x1b]0;title\x07", Steps: []spec.Step{{Do: spec.Consent{}, Note: "a \x1b[31mnote"}}}
	text := film(t, Config{Scenarios: []*spec.Scenario{odd}, Speed: 1}, 100, 30)
	title, _, _ := strings.Cut(text, "\n")
	if events := read(t, text); strings.Contains(title, "\\u00") || events[1].code != "m" || strings.Contains(events[1].data, "\x1b") {
		t.Errorf("%s, %v", title, events[1])
	}
}

func TestAFilmTwiceAsFast(t *testing.T) {
	t.Parallel()
	length := func(speed float64) (whole float64) {
		for _, e := range read(t, film(t, Config{Scenarios: []*spec.Scenario{login()}, Speed: speed}, 100, 30)) {
			whole += e.after
		}
		return whole
	}
	if one, two := length(1), length(2); two > one/2+1 || two < one/2-1 {
		t.Errorf("it takes %v s, and %v s at twice the speed", one, two)
	}
}

// Nobody waits for a minute, and nobody is told nothing of sixty days.
func TestALongWaitIsShort(t *testing.T) {
	t.Parallel()
	whole := 0.0
	wait := &spec.Scenario{Name: "sixty days", Steps: []spec.Step{{Do: spec.Consent{}}, {Do: spec.Wait{For: spec.Duration(60 * 24 * time.Hour)}}}}
	for _, e := range read(t, film(t, Config{Scenarios: []*spec.Scenario{wait}, Speed: 1}, 100, 30)) {
		whole += e.after
	}
	if whole < 10 || whole > 40 {
		t.Errorf("sixty days take %v s", whole)
	}
	for _, d := range []time.Duration{0, time.Second, 6 * time.Second, time.Minute, 2 * time.Minute, time.Hour, 5 * time.Hour} {
		if shown(d) > d || shown(d+time.Second) <= shown(d) {
			t.Errorf("%s take %s, and a second more %s", d, shown(d), shown(d+time.Second))
		}
	}
}

func TestAFilmWithoutNotes(t *testing.T) {
	t.Parallel()
	if text := film(t, Config{Scenarios: []*spec.Scenario{login()}, Speed: 1, Silent: true}, 100, 30); strings.Contains(text, "with his own") {
		t.Error("it has notes")
	}
}

func TestNoFilmOfWhatStops(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	err := Film(t.Context(), Config{Scenarios: []*spec.Scenario{refused()}, Speed: 1}, 80, 24, &b)
	if err == nil || !strings.HasPrefix(err.Error(), "refused.yaml:5:5: ") || !strings.Contains(err.Error(), "ProviderList") || b.Len() > 0 {
		t.Errorf("%v, and %d bytes", err, b.Len())
	}
	wrong := login()
	wrong.Expect = []spec.Expect{{Pos: spec.Pos{File: "login.yaml", Line: 30, Column: 3}, Check: spec.OnPage{Page: "Closed"}}}
	if err := Film(t.Context(), Config{Scenarios: []*spec.Scenario{wrong}, Speed: 1}, 80, 24, &b); err == nil || !strings.HasPrefix(err.Error(), "login.yaml:30:3: ") || b.Len() > 0 {
		t.Errorf("the end is not as expected: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Film(ctx, Config{Scenarios: []*spec.Scenario{login()}, Speed: 1}, 80, 24, &b); err == nil || b.Len() > 0 {
		t.Errorf("it was filmed all the same: %v", err)
	}
}
