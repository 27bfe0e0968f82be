package driver

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
)

// Observe gives the function through which a client reports every attempt; which is
// "open" or "link".
func Observe(j *journal.Journal, which string) func(api.Exchange) {
	return func(x api.Exchange) {
		path, _, _ := strings.Cut(x.Path, "?")
		j.Append(journal.HTTP{
			API: which, Method: x.Method, URL: x.URL, Path: path, Status: x.Status,
			Code: string(x.Code), RequestID: x.RequestID, Attempt: x.Attempt, Took: x.Duration,
			Request:  journal.Message{Header: headers(x.RequestHeader), Size: x.RequestSize, Body: journal.Text(x.RequestBody)},
			Response: journal.Message{Header: headers(x.ResponseHeader), Size: x.ResponseSize, Body: journal.Text(x.ResponseBody)},
			Err:      x.Err, Note: x.Note,
		})
	}
}

func headers(h http.Header) []journal.Header {
	var lines []journal.Header
	for name, values := range h {
		for _, v := range values {
			lines = append(lines, journal.Header{Name: name, Value: v})
		}
	}
	slices.SortStableFunc(lines, func(a, b journal.Header) int { return strings.Compare(a.Name, b.Name) })
	return lines
}

// opened records a page, and the widget's event of it.
func (d *Driver) opened(e flow.ShowPage) {
	args, announced := e.UIEvent(d.Clock.Now().UTC())
	d.Journal.Append(journal.Screen{
		Page: e.Page.String(), Event: string(args.EventName), ProviderID: e.ProviderID, AccountID: e.AccountID,
		FileType: e.FileType, ArchiveID: e.ArchiveID,
	})
	if announced {
		d.callback(wire.OnUIEvent, args)
	}
}

func (d *Driver) callback(name wire.CallbackName, args any) {
	text, err := json.Marshal(args)
	if err != nil {
		text = []byte(err.Error())
	}
	d.Journal.Append(journal.Callback{Name: string(name), Args: journal.Text(text)})
}

// changed records a status with the time since the one before.
func (d *Driver) changed(s journal.Status) {
	now, key := d.Clock.Now(), s.Subject+" "+s.ID
	// A host that was started over may give an id anew.
	if before, ok := d.since[key]; ok && s.From != "" {
		s.Since = now.Sub(before)
	}
	d.since[key] = now
	d.Journal.Append(s)
}
