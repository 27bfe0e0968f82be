package keymap

import (
	"charm.land/bubbles/v2/key"

	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Short is the help line of a page, exactly width cells: the bindings in the
// page's order, the most important first. Those that do not fit go from the
// end, disabled ones are left out, and the help key is always there.
func (k Keys) Short(th theme.Theme, width int, bindings ...key.Binding) string {
	gap := th.Faint.Render(" " + th.Symbols.Dot + " ")
	help := hint(th, k.helpKey())
	line := ""
	for _, b := range enabled(bindings) {
		longer := line + hint(th, b) + gap
		if widget.Width(longer)+widget.Width(help) > width {
			break
		}
		line = longer
	}
	return widget.Fit(line+help, width)
}

// Hints are keys in as much as fits of a line, the first ones first; disabled ones are left
// out.
func Hints(th theme.Theme, width int, bindings ...key.Binding) string {
	var hints []string
	for _, b := range enabled(bindings) {
		hints = append(hints, hint(th, b))
	}
	return widget.KeepFirst(hints, th.Faint.Render(" "+th.Symbols.Dot+" "), width)
}

// helpKey is the letter where a letter is free, else the function key.
func (k Keys) helpKey() key.Binding {
	if k.HelpLetter.Enabled() {
		return k.HelpLetter
	}
	return k.Help
}

func hint(th theme.Theme, b key.Binding) string {
	h := b.Help()
	if h.Key == h.Desc { // the arrows up and down by their names
		return th.Key.Render(h.Key)
	}
	return th.Key.Render(h.Key) + " " + th.KeyDesc.Render(h.Desc)
}

// enabled keeps the bindings that work, each once.
func enabled(bindings []key.Binding) []key.Binding {
	var out []key.Binding
	seen := map[key.Help]bool{}
	for _, b := range bindings {
		if h := b.Help(); b.Enabled() && !seen[h] {
			seen[h] = true
			out = append(out, b)
		}
	}
	return out
}
