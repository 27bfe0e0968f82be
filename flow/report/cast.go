package report

import (
	"io"
	"time"

	"winkterm/flow/cast"
	"winkterm/flow/journal"
	"winkterm/flow/plain"
)

// pauseMost is how long a screen stands still in the film: who wants the real time reads
// the ticket.
const pauseMost = 2 * time.Second

// writeCast writes the screens as a film for asciinema: a frame where the screen
// changes, a marker for each page, and the masking report as comments.
func writeCast(to io.Writer, s *story) error {
	h := cast.Header{Term: plain.Line(s.header.Terminal.Term), Began: s.start, Pause: pauseMost, Title: plain.Line(s.summary.Sentence), Command: "winkterm"}
	h.Width, h.Height = s.size()
	film := cast.New(h)
	for _, line := range s.masking.lines() {
		film.Comment(line)
	}
	marks := map[int]string{}
	for _, p := range s.steps {
		marks[p.index] = plain.Line(p.Page)
	}
	for i, r := range s.records {
		if name, ok := marks[i]; ok {
			film.Marker(r.At, name)
		}
		if !s.overtaken(i) {
			film.Frame(r.At, s.screen(i))
		}
	}
	film.End(s.end)
	_, err := film.WriteTo(to)
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
