package inspector

import (
	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// view is how a record's data is shown. Each lane has a function that makes it, in a
// file of its own.
type view struct {
	// row says in one line what happened. Kind is the record's, ready to be drawn.
	row func(th theme.Theme, kind string) rowText
	// facts and sections are the open record, and what the filter looks at.
	facts    []widget.Pair
	sections []section
	// curl is the call for a shell, body its answer or what else a record brought, each
	// with a name; id is the id that the record is about, which support asks for. All can
	// be nil, and id can give the zero Action.
	curl, body, id func() Action
}

// lanes has how each lane is shown; nil for one that is never listed.
var lanes = map[journal.Lane]func(journal.Data) view{
	journal.LaneScreen:   showing(showScreen),
	journal.LaneCallback: showing(showCallback),
	journal.LaneWidget:   showing(showLaunch),
	journal.LaneHTTP:     showing(showCall),
	journal.LaneStatus:   showing(showStatus),
	journal.LaneNote:     showing(showNote),
	journal.LaneWebhook:  showing(showWebhook),
	journal.LaneData:     showing(showItems),
	journal.LaneState:    nil,
	journal.LaneIntent:   nil,
}

func showing[D journal.Data](show func(D) view) func(journal.Data) view {
	return func(data journal.Data) view {
		if d, ok := data.(D); ok {
			return show(d)
		}
		return showUnknown(data)
	}
}

// viewOf gives the view of a record. What a newer version wrote is shown as it is.
func viewOf(r journal.Record) view {
	if show := lanes[r.Lane]; show != nil {
		return show(r.Data)
	}
	return showUnknown(r.Data)
}

func showUnknown(data journal.Data) view {
	d, _ := data.(journal.Unknown)
	raw := string(d.Raw)
	return view{
		row: func(th theme.Theme, kind string) rowText {
			return rowText{name: kind, prose: th.Muted.Render(widget.Clean(raw))}
		},
		sections: []section{{title: "data", body: raw}},
		body:     pretty(raw, "data"),
	}
}

// listed says whether a lane's records have rows.
func listed(lane journal.Lane) bool {
	show, known := lanes[lane]
	return !known || show != nil
}

// pretty copies a body as it is shown; there is nothing to copy of an empty one.
func pretty(body, what string) func() Action {
	if body == "" {
		return nil
	}
	return func() Action { return action(widget.PrettyJSON(body), what) }
}

// copying copies a text.
func copying(text, what string) func() Action {
	return func() Action { return action(text, what) }
}
