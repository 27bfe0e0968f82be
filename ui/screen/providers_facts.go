package screen

import (
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// describe writes a provider's id, kind, connection and data, a line of a width each.
func (p *providers) describe(w *writer, v wire.Provider, width int) {
	dot := " " + p.Theme.Symbols.Dot + " "
	state := []string{connection(w.state, v)}
	if v.MFA {
		state = append(state, "second step (MFA)")
	}
	if v.MonitorSupported {
		state = append(state, "monthly sync")
	}
	kind := []string{widget.Middle(widget.Clean(v.ID), width), widget.Clean(v.TypeLabel), widget.Clean(v.SubTypeLabel)}
	w.line(p.Theme.Accent.Render(widget.KeepFirst(kind, dot, width)))
	w.line(p.Theme.Text.Render(widget.KeepFirst(state, dot, width)))
	w.line(p.Theme.Muted.Render(widget.Clean("data: " + lower(v.Supported))))
}

const liveConnection = "live connection"

// connection says whether the provider can be linked.
func connection(s flow.State, v wire.Provider) string {
	a, linked := s.AccountAt(v.ID)
	switch {
	case linked && a.ConnectionStatus == wire.StatusError:
		return string(a.ErrorCode()) + ": enter shows the account"
	case linked:
		return "linked already: enter shows the account"
	case !v.AccountConnection:
		return "no live connection"
	case !v.Enabled:
		return "not enabled for this key"
	case !v.Active:
		return "out of order right now"
	}
	return liveConnection
}
