package journal

import "winkterm/api/wire"

// LaneWidget has the launches of the widget in a browser.
const LaneWidget Lane = "widget"

// Launch says that the widget is opened in a browser, with these options. What it
// sends follows as callbacks of SourceWidget.
type Launch struct {
	Options wire.WidgetOptions `json:"options"`
}

func (d Launch) lane() Lane   { return LaneWidget }
func (d Launch) kind() string { return "Launch" }

func (d Launch) each(p pass) Data {
	o := &d.Options
	treat(p, label, origin{}, &o.TemplateID, &o.CompanyName)
	o.Providers, o.TopProviders = p.list(o.Providers), p.list(o.TopProviders)
	return d
}
