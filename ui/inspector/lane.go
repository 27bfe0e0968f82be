package inspector

import (
	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// view is how a record's data is shown. Each lane has one, in a file of its own.
type view interface {
	// row says in one line what happened. Kind is the record's, ready to be drawn.
	row(th theme.Theme, kind string) string
	// facts and sections are the open record.
	facts() []widget.Pair
	sections() []section
	// words are what the filter looks at beside lane and kind: no bodies of calls.
	words() string
	// text is the data as one would paste it, with a name for it; id is the id that
	// the record is about, which support asks for. Both can be the zero Action.
	text(kind string) Action
	id() Action
}

// lanes has how each lane is shown; nil for one that is never listed.
var lanes = map[journal.Lane]func(journal.Data) view{
	journal.LaneScreen:   viewOf(func(d journal.Screen) view { return screenView{d: d} }),
	journal.LaneCallback: viewOf(func(d journal.Callback) view { return callbackView{d: d} }),
	journal.LaneWidget:   viewOf(func(d journal.Launch) view { return launchView{d: d} }),
	journal.LaneHTTP:     viewOf(func(d journal.HTTP) view { return callView{d: d} }),
	journal.LaneStatus:   viewOf(func(d journal.Status) view { return statusView{d: d} }),
	journal.LaneNote:     viewOf(func(d journal.Note) view { return noteView{d: d} }),
	journal.LaneState:    nil,
	journal.LaneIntent:   nil,
}

func viewOf[D journal.Data](show func(D) view) func(journal.Data) view {
	return func(data journal.Data) view {
		if d, ok := data.(D); ok {
			return show(d)
		}
		return unknownView{raw: raw(data)}
	}
}

// viewFor gives the view of a record. What a newer version wrote is shown as it is.
func viewFor(r journal.Record) view {
	if show := lanes[r.Lane]; show != nil {
		return show(r.Data)
	}
	return unknownView{raw: raw(r.Data)}
}

// listed says whether a lane's records have rows.
func listed(lane journal.Lane) bool {
	show, known := lanes[lane]
	return !known || show != nil
}

// plain is the parts of a view that most lanes lack.
type plain struct{}

func (plain) facts() []widget.Pair { return nil }
func (plain) sections() []section  { return nil }
func (plain) text(string) Action   { return Action{} }
func (plain) id() Action           { return Action{} }

// unknownView is for a lane that this version does not know.
type unknownView struct {
	plain
	raw string
}

func raw(d journal.Data) string {
	u, _ := d.(journal.Unknown)
	return string(u.Raw)
}

func (v unknownView) row(th theme.Theme, kind string) string {
	return joinText(kind, th.Muted.Render(widget.Clean(v.raw)))
}
func (v unknownView) sections() []section     { return []section{{title: "data", body: v.raw}} }
func (v unknownView) words() string           { return v.raw }
func (v unknownView) text(kind string) Action { return action(v.raw, kind+" data") }
