package inspector

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"winkterm/flow/journal"
	"winkterm/ui/format"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// The widths from which a row has milliseconds and its lane.
const (
	preciseFrom = 48
	laneFrom    = 36
)

const laneWidth = 8

// line draws one row in its width: time, lane, what happened.
func (m *Model) line(r row, width int) string {
	rec := m.kept.at(r.last)
	parts := []string{m.theme.Muted.Render(clock(rec.At.Sub(m.start), width >= preciseFrom))}
	if m.shown == timeline && width >= laneFrom {
		parts = append(parts, m.theme.Lane(string(rec.Lane)).Render(widget.Fit(widget.Clean(string(rec.Lane)), laneWidth)))
	}
	text := m.summary(rec)
	if r.count > 1 {
		text = m.theme.Strong.Render(fmt.Sprintf("×%d ", r.count)) + text
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

// givenUp is how the clients begin to tell of a call that was cancelled.
const givenUp = "stopped"

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

// summary says in one line what happened.
func (m *Model) summary(r *journal.Record) string {
	kind := shortIDs(widget.Clean(r.Kind))
	switch d := r.Data.(type) {
	case journal.Screen:
		return joinText(kind, m.theme.Muted.Render(shortIDs(widget.Clean(joinText(d.ProviderID, d.AccountID, d.FileType, d.ArchiveID)))))
	case journal.Callback:
		text := joinText(kind, m.theme.Muted.Render(shortIDs(gist(string(d.Args)))))
		if d.Source == journal.SourceWidget {
			text = m.theme.Info.Render(m.theme.Symbols.Widget) + " " + text
		}
		return text
	case journal.Launch:
		return joinText(kind, m.theme.Muted.Render(optionsText(d)))
	case journal.HTTP:
		return m.callSummary(kind, d)
	case journal.Status:
		return m.statusSummary(d)
	case journal.Note:
		return joinText(kind, m.theme.Muted.Render(widget.Clean(d.Text)))
	case journal.Unknown:
		return joinText(kind, m.theme.Muted.Render(widget.Clean(string(d.Raw))))
	}
	return kind
}

func (m *Model) callSummary(kind string, d journal.HTTP) string {
	if d.Status == 0 && strings.HasPrefix(d.Err, givenUp) {
		return m.theme.Muted.Render(kind + "  given up, nobody waits for it any more")
	}
	text := kind + " " + m.statusStyle(d.Status).Render(statusText(d))
	if d.Status >= 400 || d.Status == 0 {
		text = joinText(text, widget.Clean(d.Code))
	}
	text += m.theme.Muted.Render("  " + format.Duration(d.Took))
	if d.Attempt > 1 {
		text += m.theme.Warning.Render(fmt.Sprintf("  attempt %d", d.Attempt))
	}
	if d.Err != "" {
		text += m.theme.Error.Render("  " + widget.Clean(d.Err))
	}
	return text
}

// statusText is the HTTP status, or a word for an answer that did not come.
func statusText(d journal.HTTP) string {
	if d.Status == 0 {
		return "no answer"
	}
	return strconv.Itoa(d.Status)
}

func (m *Model) statusStyle(status int) theme.Role {
	switch {
	case status >= 500, status == 0:
		return m.theme.Error
	case status >= 400:
		return m.theme.Warning
	}
	return m.theme.Success
}

func (m *Model) statusSummary(d journal.Status) string {
	text := m.theme.StatusText(widget.Clean(d.To))
	if d.Subject != "account" {
		text = widget.Clean(d.Subject) + " " + text
	}
	if d.ErrorCode != "" {
		text = joinText(text, m.theme.Error.Render(widget.Clean(d.ErrorCode)))
	}
	if d.From != "" {
		text += m.theme.Muted.Render("  +" + format.Duration(d.Since))
	}
	return text
}

// gist is what one wants to see of a callback's data in a row.
func gist(args string) string {
	var d callbackData
	if json.Unmarshal([]byte(args), &d) != nil {
		return widget.Clean(args)
	}
	account := joinText(d.AccountID, d.Account.AccountID)
	if account == "" {
		account = joinText(d.ProviderID, d.Account.ProviderID)
	}
	archive := joinText(d.Archive.ArchiveID, strings.Join(d.Uploads, " "))
	if archive == "" {
		archive = d.Archive.FileType
	}
	return widget.Clean(joinText(d.EventName, d.Reason, d.ErrorCode, account, archive))
}

// callbackData is the fields of all callbacks that rows and copies use.
type callbackData struct {
	EventName  string `json:"eventName"`
	Reason     string `json:"reason"`
	ErrorCode  string `json:"errorCode"`
	AccountID  string `json:"accountId"`
	ProviderID string `json:"providerId"`
	UserID     string `json:"userId"`
	Account    struct {
		AccountID  string `json:"accountId"`
		ProviderID string `json:"providerId"`
	} `json:"account"`
	Archive struct {
		FileType  string `json:"fileType"`
		ArchiveID string `json:"archiveId"`
	} `json:"archive"`
	Uploads []string `json:"uploads"`
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
