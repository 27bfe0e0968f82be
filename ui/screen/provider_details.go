package screen

import (
	"fmt"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// details draws what is known of the chosen provider, below a rule, and how the
// list stands.
func (p *providers) details(s flow.State, width int) []string {
	lines := []string{widget.Rule(p.Theme, width)}
	if cursor := p.list.Cursor(); cursor < p.results.Len() {
		lines = append(lines, p.describe(s, p.results.At(cursor).Provider, width)...)
	}
	if c := s.Catalogue; c.Failure.Failed() {
		text := fmt.Sprintf("The list broke off after %d: %s; %s. Press ctrl+r to go on from there.", c.Loaded, c.Failure.Summary(), c.Failure.Advice)
		lines = append(lines, widget.Lines(widget.Notice(p.Theme, widget.Error, text, width))...)
	} else if !c.Complete && c.Loaded > 0 {
		lines = append(lines, p.Theme.Muted.Render(fmt.Sprintf("%s %d read so far", p.Theme.Symbols.Wait, c.Loaded)))
	}
	return lines
}

// describe gives a provider's id, kind, connection and data.
func (p *providers) describe(s flow.State, v wire.Provider, width int) []string {
	dot := " " + p.Theme.Symbols.Dot + " "
	facts := strings.Join([]string{v.ID, v.TypeLabel, v.SubTypeLabel}, dot)
	state := p.connection(s, v)
	if v.MFA {
		state += dot + "second step (MFA)"
	}
	if v.MonitorSupported {
		state += dot + "monthly sync"
	}
	points := make([]string, len(v.Supported))
	for i, d := range v.Supported {
		points[i] = strings.ToLower(string(d))
	}
	return []string{
		p.Theme.Accent.Render(widget.Cut(widget.Clean(facts), width)),
		p.Theme.Text.Render(widget.Cut(widget.Clean(state), width)),
		p.Theme.Muted.Render(widget.Cut(widget.Clean("data: "+strings.Join(points, ", ")), width)),
	}
}

// connection says whether the provider can be linked.
func (p *providers) connection(s flow.State, v wire.Provider) string {
	if _, linked := s.AccountAt(v.ID); linked {
		return "linked already: enter shows the account"
	}
	switch {
	case !v.AccountConnection:
		return "no live connection"
	case !v.Enabled:
		return "not enabled for this key"
	case !v.Active:
		return "out of order right now"
	}
	return "live connection"
}
