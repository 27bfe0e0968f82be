package inspector

import (
	"fmt"
	"strconv"
	"strings"

	"winkterm/flow/journal"
	"winkterm/ui/format"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// givenUp is how the clients begin the error of a call that was cancelled.
const givenUp = "stopped"

func showCall(d journal.HTTP) view {
	attempt := ""
	if d.Attempt > 1 {
		attempt = strconv.Itoa(d.Attempt)
	}
	return view{
		row: func(th theme.Theme, kind string) rowText { return callRow(th, kind, d) },
		facts: facts(
			"api", d.API, "call", d.Method+" "+d.URL, "status", statusText(d), "code", d.Code,
			"requestId", d.RequestID, "attempt", attempt, "took", format.Duration(d.Took),
			"sent", format.Size(d.Request.Size), "received", format.Size(d.Response.Size), "error", d.Err, "note", d.Note,
		),
		sections: []section{
			{title: "request headers", headers: d.Request.Header},
			{title: "request body", body: string(d.Request.Body)},
			{title: "response headers", headers: d.Response.Header},
			{title: "response body", body: string(d.Response.Body)},
		},
		curl: func() Action { return action(journal.Curl(d), "curl line") },
		body: pretty(string(d.Response.Body), "response body"),
		id:   copying(d.RequestID, "request id"),
	}
}

func callRow(th theme.Theme, kind string, d journal.HTTP) rowText {
	if d.Status == 0 && strings.HasPrefix(d.Err, givenUp) {
		return rowText{name: th.Muted.Render(kind), verdict: th.Muted.Render(" given up,"), prose: th.Muted.Render("nobody waits for it any more")}
	}
	code, attempt := "", ""
	if d.Status >= 400 || d.Status == 0 {
		code = widget.Clean(d.Code)
	}
	if d.Attempt > 1 {
		attempt = th.Warning.Render(fmt.Sprintf(" attempt %d", d.Attempt))
	}
	return rowText{
		name: kind, verdict: statusStyle(th, d.Status).Render(statusText(d)),
		facts: []string{code, attempt}, took: th.Muted.Render(format.Duration(d.Took)),
		prose: joinText(th.Error.Render(widget.Clean(d.Err)), th.Warning.Render(widget.Clean(d.Note))),
	}
}

// statusText is the HTTP status, or words for an answer that did not come.
func statusText(d journal.HTTP) string {
	if d.Status == 0 {
		return "no answer"
	}
	return strconv.Itoa(d.Status)
}

func statusStyle(th theme.Theme, status int) theme.Role {
	switch {
	case status >= 500, status == 0:
		return th.Error
	case status >= 400:
		return th.Warning
	}
	return th.Success
}

// asks says whether the data is a call that only asks.
func asks(d journal.Data) (journal.HTTP, bool) {
	call, ok := d.(journal.HTTP)
	return call, ok && call.Method == "GET"
}

// repeats says whether a call is the poll before it once more.
func repeats(before, r journal.Record) bool {
	a, ok := asks(before.Data)
	b, also := asks(r.Data)
	return ok && also && a.URL == b.URL && a.Status == b.Status && a.Code == b.Code && a.Err == "" && b.Err == ""
}
