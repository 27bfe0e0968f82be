package widget_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

func grid() widget.Grid {
	return widget.Grid{Columns: []widget.Column{{Name: "Date"}, {Name: "Amount", Right: true}, {Name: "Description"}, {Name: "Reference"}}}
}

func gridCells(row int) []string {
	return []string{fmt.Sprintf("2024-01-%02d", row%28+1), fmt.Sprintf("PHP %d.00", row*row), "Fare\x1b[31m of\nday " + fmt.Sprint(row), strings.Repeat("x", 60)}
}

func TestGrid(t *testing.T) {
	t.Parallel()
	g, l := grid(), widget.List{}
	l.Set(9, 100, 2)
	plain := func(width int) string {
		got := g.View(theme.New(theme.Standard, true), l, 100, width, 3, true, gridCells)
		exact(t, got, width, 3)
		return ansi.Strip(got)
	}
	for _, c := range []struct {
		shift, width int
		want         string
	}{
		{0, 50, `
  Date           Amount  Description    Reference→
  2024-01-09  PHP 64.00  Fare of day 8  xxxxxxxxx…
› 2024-01-10  PHP 81.00  Fare of day 9  xxxxxxxxx…`},
		{1, 50, `
←    Amount  Description    Reference            →
  PHP 64.00  Fare of day 8  xxxxxxxxxxxxxxxxxxxxx…
› PHP 81.00  Fare of day 9  xxxxxxxxxxxxxxxxxxxxx…`},
		{9, 60, `
← Description    Reference
  Fare of day 8  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
› Fare of day 9  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`},
	} {
		g.Shift(c.shift)
		got := plain(c.width)
		for i, line := range strings.Split(strings.TrimPrefix(c.want, "\n"), "\n") {
			if have := strings.Split(got, "\n")[i]; strings.TrimRight(have, " ") != line {
				t.Errorf("by %d in %d: %q, want %q", c.shift, c.width, have, line)
			}
		}
	}
	g.Shift(-9)
	if got := plain(120); strings.ContainsAny(got, "←→") || !strings.Contains(got, "\n  2024-01-09  PHP 64.00  Fare") {
		t.Errorf("with room for all there is\n%s", got)
	}
}

// TestGridIsExact in any size, and asks for rows that show alone.
func TestGridIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g, l := grid(), widget.List{}
		width, height, total := rapid.IntRange(0, 130).Draw(t, "width"), rapid.IntRange(1, 9).Draw(t, "height"), rapid.IntRange(0, 30).Draw(t, "total")
		l.Set(rapid.IntRange(0, 40).Draw(t, "row"), total, height-1)
		g.Shift(rapid.IntRange(-2, 6).Draw(t, "shift"))
		asked := 0
		got := g.View(theme.New(theme.Standard, true), l, total, width, height, true, func(row int) []string {
			if asked++; row < 0 || row >= total {
				t.Fatalf("row %d of %d", row, total)
			}
			return append(gridCells(row)[:rapid.IntRange(0, 4).Draw(t, "cells")], "日本")
		})
		if asked > height {
			t.Fatalf("%d rows are made for %d lines", asked, height)
		}
		lines := strings.Split(got, "\n")
		for _, line := range lines {
			if widget.Width(line) != width || len(lines) != height {
				t.Fatalf("%d lines, one of %d cells in %d × %d: %q", len(lines), widget.Width(line), width, height, line)
			}
		}
	})
}

// BenchmarkGrid draws a frame of 100,000 rows.
func BenchmarkGrid(b *testing.B) {
	g, l, th := grid(), widget.List{}, theme.New(theme.Standard, true)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		l.Set(i*997%100_000, 100_000, 39)
		g.View(th, l, 100_000, 120, 40, true, gridCells)
	}
}
