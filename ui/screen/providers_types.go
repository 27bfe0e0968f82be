package screen

import (
	"cmp"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// typeBar writes the filter, unless the widget's options leave it out.
func typeBar(w *writer, now wire.ProviderType) {
	if bar := w.state.Options.Widget.EnableTypeBar; bar != nil && !*bar {
		return
	}
	session := w.state.Session
	next := nextType(session, now)
	line := " "
	var labels []string
	for _, t := range filters(session) {
		labels = append(labels, cmp.Or(t.Label(), "All"))
		line += tab(w.Theme, labels[len(labels)-1], t == now)
	}
	w.say(Fact, "Type", cmp.Or(now.Label(), "All")+", one of: "+strings.Join(labels, ", "))
	if widget.Width(line) > w.width {
		line = " " + tab(w.Theme, cmp.Or(now.Label(), "All types"), true) + w.Theme.Muted.Render(" (ctrl+l next type)")
	}
	shortcut(w, w.Keys.TypeFilter, line, flow.TypeFiltered{Type: next})
}

// tab is one of several words of which one shows, in brackets.
func tab(th theme.Theme, text string, shows bool) string {
	if shows {
		return th.TabOn.Render("[" + text + "]")
	}
	return th.TabOff.Render(" " + text + " ")
}

// filters are the types that the session offers, the one for all of them first.
func filters(s flow.Session) []wire.ProviderType {
	return append([]wire.ProviderType{""}, s.ProviderTypes()...)
}

func nextType(s flow.Session, now wire.ProviderType) wire.ProviderType {
	types := filters(s)
	return types[(slices.Index(types, now)+1)%len(types)]
}
