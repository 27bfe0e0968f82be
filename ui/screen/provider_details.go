package screen

import (
	"fmt"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// details writes what is known of the chosen provider, below a rule, and how the
// list stands.
func (p *providers) details(w *writer) {
	w.line(widget.Rule(p.Theme, w.width))
	if cursor := p.rows.Cursor(); cursor < p.results.Len() {
		p.describe(w, p.results.At(cursor).Provider)
	}
	if c := w.state.Catalogue; c.Failure.Failed() {
		text := fmt.Sprintf("The list broke off after %d: %s; %s. Press ctrl+r to go on from there.", c.Loaded, c.Failure.Summary(), c.Failure.Advice)
		w.block(widget.Notice(p.Theme, widget.Error, text, w.width))
	} else if !c.Complete && c.Loaded > 0 {
		w.muted(fmt.Sprintf("%s %d read so far", p.Theme.Symbols.Wait, c.Loaded))
	}
}

// describe writes a provider's id, kind, connection and data, a line each.
func (p *providers) describe(w *writer, v wire.Provider) {
	dot := " " + p.Theme.Symbols.Dot + " "
	state := []string{connection(w.state, v)}
	if v.MFA {
		state = append(state, "second step (MFA)")
	}
	if v.MonitorSupported {
		state = append(state, "monthly sync")
	}
	kind := []string{widget.Middle(widget.Clean(v.ID), w.width), widget.Clean(v.TypeLabel), widget.Clean(v.SubTypeLabel)}
	w.line(p.Theme.Accent.Render(widget.KeepFirst(kind, dot, w.width)))
	w.line(p.Theme.Text.Render(widget.KeepFirst(state, dot, w.width)))
	w.line(p.Theme.Muted.Render(widget.Clean("data: " + lower(v.Supported))))
}

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
	return "live connection"
}
