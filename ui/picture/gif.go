package picture

import (
	"image"
	"image/draw"
	"image/gif"
	"io"

	"winkterm/flow/plain"
)

// GIF draws frames, of which there is at least one: of each the smallest rectangle that
// holds what has changed, and of that what has. It fails where to does.
func GIF(to io.Writer, p Picture, frames []Frame) error {
	times, grids := newScreen(p).play(frames)
	ink, err := newInk(p, grids)
	if err != nil {
		return err
	}
	width, height := p.size()
	film := gif.GIF{Config: image.Config{ColorModel: ink.palette, Width: width, Height: height}}
	before := make(grid, p.Height)
	for y := range before {
		before[y] = make([]cell, p.Width)
	}
	for i, g := range grids {
		ends := max(p.Length, times[i])
		if i+1 < len(times) {
			ends = times[i+1]
		}
		film.Image = append(film.Image, ink.frame(before, g, i == 0))
		film.Delay = append(film.Delay, int(ends/tick-times[i]/tick))
		film.Disposal = append(film.Disposal, gif.DisposalNone)
		before = g
	}
	return gif.EncodeAll(to, &film)
}

// frame draws what is not as before, with the window around it where it is the first.
func (k *ink) frame(before, now grid, first bool) *image.Paletted {
	var changed []image.Point
	var where image.Rectangle
	for y, row := range now {
		for x := 0; x < len(row); x += row[x].width {
			if row[x] != before[y][x] {
				left, top := k.picture.at(x, y)
				changed = append(changed, image.Pt(x, y))
				where = where.Union(image.Rect(left, top, left+row[x].width*cellWidth, top+cellHeight))
			}
		}
	}
	if first {
		where.Min = image.Point{}
		where.Max.X, where.Max.Y = k.picture.size()
	}
	to := image.NewPaletted(where, k.palette) // all of it lets through what is behind it
	if first {
		k.window(to)
	}
	for _, at := range changed {
		left, top := k.picture.at(at.X, at.Y)
		k.cell(to, now[at.Y][at.X], left, top)
	}
	return to
}

// window draws what is around the cells.
func (k *ink) window(to *image.Paletted) {
	g, all := groundOf(k.picture.Light), to.Rect
	fill := func(r image.Rectangle, c rgb) { draw.Draw(to, r, image.NewUniform(c), image.Point{}, draw.Src) }
	fill(all, g.edge)
	fill(all.Inset(1), g.paper)
	fill(image.Rect(1, 1, all.Max.X-1, barHeight), g.bar)
	for i, c := range buttons {
		for y := -dot; y < dot; y++ {
			for x := -dot; x < dot; x++ {
				if (2*x+1)*(2*x+1)+(2*y+1)*(2*y+1) <= 4*dot*dot {
					to.Set(margin+dot+i*20+x, barHeight/2+y, c)
				}
			}
		}
	}
	title := []rune(plain.Line(k.picture.Title))
	left := (all.Dx() - len(title)*cellWidth) / 2
	for i, r := range title {
		k.cell(to, cell{string(r), 1, style{ink: g.barInk, paper: g.bar}}, left+i*cellWidth, barHeight/2+5-baseline)
	}
}
