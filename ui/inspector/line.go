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

// rowText says in one line what happened. All of it may be styled.
type rowText struct {
	// name is cut in its middle where there is no room.
	name string
	// verdict is what came of it, and is never cut.
	verdict string
	// facts follow whole, or not at all; those are left out first that come last.
	facts []string
	// prose is what a person says; it is cut at its end.
	prose string
	// took is a length of time, which stands at the right where the first fact fits too.
	took string
}

// nameLeast is how many cells of a name are kept.
const nameLeast = 8

// least is how many cells a row needs.
func (r rowText) least() int {
	return min(widget.Width(r.name), nameLeast) + 1 + widget.Width(r.verdict)
}

// timeGap is how many cells are before a length of time at least.
const timeGap = 2

// fit draws the row in at most width cells.
func (r rowText) fit(width int) string {
	took, timed := r.took, r
	for timed.took = ""; took != ""; timed.facts = timed.facts[:len(timed.facts)-1] {
		room := width - widget.Width(took) - timeGap
		if widget.Width(joinText(append([]string{r.name, r.verdict}, timed.facts...)...)) <= room {
			text := timed.fit(room)
			return text + widget.Right(took, width-widget.Width(text))
		}
		if len(timed.facts) <= 1 { // the first one matters more
			break
		}
	}
	name := widget.Middle(r.name, max(width-widget.Width(r.verdict)-1, 0))
	text := joinText(strings.ReplaceAll(name, "……", "…"), r.verdict)
	for _, fact := range r.facts {
		if fact != "" && widget.Width(text)+1+widget.Width(fact) > width {
			return text
		}
		text = joinText(text, fact)
	}
	return strings.ReplaceAll(widget.Cut(joinText(text, r.prose), width), "……", "…")
}

// line draws one row in its width: time, lane, what happened.
func (l *recordList) line(at, width int) string {
	r := l.rows[at]
	rec, ok := l.records.At(r.last)
	if !ok {
		return "" // let go since the rows were made
	}
	text := viewOf(rec).row(l.theme, shortIDs(widget.Clean(rec.Kind)))
	if r.count > 1 {
		text.name = l.theme.Strong.Render(fmt.Sprintf("×%d ", r.count)) + text.name
	}
	since := rec.At.Sub(l.start)
	lane := l.theme.Lane(string(rec.Lane)).Filled().Render(" "+widget.Fit(widget.Clean(string(rec.Lane)), laneWidth)+" ") + " "
	time := func(precise bool) string { return l.theme.Muted.Render(clock(since, precise)) }
	lead := time(width >= preciseFrom) + " " + lane
	if l.lane != "" || width < laneFrom || widget.Width(lead)+text.least() > width {
		lead = time(width >= preciseFrom) + "  "
	}
	if widget.Width(lead)+text.least() > width {
		lead = time(false) + "  "
	}
	return lead + text.fit(width-widget.Width(lead))
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

// longID finds what is long enough to push the rest of a row out of sight, shortID
// is how long it may be.
var longID = regexp.MustCompile(`[A-Za-z0-9-]{20,}`)

const shortID = 15

// shortIDs takes the middle out of long ids; the record has them whole.
func shortIDs(s string) string {
	return longID.ReplaceAllStringFunc(s, func(id string) string {
		if !strings.ContainsAny(id, "0123456789") {
			return id
		}
		return widget.Middle(id, shortID)
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
