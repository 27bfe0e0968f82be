package journal

// LaneCallback has the SDK's callbacks, the wizard's own and the widget's.
const LaneCallback Lane = "callback"

// SourceWidget is the Source of what the widget in the browser sent.
const SourceWidget = "widget"

// Callback is an SDK callback with exactly the fields that the widget's host
// page would see.
type Callback struct {
	Name string `json:"name"`
	// Source says who fired it: empty for the wizard's own flow, SourceWidget for
	// the widget in a browser.
	Source string `json:"source,omitempty"`
	// Args is the callback's data as JSON; "null" for a callback without any.
	Args Text `json:"args"`
}

func (d Callback) lane() Lane   { return LaneCallback }
func (d Callback) kind() string { return d.Name }

func (d Callback) each(p pass) Data {
	treat(p, word, origin{}, &d.Name, &d.Source)
	treat(p, body, origin{}, &d.Args)
	return d
}
