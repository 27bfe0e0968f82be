package coverage

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/scenario/play"
)

// Add counts what an outcome went through, whatever its verdict.
func (m *Map) Add(o play.Outcome) {
	t := track{m: m, monitor: map[string]string{}}
	for _, r := range o.Records {
		t.record(r)
	}
	for _, e := range o.Events {
		m.count(Webhooks, e.Type, 1)
	}
}

// track is where a session is: its page, and the last status of each account's monitor.
type track struct {
	m       *Map
	page    string
	monitor map[string]string
}

func (t *track) record(r journal.Record) {
	switch d := r.Data.(type) {
	case journal.Screen:
		t.goTo(d.Page, true)
	case journal.State:
		t.goTo(d.Page, false)
	case journal.Callback:
		t.m.count(Callbacks, d.Name, 1)
	case journal.Status:
		t.status(d)
	case journal.HTTP:
		t.call(d)
	case journal.Note:
		if name, ok := triggered(d); ok {
			t.m.count(Faults, name, 1)
		}
	case journal.Launch, journal.Intent, journal.Webhook, journal.Items, journal.Unknown:
	}
}

// goTo counts a page and the edge to it. A page can follow itself where it is shown again;
// only Start is not announced.
func (t *track) goTo(page string, shown bool) {
	if page == t.page && !shown {
		return
	}
	t.m.count(Pages, page, 1)
	if name := edge(t.page, page); slices.ContainsFunc(t.m.kind(Edges).Items, func(item Item) bool { return item.Name == name }) {
		t.m.count(Edges, name, 1)
	}
	t.page = page
}

func (t *track) status(d journal.Status) {
	kind := map[string]string{"account": Codes, "archive": ArchiveCodes}[d.Subject]
	if kind == "" || d.To == "" {
		return
	}
	t.m.count(Statuses, d.Subject+" "+d.To, 1)
	if d.ErrorCode != "" {
		t.m.count(kind, d.ErrorCode, 1)
	}
}

// monitorStatus finds that of an account in an answer, which no record of its own has.
var monitorStatus = regexp.MustCompile(`"monitorStatus":\s*"([A-Z_]+)"`)

// call counts a failure by its envelope's code, or by its status where there is no
// envelope; and a monitor's status once for each change.
func (t *track) call(d journal.HTTP) {
	switch {
	case d.Status == 0:
		t.m.count(HTTP, noAnswer, 1)
	case d.Status >= 400 && d.Code != "":
		t.m.count(HTTP, d.Code, 1)
	case d.Status >= 400:
		t.m.count(HTTP, strconv.Itoa(d.Status)+" without an envelope", 1)
	}
	parts := append(strings.Split(d.Path, "/"), "")
	if len(parts) < 3 || parts[1] != "accounts" {
		return
	}
	for i, found := range monitorStatus.FindAllStringSubmatch(string(d.Response.Body), -1) {
		account := parts[2] + "#" + strconv.Itoa(i) // its id, or its place in a list
		if t.monitor[account] != found[1] {
			t.monitor[account] = found[1]
			t.m.count(Statuses, "monitor "+found[1], 1)
		}
	}
}

// triggered gives the fault that triggered, at once or by itself, as the driver notes it:
// "triggered f-1: http.503, and is used up".
func triggered(d journal.Note) (name string, ok bool) {
	if d.Fault != nil {
		return string(d.Fault.Name), d.Fault.Did == journal.Triggered
	}
	text, ok := strings.CutPrefix(d.Text, "triggered ")
	if d.Topic != "fault" || !ok {
		return "", false
	}
	_, text, _ = strings.Cut(text, ": ")
	name, _, _ = strings.Cut(text, ",")
	_, ok = fault.Find(wire.FaultName(name))
	return name, ok
}
