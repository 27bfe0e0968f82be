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
func (d *deliveries) subject(at int) (subject, bool) {
	if at >= len(d.rows) {
		return subject{}, false
	}
	r := d.rows[at]
	data, rec := d.dataOf(r)
	title := "missing: " + string(r.Type)
	s := subject{view: view{
		facts: facts("means", d.whyMissing(r), "time", d.moment(d.at(r)), "about", r.SubjectID),
		id:    copying(r.SubjectID, "id"),
	}}
	if r.Arrived != nil {
		title = cmp.Or(string(r.Type), rec.Kind)
		s.view = showWebhook(data)
		s.facts = append(facts("record", strconv.Itoa(rec.Seq), "time", d.moment(rec.At)), s.facts...)
	}
	s.facts = append(s.facts, d.belonging(r)...)
	sign := d.sign(r)
	s.title = func(th theme.Theme, width int) string {
		return widget.Fit(sign, markWidth) + " " + th.Title.Render(widget.Cut(widget.Clean(title), max(width-markWidth-1, 1)))
	}
	plain := s.plain(widget.Clean("webhook  " + title))
	s.text = copying(plain, "webhook")
	return s, true
}

// belonging are the facts of what belongs to a row.
func (d *deliveries) belonging(r webhook.Row) []widget.Pair {
	var pairs []widget.Pair
	for _, s := range []*webhook.Seen{r.Callback, r.Status} {
		if s == nil {
			continue
		}
		text := fmt.Sprintf("%s, record %d", cmp.Or(string(s.Callback), "status "+s.Status), s.Seq)
		if r.Arrived != nil {
			text += ", the webhook came " + apart(r.Arrived.At.Sub(s.At))
		}
		pairs = append(pairs, facts("beside", text)...)
	}
	if callback, status := webhook.Belongs(r.Type); len(pairs) == 0 && (callback != "" || status != "") {
		return facts("beside", "nothing: this session saw no "+joinOr(string(callback), status)+" of it")
	}
	return pairs
}

func joinOr(callback, status string) string {
	if callback != "" && status != "" {
		return callback + " and no status " + status
	}
	return cmp.Or(callback, "status "+status)
}

// whyMissing is a missing delivery in a sentence.
func (d *deliveries) whyMissing(r webhook.Row) string {
	if r.Arrived != nil {
		return ""
	}
	seen, _ := r.Beside()
	return fmt.Sprintf("%s was seen, and no %s of it was received within %s; does the webhook want this type, and is it active?",
		cmp.Or(string(seen.Callback), "the status "+seen.Status), r.Type, format.Seconds(webhook.MissingAfter))
}
