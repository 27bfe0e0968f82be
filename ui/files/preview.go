package files

import (
	"bytes"
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

// The bounds of a preview.
const (
	maxPixels = 40_000_000 // of the picture; half of it with 16 bits a colour
	maxCells  = 400        // of each side of the preview
	maxSide   = 65_535     // pixels, as a JPEG has at most; scaling takes memory by the side
)

// preview gives a PNG or JPEG in at most width × height cells, as rows; none for
// another file, one that cannot be read or drawn, or no room. A cell is taken to be
// twice as high as wide, so the picture keeps its shape; it is never made larger than
// it is. What is transparent is white.
func preview(f flow.File, width, height int) [][]query.Cell {
	if width < 1 || height < 1 || f.Format == wire.FormatPDF {
		return nil
	}
	content, err := Open(f)
	if err != nil {
		return nil
	}
	defer func() { _ = content.Close() }() // nothing was written
	limited, head := io.LimitReader(content, wire.FileLimit), new(bytes.Buffer)
	size, _, err := image.DecodeConfig(io.TeeReader(limited, head))
	if err != nil || !drawable(size) {
		return nil
	}
	picture, _, err := image.Decode(io.MultiReader(head, limited))
	if err != nil {
		return nil
	}
	return halfBlocks(picture, min(width, maxCells), min(height, maxCells))
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
