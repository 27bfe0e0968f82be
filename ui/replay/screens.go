package replay

import (
	"cmp"
	"fmt"

	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/recording"
	"winkterm/flow/replay"
	"winkterm/ui"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Screens draws the screens of a recording. It is not safe for concurrent use.
type Screens struct {
	timeline *replay.Timeline
	view     *view
}

// NewScreens makes the screens of a recording, which stays the caller's to close.
func NewScreens(f *recording.File) *Screens {
	t := replay.New(f)
	return &Screens{timeline: t, view: newView(t, t.File().Header().Terminal.Term, theme.Standard)}
}

// SetTheme has the screens drawn in other colours.
func (s *Screens) SetTheme(th theme.Theme) {
	s.view.theme = th
	s.view.still.SetTheme(th)
}

// Screen draws the whole window at the moment of a record, by its index, as styled lines
// of exactly width cells; nil where there is no such record, or where what showed was not
// kept.
func (s *Screens) Screen(i, width, height int) []string {
	if i < 0 || i >= s.timeline.Len() {
		return nil
	}
	s.view.still.Size(width, height)
	if !s.view.show(i) {
		return nil
	}
	return widget.Lines(widget.WithoutCursor(s.view.still.Draw()))
}

// view is the window at a moment.
type view struct {
	timeline *replay.Timeline
	lanes    *replay.Lanes
	still    *ui.Still
	theme    theme.Theme
}

// newView makes it for a terminal by the value of its TERM variable, in a theme.
func newView(t *replay.Timeline, term string, name theme.Name) *view {
	h, lanes := t.File().Header(), replay.NewLanes(t)
	c := ui.Config{Host: hostName(h), Term: term, Theme: name, Production: production(h), People: assets.People()}
	if h.Sandbox != nil || host.Loopback("https://"+h.Host) {
		c.Faults = pastFaults{}
	}
	v := &view{timeline: t, lanes: lanes, still: ui.NewStill(c, lanes, t.Start()), theme: theme.New(name, true)}
	v.still.SetColours(true) // a terminal that has fewer says so
	return v
}

// show moves the page and the lanes to a record, and says whether it is known what showed.
func (v *view) show(i int) (known bool) {
	v.still.Feed(v.lanes.Show(i))
	h := v.timeline.File().Header()
	if h.Command == recording.Watch {
		v.still.ShowText(v.watched(v.theme, i), []string{"watch", hostName(h)})
		return true
	}
	m := v.timeline.Moment(i)
	switch {
	case m.Lost:
		v.still.ShowText([]string{v.theme.Warning.Render("What showed here was not kept."), "", "The lanes are as they were."}, []string{hostName(h)})
		return false
	case !m.Known:
		m.State = flow.New(options(h))
	}
	v.still.Show(ui.Moment{State: m.State, Found: m.Found, At: m.At, Since: m.Since, Typed: m.Typed})
	return true
}

// options are those that a session started with.
func options(h recording.Header) flow.Options {
	return flow.Options{UserID: h.UserID, Native: h.Native, Production: h.Production, Widget: h.Widget}
}

// hostName is how the header named the host; the sandbox in the binary goes by its seed.
func hostName(h recording.Header) string {
	if h.Host == "" && h.Sandbox != nil {
		return fmt.Sprintf("seed %d", h.Sandbox.Seed)
	}
	return cmp.Or(h.Host, "sandbox")
}

// production says, as the wizard does, that the host is production before its token says so.
func production(h recording.Header) bool { return host.Production("https://" + h.Host) }

// pastFaults are those of a sandbox that is gone: the help had their key.
type pastFaults struct{}

func (pastFaults) List() (wire.SandboxFaults, error) { return wire.SandboxFaults{}, nil }
func (pastFaults) Set(wire.Fault) (string, error)    { return "", nil }
func (pastFaults) Disarm(string) error               { return nil }
