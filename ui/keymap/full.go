package keymap

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"winkterm/ui/theme"
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
		{"Everywhere", []key.Binding{k.Enter, k.Back, k.Close, k.Pane, k.Copy, k.Browser, k.Faults, k.Help, k.HelpLetter}},
		{"Forms", []key.Binding{k.NextField, k.PrevField, k.Fill, k.Resend}},
		{"Lists", []key.Binding{k.Up, k.Down, k.PageUp, k.PageDown, k.TypeFilter, k.Documents}},
		{"Files", []key.Binding{k.CompletePath, k.Hidden, k.Remove, k.JSON}},
		{"Account", []key.Binding{k.Retry, k.Revoke, k.DisableMonitor, k.QRCode, k.Quit}},
		{"Faults", []key.Binding{k.TriggerNow, k.MoreOften, k.LessOften, k.Disarm}},
		{"Inspector", []key.Binding{k.Open, k.Home, k.PrevLane, k.NextLane, k.Search, k.NextHit, k.PrevHit, k.Fold, k.Follow, k.CopyLetter, k.CopyID}},
	}
}

// columnWidth is what a column of the full help takes at least.
const columnWidth = 24

// arrowWidth is what the arrows of a scrolled help take.
const arrowWidth = 2

// FullLines lays the groups out in as many columns as the width allows, every
// line exactly width cells. Groups without an enabled key are left out.
func FullLines(th theme.Theme, groups []Group, width int) []string {
	return columnLines(th, groups, (width-arrowWidth)/columnWidth, width)
}

// columnLines lays the groups out in at most that many columns, and in one.
func columnLines(th theme.Theme, groups []Group, columns, width int) []string {
	blocks := groupBlocks(th, groups)
	columns = min(max(columns, 1), max(len(blocks), 1))
	each := width / columns
	filled := make([][]string, columns)
	for _, block := range blocks {
		at := shortest(filled)
		if len(filled[at]) > 0 {
			filled[at] = append(filled[at], "")
		}
		filled[at] = append(filled[at], block...)
	}
	height := 0
	for _, column := range filled {
		height = max(height, len(column))
	}
	boxes := make([]string, columns)
	for i, column := range filled {
		boxes[i] = widget.Box(strings.Join(column, "\n"), each, height)
	}
	return widget.Lines(widget.Box(widget.Join("", boxes...), width, height))
}

// Full draws the groups in exactly width × height cells, scrolled as the window
// says; move that with len(FullLines) as its total.
func Full(th theme.Theme, groups []Group, window widget.Scroll, width, height int) string {
	lines := FullLines(th, groups, width)
	if len(lines) > height { // the columns stay, so that there are as many lines
		lines = columnLines(th, groups, (width-arrowWidth)/columnWidth, max(width-arrowWidth, 1))
	}
	return window.View(th, lines, width, height)
}

func groupBlocks(th theme.Theme, groups []Group) [][]string {
	var blocks [][]string
	for _, g := range groups {
		bindings := enabled(g.Bindings)
		if len(bindings) == 0 {
			continue
		}
		block := []string{th.Title.Render(g.Title)}
		for _, b := range bindings {
			block = append(block, th.Key.Render(widget.Fit(allKeys(b), keyColumn))+th.KeyDesc.Render(b.Help().Desc))
		}
		blocks = append(blocks, block)
	}
	return blocks
}

// keyColumn is the width of the keys in a column of the full help.
const keyColumn = 11

// allKeys names every key of a binding, as the full help shows them.
func allKeys(b key.Binding) string {
	names := slices.Clone(b.Keys())
	for i, k := range names {
		if sign, ok := signs[k]; ok {
			names[i] = sign
		} else if letter, ok := strings.CutPrefix(k, "ctrl+"); ok {
			names[i] = "^" + strings.ToUpper(letter)
		}
	}
	return strings.Join(names, " ")
}

var signs = map[string]string{"up": "↑", "down": "↓", "left": "←", "right": "→", "pgdown": "pgdn"}

func shortest(columns [][]string) int {
	at := 0
	for i, column := range columns {
		if len(column) < len(columns[at]) {
			at = i
		}
	}
	return at
}
