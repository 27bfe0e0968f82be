package cli

import (
	"strings"

	"winkterm/ui/widget"
)

// columnGap is how many cells are between two columns.
const columnGap = 2

// plainTable writes rows with columns as wide as they need to be.
func plainTable(rows [][]string) string { return tableOf(rows, naturalWidths(rows), nil) }

// cleanTable writes rows of texts of a host.
func cleanTable(rows [][]string) string {
	for _, row := range rows {
		for i := range row {
			row[i] = widget.Clean(row[i])
		}
	}
	return plainTable(rows)
}

// naturalWidths are those that columns need to be whole.
func naturalWidths(rows [][]string) []int {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], widget.Width(cell))
		}
	}
	return widths
}

// tableOf writes rows, each as long as the first, with columns of such widths; a longer cell
// loses its middle. What stands at the right is true in right, which may be nil.
func tableOf(rows [][]string, widths []int, right []bool) string {
	var b strings.Builder
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			cell = widget.Middle(cell, widths[i])
			if right != nil && right[i] {
				cell = widget.Right(cell, widths[i])
			}
			line += widget.Fit(cell, widths[i]+columnGap)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}
