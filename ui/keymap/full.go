package keymap

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"winkterm/ui/widget"
)

// Group is a part of the full help.
type Group struct {
	Title    string
	Bindings []key.Binding
}

// Groups are the parts of the full help, the page's own keys first.
func (k Keys) Groups(page ...key.Binding) []Group {
	return []Group{
		{"This page", page},
		{"Everywhere", []key.Binding{k.Enter, k.Back, k.Close, k.Pane, k.Copy, k.Save, k.Browser, k.Faults, k.Help, k.HelpLetter}},
		{"Forms", []key.Binding{k.NextField, k.PrevField, k.Fill, k.Resend}},
		{"Lists", []key.Binding{k.Up, k.Down, k.PageUp, k.PageDown, k.TypeFilter, k.Documents, k.Missing, k.Everything}},
		{"Files", []key.Binding{k.CompletePath, k.Hidden, k.Remove, k.JSON}},
		{"Account", []key.Binding{k.Retry, k.Revoke, k.DisableMonitor, k.ShowFull, k.QRCode, k.Quit}},
		{"Faults", []key.Binding{k.TriggerNow, k.MoreOften, k.LessOften, k.Disarm}},
		{"Inspector", []key.Binding{k.Open, k.Home, k.PrevLane, k.NextLane, k.Search, k.NextHit, k.PrevHit, k.Fold, k.Follow, k.CopyLetter, k.CopyCurl, k.CopyBody, k.CopyID, k.MarkRange, k.CopyLane}},
	}
}

const (
	columnWidth = 22 // of a column of the full help, at least
	arrowWidth  = 2  // of the arrows of a scrolled help
	keyColumn   = 11 // of the keys in a column
)

// columnLines lays blocks out in as many columns as the whole width allows, every line
// exactly width cells.
func columnLines(blocks [][]string, whole, width int) []string {
	columns := min(max((whole-arrowWidth)/columnWidth, 1), max(len(blocks), 1))
	filled, height := make([][]string, columns), 0
	for _, block := range blocks {
		at := 0 // the shortest column, the first of several
		for i, column := range filled {
			if len(column) < len(filled[at]) {
				at = i
			}
		}
		if len(filled[at]) > 0 {
			filled[at] = append(filled[at], "")
		}
		filled[at] = append(filled[at], block...)
		height = max(height, len(filled[at]))
	}
	boxes := make([]string, columns)
	for i, column := range filled {
		boxes[i] = widget.Box(strings.Join(column, "\n"), width/columns, height)
	}
	return widget.Lines(widget.Box(widget.Join("", boxes...), width, height))
}

// allKeys names every key of a binding, as the full help shows them: with signs for the
// arrows, or by their names where the binding is shown by one, as many as the column takes.
func allKeys(b key.Binding) string {
	names := slices.Clone(b.Keys())
	_, named := signs[b.Help().Key]
	for i, k := range names {
		if sign, ok := signs[k]; ok && !named {
			names[i] = sign
		} else if letter, ok := strings.CutPrefix(k, "ctrl+"); ok {
			names[i] = "^" + strings.ToUpper(letter)
		}
	}
	for named && len(names) > 1 && len(strings.Join(names, " ")) >= keyColumn {
		names = names[:len(names)-1]
	}
	return strings.Join(names, " ")
}

var signs = map[string]string{"up": "↑", "down": "↓", "left": "←", "right": "→", "pgdown": "pgdn"}
