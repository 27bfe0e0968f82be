// Package picture draws screens of a terminal as pictures: SVG, which moves where there are
// several, and GIF. The same screens give the same bytes.
//
// A frame goes through a terminal emulator; what it shows is drawn cell by cell, so that
// columns stay in line whatever font there is. Lines, blocks and signs that fonts draw in
// many ways are shapes. A picture has no script, and asks for nothing.
//
// It must not play, wait, look at a clock, or decide what may be shown: the caller looks
// for secrets in what it hands over.
package picture

import (
	"image"
	"time"
)

// Picture says what all frames have in common.
type Picture struct {
	// Width and Height are the terminal's, in cells, over 0.
	Width, Height int
	// Light draws on a light ground; the frames are to be drawn for one.
	Light bool
	// Title stands in the window's bar, Name and Description are for who does not see the
	// picture.
	Title, Name, Description string
	// Length is that of a film, over the time of its last frame; it begins again then.
	Length time.Duration
}

// Frame is what the terminal shows from a time on.
type Frame struct {
	// At is since the beginning of the film, not less than that of the frame before.
	At time.Duration
	// Lines are from the top, with styles as a terminal takes them.
	Lines []string
	// Cursor is the cell that the cursor is on, nil for none.
	Cursor *image.Point
}

// The room of a cell and of the window around the cells, in the units of SVG, which are the
// pixels of a GIF. cellWidth is the advance of a font of fontSize, as nearly all have it.
const (
	cellWidth, cellHeight = 9, 19
	fontSize, baseline    = 15, 14
	barHeight, margin     = 32, 10
	corner, dot           = 9, 6
)

// size is that of the whole picture.
func (p Picture) size() (width, height int) {
	return p.Width*cellWidth + 2*margin, p.Height*cellHeight + barHeight + 2*margin
}

// at is where a cell is drawn.
func (p Picture) at(x, y int) (left, top int) {
	return margin + x*cellWidth, barHeight + margin + y*cellHeight
}
