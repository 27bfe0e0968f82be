// Package cast writes films of a terminal as asciinema plays them: asciicast, version 3.
//
// It must not draw, or wait: the times are the caller's.
package cast

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Header says what a film is.
type Header struct {
	// Width and Height are those of the terminal in cells, Term is its TERM.
	Width, Height int
	Term          string
	Began         time.Time
	// Pause is how long a screen stands still at most, 0 for as long as it did.
	Pause          time.Duration
	Title, Command string
}

// Writer writes a film to memory, in the order of the times.
type Writer struct {
	out   bytes.Buffer
	pause time.Duration
	last  time.Time
	shown []string
}

// New begins a film.
func New(h Header) *Writer {
	type term struct {
		Cols int    `json:"cols"`
		Rows int    `json:"rows"`
		Type string `json:"type,omitempty"`
	}
	w := &Writer{pause: h.Pause, last: h.Began}
	w.line(struct {
		Version       int     `json:"version"`
		Term          term    `json:"term"`
		Timestamp     int64   `json:"timestamp"`
		IdleTimeLimit float64 `json:"idle_time_limit,omitempty"`
		Title         string  `json:"title"`
		Command       string  `json:"command"`
	}{3, term{h.Width, h.Height, h.Term}, h.Began.Unix(), h.Pause.Seconds(), h.Title, h.Command})
	return w
}

// Comment adds a line that players pass over.
func (w *Writer) Comment(text string) { w.out.WriteString("# " + text + "\n") }

// Marker adds a chapter.
func (w *Writer) Marker(at time.Time, name string) { w.event(at, "m", name) }

// Frame shows a screen; one that is as the last one adds nothing.
func (w *Writer) Frame(at time.Time, lines []string) {
	if len(lines) > 0 && !slices.Equal(lines, w.shown) {
		w.event(at, "o", frame(w.shown, lines))
		w.shown = lines
	}
}

// End ends the film.
func (w *Writer) End(at time.Time) { w.event(at, "x", "0") }

// WriteTo writes what there is of the film.
func (w *Writer) WriteTo(to io.Writer) (int64, error) { return w.out.WriteTo(to) }

func (w *Writer) event(at time.Time, code, data string) {
	wait := max(0, at.Sub(w.last))
	if w.pause > 0 {
		wait = min(wait, w.pause)
	}
	w.line([]any{json.Number(seconds(wait)), code, data})
	w.last = at
}

func (w *Writer) line(v any) {
	text, _ := json.Marshal(v) // texts and numbers
	w.out.Write(append(text, '\n'))
}

// seconds writes a length of time to the millisecond.
func seconds(d time.Duration) string {
	return strconv.FormatFloat(float64(d.Milliseconds())/1000, 'f', -1, 64)
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
