package inspector

import (
	"github.com/charmbracelet/x/ansi"

	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Text says in one plain line what a record is, as its row does with room for all of it.
// Of what has no row it is the kind, and what the user wanted.
func Text(r journal.Record) string {
	kind := widget.Clean(r.Kind)
	if !listed(r.Lane) {
		if wanted, ok := r.Data.(journal.Intent); ok {
			return joinText(kind, widget.Clean(string(wanted.Args)))
		}
		return kind
	}
	row := viewOf(r).row(theme.New(theme.Standard, true), kind)
	return ansi.Strip(joinText(append([]string{row.name, row.verdict}, append(row.facts, row.prose)...)...))
}
