package inspector

import (
	"fmt"

	"winkterm/flow/journal"
	"winkterm/ui/format"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// section is a part of an open record: headers or a body.
type section struct {
	title   string
	headers []journal.Header
	body    string
}

func (s section) lines(th theme.Theme, width int) []string {
	if len(s.headers) == 0 && s.body == "" {
		return nil
	}
	lines := []string{"", th.Strong.Render(s.title)}
	for _, h := range s.headers {
		text := th.Accent.Render(widget.Clean(h.Name)+":") + " " + widget.Clean(h.Value)
		lines = append(lines, widget.Lines(widget.Wrap(text, width))...)
	}
	if s.body != "" {
		lines = append(lines, widget.JSON(th, s.body, width)...)
	}
	return lines
}

func callFacts(d journal.HTTP) []widget.Pair {
	attempt := ""
	if d.Attempt > 1 {
		attempt = fmt.Sprintf("%d", d.Attempt)
	}
	return facts(
		"api", d.API, "call", d.Method+" "+d.URL, "status", statusText(d), "code", d.Code,
		"requestId", d.RequestID, "attempt", attempt, "took", format.Duration(d.Took),
		"sent", format.Size(d.Request.Size), "received", format.Size(d.Response.Size), "error", d.Err,
	)
}

func callSections(d journal.HTTP) []section {
	return []section{
		{title: "request headers", headers: d.Request.Header},
		{title: "request body", body: string(d.Request.Body)},
		{title: "response headers", headers: d.Response.Header},
		{title: "response body", body: string(d.Response.Body)},
	}
}

func statusFacts(d journal.Status) []widget.Pair {
	since := ""
	if d.From != "" {
		since = format.Duration(d.Since)
	}
	return facts("subject", d.Subject, "id", d.ID, "from", d.From, "to", d.To, "after", since, "errorCode", d.ErrorCode)
}

// facts pairs names and values, cleaned; those without a value are left out.
func facts(namesAndValues ...string) []widget.Pair {
	var pairs []widget.Pair
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		if value := namesAndValues[i+1]; value != "" {
			pairs = append(pairs, widget.Pair{Name: namesAndValues[i], Value: widget.CleanLines(value)})
		}
	}
	return pairs
}
