package inspector

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"winkterm/ui/widget"
)

// The widths from which a row has milliseconds and its lane.
const (
	preciseFrom = 48
	laneFrom    = 36
)

const laneWidth = 8

// line draws one row in its width: time, lane, what happened.
func (l *recordList) line(r row, width int) string {
	rec, ok := l.records.At(r.last)
	if !ok {
		return "" // let go since the rows were made
	}
	parts := []string{l.theme.Muted.Render(clock(rec.At.Sub(l.start), width >= preciseFrom))}
	if l.lane == "" && width >= laneFrom {
		parts = append(parts, l.theme.Lane(string(rec.Lane)).Render(widget.Fit(widget.Clean(string(rec.Lane)), laneWidth)))
	}
	text := viewFor(rec).row(l.theme, shortIDs(widget.Clean(rec.Kind)))
	if r.count > 1 {
		text = l.theme.Strong.Render(fmt.Sprintf("×%d ", r.count)) + text
	}
	return strings.Join(append(parts, text), "  ")
}

// clock is a time since the start: MM:SS.mmm, or MM:SS in a narrow place.
func clock(since time.Duration, precise bool) string {
	since = max(since, 0)
	text := fmt.Sprintf("%02d:%02d", int(since/time.Minute), int(since/time.Second)%60)
	if precise {
		text += fmt.Sprintf(".%03d", int(since/time.Millisecond)%1000)
	}
	return text
}

// longID finds what is long enough to push the rest of a row out of sight.
var longID = regexp.MustCompile(`[A-Za-z0-9-]{20,}`)

// shortIDs keeps the beginning of long ids; the record has them whole.
func shortIDs(s string) string {
	return longID.ReplaceAllStringFunc(s, func(id string) string {
		if !strings.ContainsAny(id, "0123456789") {
			return id
		}
		return id[:10] + "…"
	})
}

// joinText joins what is not empty, a space between.
func joinText(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}
