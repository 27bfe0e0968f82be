package accessible

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/flow/journal"
	"winkterm/ui/inspector"
	"winkterm/ui/widget"
)

// happening are the lanes whose records are said as they come.
var happening = []journal.Lane{journal.LaneStatus, journal.LaneCallback, journal.LaneWebhook, journal.LaneNote}

// records says what was recorded since: statuses, callbacks, webhooks and notes.
func (t *Talk) records() {
	for _, r := range t.Journal.Since(t.fed) {
		if t.fed = r.Seq; slices.Contains(happening, r.Lane) {
			t.line("%s", t.record(r))
		}
	}
}

// laneRead is how many records of a lane are read at most, the newest ones.
const laneRead = 50

// lane reads the records of one lane, with the time of each since the start.
func (t *Talk) lane(lane journal.Lane) {
	var all []journal.Record
	for _, r := range t.Journal.Since(0) {
		if r.Lane == lane {
			all = append(all, r)
		}
	}
	t.line("%d so far", len(all))
	for _, r := range all[max(len(all)-laneRead, 0):] {
		t.line("After %s: %s", seconds(r.At.Sub(t.Journal.Start()).Seconds()), t.record(r))
	}
}

// everywhere are the fields that every page's event has; they are not said again and again.
var everywhere = []string{"eventTime", "mode", "userId"}

// record is a record as a sentence.
func (t *Talk) record(r journal.Record) string { return t.briefly(t.inFull(r)) }

func (t *Talk) inFull(r journal.Record) string {
	switch d := r.Data.(type) {
	case journal.Status:
		return sentence(d)
	case journal.Callback:
		parts := []string{"Callback: " + d.Name}
		if d.Source == journal.SourceWidget {
			parts[0] += " from the widget in the browser"
		}
		c := compare.Read(r.At, wire.CallbackName(d.Name), string(d.Args))
		for _, f := range c.Fields {
			if !slices.Contains(everywhere, f.Name) {
				parts = append(parts, strings.TrimSpace(f.Name+" "+cmp.Or(c.Text(f.Name), f.Value)))
			}
		}
		return t.plain(strings.Join(parts, ", "))
	case journal.Webhook:
		parts := append([]string{"Webhook: " + d.Type, d.SubjectID, d.ErrorCode}, d.Marks...)
		return t.plain(strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", "))
	case journal.HTTP, journal.Intent, journal.Items, journal.Launch, journal.Note, journal.Screen, journal.State, journal.Unknown:
	}
	return capital(string(r.Lane)) + ": " + t.plain(inspector.Text(r))
}

// ids are those of accounts, archives, users and tasks.
var ids = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(?:a|u|tenant|task)-[0-9a-f]{16,}\b`) })

// idWidth is how many characters of an id are said that was said in full before.
const idWidth = 12

// briefly says ids in full the first time, and later by both ends, to who hears them. What
// a program reads has them in full always.
func (t *Talk) briefly(text string) string {
	if !t.Person {
		return text
	}
	return ids().ReplaceAllStringFunc(text, func(id string) string {
		if t.named[id] {
			return widget.Middle(id, idWidth)
		}
		t.named[id] = true
		return id
	})
}

// sentence says what has become of an account or archive.
func sentence(d journal.Status) string {
	text := fmt.Sprintf("%s %s is now %s", capital(d.Subject), d.ID, d.To)
	if d.ErrorCode != "" {
		text += " with the error code " + d.ErrorCode
	}
	if d.From != "" {
		text += fmt.Sprintf(", %s after %s", seconds(d.Since.Seconds()), d.From)
	}
	return text + "."
}

func seconds(s float64) string { return strconv.FormatFloat(s, 'f', 1, 64) + " seconds" }

// capital begins a text like a sentence.
func capital(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// numberOf is the number that a text is, 0 for none.
func numberOf(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
