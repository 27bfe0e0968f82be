package report

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"winkterm/flow/journal"
)

// pauseMost is how long a screen stands still in the film: who wants the real time reads
// the ticket.
const pauseMost = 2 * time.Second

// castHeader is the first line of an asciicast, version 3.
type castHeader struct {
	Version int `json:"version"`
	Term    struct {
		Cols int    `json:"cols"`
		Rows int    `json:"rows"`
		Type string `json:"type,omitempty"`
	} `json:"term"`
	Timestamp     int64   `json:"timestamp"`
	IdleTimeLimit float64 `json:"idle_time_limit"`
	Title         string  `json:"title"`
	Command       string  `json:"command"`
}

// writeCast writes the screens as a film for asciinema: a frame where the screen
// changes, a marker for each page, and the masking report as comments.
func writeCast(to io.Writer, s *story) error {
	var t ticket
	h := castHeader{Version: 3, Timestamp: s.start.Unix(), IdleTimeLimit: pauseMost.Seconds(), Title: clean(s.summary.Sentence), Command: "winkterm"}
	h.Term.Cols, h.Term.Rows = s.size()
	h.Term.Type = clean(s.header.Terminal.Term)
	t.line("%s", encode(h))
	for _, line := range s.masking.lines() {
		t.line("# %s", line)
	}
	marks := map[int]string{}
	for _, p := range s.steps {
		marks[p.index] = clean(p.Page)
	}
	shown, last := []string(nil), s.start
	event := func(at time.Time, code, data string) {
		t.line("%s", encode([]any{json.Number(seconds(min(max(0, at.Sub(last)), pauseMost))), code, data}))
		last = at
	}
	for i, r := range s.records {
		if name, ok := marks[i]; ok {
			event(r.At, "m", name)
		}
		if s.overtaken(i) {
			continue
		}
		if lines := s.screen(i); len(lines) > 0 && !slices.Equal(lines, shown) {
			event(r.At, "o", frame(shown, lines))
			shown = lines
		}
	}
	event(s.end, "x", "0")
	_, err := io.WriteString(to, t.String())
	return err
}

// frameLeast is how long a screen shows that gets a frame; what lasts shorter is part of
// the next one.
const frameLeast = 40 * time.Millisecond

// overtaken says that the next record follows at once, on the same page.
func (s *story) overtaken(i int) bool {
	if i+1 >= len(s.records) || s.records[i+1].Lane == journal.LaneScreen {
		return false
	}
	return s.records[i+1].At.Sub(s.records[i].At) < frameLeast
}

// seconds writes a length of time to the millisecond.
func seconds(d time.Duration) string {
	text, _ := json.Marshal(float64(d.Milliseconds()) / 1000)
	return string(text)
}

// frame draws a screen over the one before: the lines that differ.
func frame(before, now []string) string {
	var b strings.Builder
	if len(before) != len(now) {
		b.WriteString("\x1b[?25l\x1b[2J")
		before = make([]string, len(now))
	}
	for i, line := range now {
		if line != before[i] {
			b.WriteString("\x1b[" + strconv.Itoa(i+1) + ";1H\x1b[0m\x1b[2K" + line)
		}
	}
	return b.String()
}
