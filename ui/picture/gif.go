package picture

import (
	"image"
	"image/color"
	"image/gif"
	"io"
	"time"
)

// GIF draws a film that begins again at its end: of each frame the smallest rectangle that
// holds what has changed, and of that what has. length is as in Moving; the film may be a
// single frame. It fails where to does.
func GIF(to io.Writer, p Picture, frames []Frame, length time.Duration) error {
	times, grids := newScreen(p).play(frames)
	ink, err := newInk(p, grids)
	if err != nil {
		return err
	}
	width, height := p.size()
	film := gif.GIF{Config: image.Config{ColorModel: ink.palette, Width: width, Height: height}}
	for i, g := range grids {
		ends := length
		if i+1 < len(times) {
			ends = times[i+1]
		}
		var before grid
		if i > 0 {
			before = grids[i-1]
		}
		film.Image = append(film.Image, ink.frame(before, g))
		film.Delay = append(film.Delay, int(ends/tick-times[i]/tick))
		film.Disposal = append(film.Disposal, gif.DisposalNone)
	}
	return gif.EncodeAll(to, &film)
}

// frame draws what is not as before, all of it and the window where there was nothing.
func (k *ink) frame(before, now grid) *image.Paletted {
	p := k.picture
	if before == nil {
		width, height := p.size()
		to := image.NewPaletted(image.Rect(0, 0, width, height), k.palette)
		k.window(to)
		for y, row := range now {
			for x := 0; x < len(row); x += row[x].width {
				k.cell(to, row, x, y)
			}
		}
		return to
	}
	var changed []image.Point
	var where image.Rectangle
	for y, row := range now {
		for x := 0; x < len(row); x += row[x].width {
			if row[x] != before[y][x] {
				changed = append(changed, image.Pt(x, y))
				where = where.Union(k.place(row[x], x, y))
			}
		}
	}
	to := image.NewPaletted(where, k.palette)
	for i := range to.Pix {
		to.Pix[i] = clear
	}
	for _, at := range changed {
		k.cell(to, now[at.Y], at.X, at.Y)
	}
	return to
}

// place is where a cell is drawn.
func (k *ink) place(c cell, x, y int) image.Rectangle {
	left, top := k.picture.at(x, y)
	return image.Rect(left, top, left+c.width*cellWidth, top+cellHeight)
}

// clear is the number of the colour that lets through what is behind it.
const clear = 0

// cell draws the one at x, y of a row.
func (k *ink) cell(to *image.Paletted, row []cell, x, y int) {
	c := row[x]
	where := k.place(c, x, y)
	mask := k.mask(c)
	for py := range where.Dy() {
		for px := range where.Dx() {
			to.SetColorIndex(where.Min.X+px, where.Min.Y+py, k.index(c.style, mask.AlphaAt(px, py).A))
		}
	}
}

// window draws what is around the cells.
func (k *ink) window(to *image.Paletted) {
	g := groundOf(k.picture.Light)
	fill := func(r image.Rectangle, c color.Color) {
		n := uint8(k.palette.Index(c)) //nolint:gosec // of 256
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				to.SetColorIndex(x, y, n)
			}
		}
	}
	r := to.Rect
	fill(r, g.edge)
	fill(r.Inset(1), g.paper)
	fill(image.Rect(1, 1, r.Max.X-1, barHeight), g.bar)
	for i, c := range buttons {
		n := uint8(k.palette.Index(c)) //nolint:gosec // of 256
		for y := -dot; y < dot; y++ {
			for x := -dot; x < dot; x++ {
				if (2*x+1)*(2*x+1)+(2*y+1)*(2*y+1) <= 4*dot*dot {
					to.SetColorIndex(margin+dot+i*20+x, barHeight/2+y, n)
				}
			}
		}
	}
	k.title(to, g)
}
