package inspector

import (
	"cmp"
	"strings"
	"time"

	"winkterm/flow/webhook"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// line is a row: the time, a sign, what was received or is missing, what is wrong with it,
// and what belongs to it.
func (d *deliveries) line(row, width int) string {
	r := d.rows[row]
	text := d.text(r)
	_, at := r.Place()
	lead := d.theme.Muted.Render(clock(at.Sub(d.start), width >= preciseFrom)) + "  "
	if widget.Width(lead)+markWidth+text.least() > width {
		lead = d.theme.Muted.Render(clock(at.Sub(d.start), false)) + " "
	}
	lead += widget.Fit(d.sign(r), markWidth) + " "
	return lead + text.fit(width-widget.Width(lead))
}

// text is a row without its time and sign. What belongs to it is cut where there is no
// room; the record has it whole.
func (d *deliveries) text(r webhook.Row) rowText {
	data, _ := d.dataOf(r)
	text, beside := rowText{name: widget.Clean(data.Type), verdict: d.theme.Warning.Render(marks(data))}, ""
	if seen := r.Beside(); seen != nil {
		beside = seen.What
		if r.Arrived != nil {
			text.facts = append(text.facts, d.theme.Info.Render(offset(r.Arrived.At.Sub(seen.At))))
		}
	}
	if r.Arrived == nil {
		text.name, text.verdict = d.theme.Error.Render("missing:"), d.theme.Error.Render(string(r.Type))
	}
	if len(data.Missing) > 0 {
		text.facts = append(text.facts, d.theme.Warning.Render("without "+widget.Clean(strings.Join(data.Missing, ", "))))
	}
	text.prose = joinText(append([]string{beside}, inShort(d.theme, cmp.Or(r.SubjectID, data.UserID), data.ErrorCode)...)...)
	return text
}

// offset is a time between two things: "+0.4 s" after, "−3 ms" before.
func offset(d time.Duration) string {
	switch d = d.Truncate(time.Millisecond); {
	case d < 0:
		return "−" + format.Duration(-d)
	case d == 0:
		return "+0 ms"
	}
	return "+" + format.Duration(d)
}

// came says when a webhook came, by the time since what belongs to it.
func came(d time.Duration) string {
	switch d = d.Truncate(time.Millisecond); {
	case d < 0:
		return format.Duration(-d) + " earlier"
	case d == 0:
		return "at the same time"
	}
	return format.Duration(d) + " later"
}

// sign is the sign of a row, that of its first mark.
func (d *deliveries) sign(r webhook.Row) string {
	data, _ := d.dataOf(r)
	s := d.theme.Symbols
	switch {
	case r.Arrived == nil:
		return d.theme.Error.Render(s.Missing)
	case len(data.Marks) > 0:
		return markSign(d.theme, data.Marks[0])
	case len(data.Missing) > 0:
		return d.theme.Warning.Render(s.Warn)
	}
	return d.theme.Success.Render(s.Done)
}

// head says where they are received, where that is known.
func (d *deliveries) head() string {
	if d.receiving == "" {
		return ""
	}
	return strings.Repeat(" ", widget.ListMargin) + d.theme.Muted.Render(widget.Cut(widget.Clean(d.receiving), max(d.width-widget.ListMargin, 1)))
}

func (d *deliveries) foot() string { return "" }

// empty stands in the place of rows where there are none.
func (d *deliveries) empty() string {
	switch {
	case d.filter.Value() != "":
		return d.filter.emptyText()
	case d.receiving != "":
		return "Nothing has come yet. What happens at the host comes here once a webhook there leads to the address above; winkterm webhooks create makes one."
	}
	return "Nothing has come yet. In the sandbox webhooks come by themselves, with the first user; at another host start winkterm with --webhooks-port."
}
