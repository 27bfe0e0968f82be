package report_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"winkterm/flow/journal"
	"winkterm/flow/report"
	"winkterm/ui/replay"
)

// cast is a film that is played: what the terminal shows at each marker, and how long
// the longest pause is.
type cast struct {
	markers  []string
	shown    []string
	longest  float64
	comments []string
}

// playCast reads asciicast v3, and is strict about it.
func playCast(t *testing.T, text string) (c cast) {
	t.Helper()
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 1<<20)
	if !lines.Scan() {
		t.Fatal("no header")
	}
	var header struct {
		Version   int
		Term      struct{ Cols, Rows int }
		Timestamp int64
	}
	if err := json.Unmarshal(lines.Bytes(), &header); err != nil || header.Version != 3 || header.Term.Cols < 1 || header.Term.Rows < 1 || header.Timestamp < 1 {
		t.Fatalf("%v: %s", err, lines.Text())
	}
	screen := map[string]string{}
	ended := false
	for lines.Scan() {
		if comment, ok := strings.CutPrefix(lines.Text(), "#"); ok {
			c.comments = append(c.comments, comment)
			continue
		}
		var event []any
		if err := json.Unmarshal(lines.Bytes(), &event); err != nil || len(event) != 3 || ended {
			t.Fatalf("no event (%v, ended %t): %s", err, ended, lines.Text())
		}
		pause, _ := event[0].(float64)
		data, ok := event[2].(string)
		if c.longest = max(c.longest, pause); pause < 0 || !ok {
			t.Errorf("no event: %s", lines.Text())
		}
		switch event[1] {
		case "m":
			c.markers = append(c.markers, data)
		case "o":
			for part := range strings.SplitSeq(data, "\x1b[0m\x1b[2K") { // each line after the move to it
				if at := strings.LastIndex(part, "\x1b["); at >= 0 && strings.HasSuffix(part, ";1H") {
					part = part[:at]
				}
				screen[ansi.Strip(part)] = part
			}
			c.shown = append(c.shown, ansi.Strip(data))
		case "x":
			ended = true
		default:
			t.Errorf("event %q", event[1])
		}
	}
	if !ended {
		t.Error("it has no end")
	}
	return c
}

// TestTheFilmIsPlayed has a marker for each page, pauses that are capped, and the
// masking report.
func TestTheFilmIsPlayed(t *testing.T) {
	t.Parallel()
	c := caseOf(t, "payslip")
	c.Screens = replay.NewScreens(c.Recording)
	film := playCast(t, written(t, "cast", c))
	want := []string{"Consent", "ProviderList", "FileTypeList", "FileType", "ArchiveStatus", "FileType", "ArchiveStatus", "ArchiveSuccess", "Closed"}
	if !slices.Equal(film.markers, want) {
		t.Errorf("markers %q", film.markers)
	}
	if film.longest != 2 {
		t.Errorf("the longest pause is %v", film.longest)
	}
	if !slices.ContainsFunc(film.shown, func(s string) bool { return strings.Contains(s, "MISSING_MANDATORY_FIELD") }) {
		t.Error("the error is not shown")
	}
	if !slices.Contains(film.comments, "   FILE: 3 values in 17 places") {
		t.Errorf("comments %q", film.comments)
	}
}

// TestThePictureIsWellFormed, its text stands in it as the screen had it, and it is of
// the moment that was asked for.
func TestThePictureIsWellFormed(t *testing.T) {
	t.Parallel()
	c := caseOf(t, "wrong-code")
	c.Screens = replay.NewScreens(c.Recording)
	last := written(t, "svg", c)
	for i := range c.Recording.Len() {
		if r, _ := c.Recording.At(i); r.Lane == journal.LaneScreen && r.Kind == "LoginPageOpened" {
			c.At = r.Seq + 2
		}
	}
	login := written(t, "svg", c)
	for name, text := range map[string]string{"last": last, "login": login} {
		var all strings.Builder
		for dec := xml.NewDecoder(strings.NewReader(text)); ; {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if chars, ok := token.(xml.CharData); ok {
				all.Write(chars)
			}
		}
		want := map[string]string{"last": "ACCOUNT_LOCKED", "login": "SS number"}[name]
		if !strings.Contains(all.String(), want) || !strings.Contains(text, "prefers-color-scheme: dark") || strings.Contains(text, "href") {
			t.Errorf("%s: %s", name, text)
		}
	}
	c.At = 10_000
	if err := report.Write(io.Discard, "svg", c); !errors.Is(err, report.ErrRecord) {
		t.Errorf("got %v", err)
	}
}

// TestThePackHasEverything reads the zip, which is the same every time.
func TestThePackHasEverything(t *testing.T) {
	t.Parallel()
	c := caseOf(t, "widget")
	packed := written(t, "zip", c)
	if packed != written(t, "zip", c) {
		t.Error("the same input gives other bytes")
	}
	z, err := zip.NewReader(strings.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range report.Formats()[:len(report.Formats())-1] {
		f := z.File[i]
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(content, []byte(written(t, name, c))) || !strings.HasSuffix(f.Name, report.Ending(name)) {
			t.Errorf("%s is not what %s gives: %v", f.Name, name, err)
		}
	}
}
