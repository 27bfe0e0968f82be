package inspector

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"winkterm/flow/webhook"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// line is a row: the time, a sign, what was received or is missing, what is wrong with it,
// and what belongs to it.
func (d *deliveries) line(at, width int) string {
	r := d.rows[at]
	text, time := d.text(r), d.at(r)
	lead := d.theme.Muted.Render(clock(time.Sub(d.start), width >= preciseFrom)) + "  "
	if widget.Width(lead)+markWidth+text.least() > width {
		lead = d.theme.Muted.Render(clock(time.Sub(d.start), false)) + " "
	}
	lead += widget.Fit(d.sign(r), markWidth) + " "
	return lead + text.fit(width-widget.Width(lead))
}

// at is when it came, or when what it belongs to was seen.
func (d *deliveries) at(r webhook.Row) time.Time {
	if r.Arrived != nil {
		return r.Arrived.At
	}
	beside, _ := r.Beside()
	return beside.At
}

// text is a row without its time and sign. What belongs to it is cut where there is no
// room; the record has it whole.
func (d *deliveries) text(r webhook.Row) rowText {
	data, rec := d.dataOf(r)
	beside, after := d.beside(r)
	text := rowText{name: widget.Clean(cmp.Or(string(r.Type), rec.Kind)), verdict: d.theme.Warning.Render(wrong(data)), facts: []string{after}}
	if r.Arrived == nil {
		text.name, text.verdict = d.theme.Error.Render("missing:"), d.theme.Error.Render(string(r.Type))
	}
	if len(data.Missing) > 0 {
		text.facts = append(text.facts, d.theme.Warning.Render("without "+widget.Clean(strings.Join(data.Missing, ", "))))
	}
	text.prose = joinText(append([]string{beside}, inShort(d.theme, cmp.Or(r.SubjectID, data.UserID), data.ErrorCode)...)...)
	return text
}

// beside are the callback or status that belongs to a row, and how long after it a delivery
// came.
func (d *deliveries) beside(r webhook.Row) (what, after string) {
	seen, between := r.Beside()
	if seen == nil {
		return "", ""
	}
	if r.Arrived != nil {
		after = d.theme.Info.Render(apart(between))
	}
	return widget.Clean(cmp.Or(string(seen.Callback), seen.Status)), after
}

// apart is a time between two things: "+0.4 s" after, "−3 ms" before.
func apart(d time.Duration) string {
	switch d = d.Truncate(time.Millisecond); {
	case d < 0:
		return "−" + format.Duration(-d)
	case d == 0:
		return "+0 ms"
	}
	return "+" + format.Duration(d)
}

// sign is the sign of a row, that of its first mark.
func (d *deliveries) sign(r webhook.Row) string {
	data, _ := d.dataOf(r)
	s := d.theme.Symbols
	switch {
	case r.Arrived == nil:
		return d.theme.Error.Render(s.Missing)
	case len(data.Marks) == 0:
		return d.theme.Success.Render(s.Done)
	}
	return markSign(d.theme, data.Marks[0])
}

// head says where they are received, where that is known.
func (d *deliveries) head() string {
	if d.receiving == "" {
		return ""
	}
	return strings.Repeat(" ", widget.ListMargin) + d.theme.Muted.Render(widget.Cut(widget.Clean(d.receiving), max(d.width-widget.ListMargin, 1)))
}

// foot says how many there are of each kind, of those that the filter lets through.
func (d *deliveries) foot() string {
	received, marks, missing := 0, map[string]int{}, 0
	for _, r := range d.rows {
		if r.Arrived == nil {
			missing++
			continue
		}
		received++
		data, _ := d.dataOf(r)
		for _, m := range data.Marks {
			marks[m]++
		}
	}
	words := []string{fmt.Sprintf("%d received", received)}
	for _, m := range webhookMarks {
		if n := marks[m.mark]; n > 0 {
			words = append(words, markSign(d.theme, m.mark)+fmt.Sprintf(" %d %s", n, m.mark))
		}
	}
	if missing > 0 {
		words = append(words, d.theme.Error.Render(d.theme.Symbols.Missing)+fmt.Sprintf(" %d missing", missing))
	}
	return strings.Repeat(" ", widget.ListMargin) + strings.Join(words, d.theme.Faint.Render(" "+d.theme.Symbols.Dot+" "))
}

// empty stands in the place of rows where there are none.
func (d *deliveries) empty() string {
	switch {
	case d.filter.Value() != "":
		return d.filter.emptyText()
	case d.receiving != "":
		return "Nothing has come yet. Register a webhook at the host that leads to the address above, such as with winkterm webhooks create."
	}
	return "Nothing has come yet. In the sandbox webhooks come by themselves, with the first user; at another host start winkterm with --webhooks-port."
}
