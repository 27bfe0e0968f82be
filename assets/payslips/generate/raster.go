package main

import (
	"image"
	"image/color"
	"math"
)

// raster is a page as a picture in shades of grey.
type raster struct {
	*image.Gray
	scale float64 // pixels of a point
}

func newRaster(scale float64) *raster {
	r := &raster{image.NewGray(image.Rect(0, 0, int(pageWidth*scale), int(pageHeight*scale))), scale}
	r.fill(0, 0, pageWidth, pageHeight, white)
	return r
}

func (r *raster) fill(x, y, w, h float64, i ink) {
	x0, y0 := int(math.Round(x*r.scale)), int(math.Round(y*r.scale))
	x1, y1 := int(math.Round((x+w)*r.scale)), max(y0+1, int(math.Round((y+h)*r.scale)))
	for py := y0; py < y1; py++ {
		for px := x0; px < x1; px++ {
			r.SetGray(px, py, color.Gray{Y: uint8(i)})
		}
	}
}

func (r *raster) width(s style, text string) float64 {
	sum := -gap
	for _, c := range text {
		sum += draw(c).width + gap
	}
	return sum * s.size / gridPerSize
}

func (r *raster) write(x, y float64, s style, text string) {
	unit := s.size / gridPerSize
	thick := 1.2 * unit
	if s.bold {
		thick = 1.85 * unit
	}
	for _, c := range text {
		l := draw(c)
		for _, stroke := range l.strokes {
			for i := range stroke {
				a, b := stroke[max(0, i-1)], stroke[i]
				r.line(
					point{x + a.x*unit, y - (a.y-baseLine)*unit},
					point{x + b.x*unit, y - (b.y-baseLine)*unit}, thick, s.ink)
			}
		}
		x += (l.width + gap) * unit
	}
}

// line draws with a round pen: a pixel is covered as far as it is within half
// the thickness of the line.
func (r *raster) line(a, b point, thick float64, i ink) {
	a, b = point{a.x * r.scale, a.y * r.scale}, point{b.x * r.scale, b.y * r.scale}
	radius := thick * r.scale / 2
	for py := int(min(a.y, b.y) - radius - 1); py <= int(max(a.y, b.y)+radius+1); py++ {
		for px := int(min(a.x, b.x) - radius - 1); px <= int(max(a.x, b.x)+radius+1); px++ {
			d := distance(point{float64(px) + 0.5, float64(py) + 0.5}, a, b)
			if cover := min(1, radius+0.5-d); cover > 0 {
				r.blend(px, py, cover, i)
			}
		}
	}
}

// blend moves a pixel towards the ink. Where two strokes meet the nearer to the
// ink holds, so that joints are not darker.
func (r *raster) blend(x, y int, cover float64, i ink) {
	old := float64(r.GrayAt(x, y).Y)
	paper := float64(white)
	if i > 128 {
		paper = 60 // light ink is on the dark band alone
	}
	mixed := paper + (float64(i)-paper)*cover
	if math.Abs(mixed-paper) > math.Abs(old-paper) {
		r.SetGray(x, y, color.Gray{Y: uint8(math.Round(mixed))})
	}
}

// distance is that of a point from a line between two points.
func distance(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	t := 0.0
	if long := dx*dx + dy*dy; long > 0 {
		t = max(0, min(1, ((p.x-a.x)*dx+(p.y-a.y)*dy)/long))
	}
	return math.Hypot(p.x-a.x-t*dx, p.y-a.y-t*dy)
}
