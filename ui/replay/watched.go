package replay

import (
	"cmp"
	"strings"

	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// watched draws what a recording of a watch knows at a moment: each user with the newest
// statuses.
func (v *view) watched(th theme.Theme, i int) []string {
	users := v.timeline.Watched(i)
	lines := []string{th.Title.Render("What was watched"), ""}
	for _, u := range users {
		lines = append(lines, th.Strong.Render(widget.Clean(cmp.Or(u.ID, "a user"))))
		for _, r := range u.Statuses {
			lines = append(lines, watchedLines(th, r)...)
		}
		if len(u.Statuses) == 0 {
			lines = append(lines, "  "+th.Muted.Render("nothing any more"))
		}
	}
	if len(users) == 0 {
		lines = append(lines, th.Muted.Render("no status yet"))
	}
	return lines
}

// watchedLines are the newest status of an account, archive or task with the time of the
// change, which is the host's own where it is known, and its id.
func watchedLines(th theme.Theme, r journal.Record) []string {
	d, _ := r.Data.(journal.Status)
	name := cmp.Or(d.ProviderID, d.Type)
	if d.Subject == "task" {
		name = d.Type
	}
	changed := d.ChangedAt
	if changed.IsZero() {
		changed = r.At
	}
	parts := []string{
		th.Muted.Render(widget.Fit(widget.Clean(d.Subject), subjectWidth)) + widget.Fit(widget.Clean(name), nameWidth),
		th.StatusText(widget.Clean(d.To)), th.Muted.Render(changed.UTC().Format("15:04:05")),
	}
	lines := []string{"  " + strings.Join(parts, " ")}
	if d.ErrorCode != "" {
		lines = append(lines, "    "+th.Error.Render(widget.Clean(d.ErrorCode)))
	}
	return append(lines, "    "+th.Muted.Render(widget.Clean(d.ID)))
}

// The columns of a line.
const (
	subjectWidth = 8
	nameWidth    = 16
)
