package files

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // for image.Decode
	_ "image/png"
	"io"

	"golang.org/x/image/draw"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/files/query"
)

// ErrNoPreview is a file that has no picture to show: a PDF, one with too many
// pixels, or no room. Show its name and size instead.
var ErrNoPreview = errors.New("there is no preview of this file")

// The bounds of a preview.
const (
	maxPixels = 40_000_000 // of the picture; half of it with 16 bits a colour
	maxCells  = 400        // of each side of the preview
	maxSide   = 65_535     // pixels, as a JPEG has at most; scaling takes memory by the side
)

// Preview gives a PNG or JPEG in at most width × height cells, as rows. A cell is
// taken to be twice as high as wide, so the picture keeps its shape; it is never
// made larger than it is. What is transparent is white. The error is ErrNoPreview,
// a *Problem when the file cannot be opened, or what its decoder says.
func Preview(f flow.File, width, height int) ([][]query.Cell, error) {
	if width < 1 || height < 1 || f.Format == wire.FormatPDF {
		return nil, ErrNoPreview
	}
	content, err := Open(f)
	if err != nil {
		return nil, err
	}
	defer func() { _ = content.Close() }() // nothing was written
	picture, err := decoded(io.LimitReader(content, wire.FileLimit))
	if err != nil {
		return nil, err
	}
	return halfBlocks(picture, min(width, maxCells), min(height, maxCells)), nil
}

// decoded reads a picture of a size that can be drawn.
func decoded(content io.Reader) (image.Image, error) {
	var head bytes.Buffer
	size, _, err := image.DecodeConfig(io.TeeReader(content, &head))
	if err != nil {
		return nil, fmt.Errorf("the picture cannot be read: %w", err)
	}
	if !drawable(size) {
		return nil, fmt.Errorf("%w: it has %d × %d pixels", ErrNoPreview, size.Width, size.Height)
	}
	picture, _, err := image.Decode(io.MultiReader(&head, content))
	if err != nil {
		return nil, fmt.Errorf("the picture cannot be read: %w", err)
	}
	return picture, nil
}

// drawable keeps away what would fill the memory: a small file can unfold to any
// size. It divides, for a product may be too large for a number.
func drawable(c image.Config) bool {
	most := maxPixels
	switch c.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		most /= 2
	}
	return c.Width > 0 && c.Height > 0 && c.Width <= most/c.Height && max(c.Width, c.Height) <= maxSide
}

func halfBlocks(picture image.Image, width, height int) [][]query.Cell {
	columns, lines := fitted(picture.Bounds(), width, 2*height)
	small := image.NewRGBA(image.Rect(0, 0, columns, lines))
	draw.Draw(small, small.Bounds(), image.White, image.Point{}, draw.Src)
	mean.Scale(small, small.Bounds(), picture, picture.Bounds(), draw.Over, nil)
	rows := make([][]query.Cell, lines/2)
	for y := range rows {
		rows[y] = make([]query.Cell, columns)
		for x := range rows[y] {
			rows[y][x] = query.Cell{small.RGBAAt(x, 2*y), small.RGBAAt(x, 2*y+1)}
		}
	}
	return rows
}

// mean makes a pixel the mean of all those that it stands for.
var mean = &draw.Kernel{Support: 0.5, At: func(float64) float64 { return 1 }}

// fitted is the largest size in which a picture keeps its shape; the lines are
// even, as two of them make a row.
func fitted(b image.Rectangle, width, lines int) (int, int) {
	w, h := b.Dx(), b.Dy()
	if w > width {
		w, h = width, max(1, h*width/w)
	}
	if h > lines {
		w, h = max(1, w*lines/h), lines
	}
	return w, h + h%2
}
