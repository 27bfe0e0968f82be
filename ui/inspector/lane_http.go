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

type callView struct{ d journal.HTTP }

// givenUp is how the clients begin the error of a call that was cancelled.
const givenUp = "stopped"

func (v callView) row(th theme.Theme, kind string) string {
	d := v.d
	if d.Status == 0 && strings.HasPrefix(d.Err, givenUp) {
		return th.Muted.Render(kind + "  given up, nobody waits for it any more")
	}
	text := kind + " " + statusStyle(th, d.Status).Render(statusText(d))
	if d.Status >= 400 || d.Status == 0 {
		text = joinText(text, widget.Clean(d.Code))
	}
	text += th.Muted.Render("  " + format.Duration(d.Took))
	if d.Attempt > 1 {
		text += th.Warning.Render(fmt.Sprintf("  attempt %d", d.Attempt))
	}
	if d.Err != "" {
		text += th.Error.Render("  " + widget.Clean(d.Err))
	}
	return text
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

func (v callView) facts() []widget.Pair {
	d, attempt := v.d, ""
	if d.Attempt > 1 {
		attempt = strconv.Itoa(d.Attempt)
	}
	return facts(
		"api", d.API, "call", d.Method+" "+d.URL, "status", statusText(d), "code", d.Code,
		"requestId", d.RequestID, "attempt", attempt, "took", format.Duration(d.Took),
		"sent", format.Size(d.Request.Size), "received", format.Size(d.Response.Size), "error", d.Err,
	)
}

func (v callView) sections() []section {
	return []section{
		{title: "request headers", headers: v.d.Request.Header},
		{title: "request body", body: string(v.d.Request.Body)},
		{title: "response headers", headers: v.d.Response.Header},
		{title: "response body", body: string(v.d.Response.Body)},
	}
}

func (v callView) words() string {
	return joinText(v.d.URL, statusText(v.d), v.d.Code, v.d.RequestID, v.d.Err)
}

func (v callView) text(string) Action { return action(journal.Curl(v.d), "curl line") }

func (v callView) id() Action { return action(v.d.RequestID, "request id") }

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
