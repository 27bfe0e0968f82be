package inspector

import (
	"cmp"
	"fmt"
	"strconv"

	"winkterm/flow/webhook"
	"winkterm/ui/format"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// subject is a delivery with what belongs to it, or what is missing.
func (d *deliveries) subject(row int) (subject, bool) {
	if row >= len(d.rows) {
		return subject{}, false
	}
	r := d.rows[row]
	data, rec := d.dataOf(r)
	seq, at := r.Place()
	title, sign := cmp.Or(string(r.Type), rec.Kind), d.sign(r)
	s := subject{view: showWebhook(data), seq: rec.Seq}
	if r.Arrived == nil {
		title = "missing: " + title
		s.view = view{id: copying(r.SubjectID, "id"), facts: facts("about", r.SubjectID, "means", fmt.Sprintf(
			"%s was seen, and no %s of it was received within %s; does the webhook want this type, and is it active?",
			r.Beside().What, r.Type, format.Seconds(webhook.MissingAfter)))}
	}
	s.facts = append(facts("record", strconv.Itoa(seq), "time", d.moment(at)), s.facts...)
	for _, seen := range []*webhook.Seen{r.Callback, r.Status} {
		if seen == nil {
			continue
		}
		text := fmt.Sprintf("%s, record %d", seen.What, seen.Seq)
		if r.Arrived != nil {
			text += ", the webhook came " + came(at.Sub(seen.At))
		}
		s.facts = append(s.facts, facts("beside", text)...)
	}
	s.title = func(th theme.Theme, width int) string {
		return widget.Fit(sign, markWidth) + " " + th.Title.Render(widget.Cut(widget.Clean(title), max(width-markWidth-1, 1)))
	}
	s.text = copying(s.plain(widget.Clean("webhook  "+title)), "webhook")
	return s, true
}
