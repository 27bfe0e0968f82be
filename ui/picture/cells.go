package picture

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"winkterm/flow/plain"
)

// cell is what is drawn in a cell. A wide one is followed by one without text.
type cell struct {
	text  string
	width int
	style style
}

// grid are the cells of a frame, row by row.
type grid [][]cell

// screen is the terminal that frames are drawn on.
type screen struct {
	picture Picture
	ground  *ground
	term    *vt.Emulator
}

func newScreen(p Picture) *screen {
	s := &screen{picture: p, ground: groundOf(p.Light), term: vt.NewEmulator(p.Width, p.Height)}
	// Nobody reads what a terminal answers, and it must not wait for somebody.
	if in, ok := s.term.InputPipe().(io.Closer); ok {
		_ = in.Close()
	}
	return s
}

// grid draws a frame.
func (s *screen) grid(f Frame) grid {
	var b strings.Builder
	b.WriteString("\x1bc\x1b[?7l") // as new, whatever the frame before has set; a long line does not go on below
	for y, line := range f.Lines[:min(len(f.Lines), s.picture.Height)] {
		fmt.Fprintf(&b, "\x1b[%d;1H\x1b[m%s", y+1, placed(line))
	}
	_, _ = s.term.WriteString(b.String())
	g := make(grid, s.picture.Height)
	for y := range g {
		g[y] = make([]cell, s.picture.Width)
		for x := 0; x < s.picture.Width; {
			g[y][x] = s.cell(s.term.CellAt(x, y), s.picture.Width-x)
			x += g[y][x].width
		}
	}
	if c := f.Cursor; c != nil && c.Y >= 0 && c.Y < len(g) && c.X >= 0 && c.X < len(g[c.Y]) {
		of := &g[c.Y][c.X].style
		of.ink, of.paper = of.paper, of.ink
	}
	return g
}

// placed has each letter beyond the Latin ones go to its column: who has drawn the line
// counted code points, as most terminals do, and the emulator counts letters, of which some
// are several code points.
func placed(line string) string {
	var b strings.Builder
	state, column := byte(0), 1
	for line != "" {
		part, width, size, next := ansi.DecodeSequenceWc(line, state, nil)
		b.WriteString(part)
		column += width
		if width > 0 && part[0] >= utf8.RuneSelf {
			fmt.Fprintf(&b, "\x1b[%dG", column)
		}
		line, state = line[size:], next
	}
	return b.String()
}

// cell is one of the terminal's, where so many are left in the row.
func (s *screen) cell(from *uv.Cell, left int) cell {
	if from == nil || from.Width < 1 || from.Width > left {
		return cell{" ", 1, s.ground.style(uv.Style{})}
	}
	c := cell{plain.Line(from.Content), from.Width, s.ground.style(from.Style)}
	if share, ok := shades[c.text]; ok {
		c.text, c.style.ink = "█", c.style.paper.mix(c.style.ink, share)
	}
	if c.text == "" {
		c.text = strings.Repeat(" ", c.width)
	}
	return c
}

// shades are blocks of so many hundredths of the ink.
var shades = map[string]int{"░": 25, "▒": 50, "▓": 75}

// leastShown is how long a frame shows at least: players of GIFs slow down what is
// shorter, and nobody sees it. It is a whole number of the ticks that a GIF counts.
const (
	tick       = 10 * time.Millisecond
	leastShown = 2 * tick
)

// play draws the frames of a film that are seen, each with the time that it comes at: one
// that is as the one before, or gone at once, is left out.
func (s *screen) play(frames []Frame) (times []time.Duration, grids []grid) {
	for i, f := range frames {
		if i+1 < len(frames) && frames[i+1].At-f.At < leastShown {
			continue
		}
		g := s.grid(f)
		if n := len(grids); n > 0 && slices.EqualFunc(grids[n-1], g, slices.Equal[[]cell]) {
			continue
		}
		at := f.At
		if len(grids) == 0 {
			at = 0
		}
		times, grids = append(times, at), append(grids, g)
	}
	return times, grids
}
