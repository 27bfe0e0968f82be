package files

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/files/query"
)

func checked(t *testing.T, path string) flow.File {
	t.Helper()
	f, err := Check(path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPreviewKeepsTheShape(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h, width, height, columns, rows int }{
		{100, 100, 40, 20, 40, 20},
		{100, 100, 40, 40, 40, 20},
		{100, 100, 80, 10, 20, 10},
		{200, 100, 40, 40, 40, 10},
		{100, 200, 40, 10, 10, 10},
		{4, 4, 40, 20, 4, 2}, // never larger than it is
		{1, 1, 40, 20, 1, 1},
		{5000, 1, 40, 20, 40, 1},
		{1, 5000, 40, 20, 1, 20},
		{100, 100, 1, 1, 1, 1},
		{3, 3, 9999999, 9999999, 3, 2},
	} {
		for _, name := range []string{"a.png", "a.jpg"} {
			got := preview(checked(t, encoded(t, name, c.w, c.h, color.White)), c.width, c.height)
			if len(got) != c.rows || len(got[0]) != c.columns {
				t.Errorf("%s %+v: %d rows", name, c, len(got))
			}
		}
	}
}

func TestPreviewShowsTheColours(t *testing.T) {
	t.Parallel()
	m := image.NewNRGBA(image.Rect(0, 0, 40, 40))
	red, clear := color.NRGBA{R: 0xff, A: 0xff}, color.NRGBA{}
	for y := range 40 {
		for x := range 40 {
			m.Set(x, y, clear)
			if y < 20 && x < 20 {
				m.Set(x, y, red)
			}
		}
	}
	got := preview(checked(t, written(t, "a.png", m)), 2, 1)
	white := color.RGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	want := []query.Cell{{{R: 0xff, A: 0xff}, white}, {white, white}}
	if len(got) != 1 || len(got[0]) != 2 || got[0][0] != want[0] || got[0][1] != want[1] {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestPreviewAveragesLines(t *testing.T) {
	t.Parallel()
	m := image.NewGray(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			m.SetGray(x, y, color.Gray{Y: uint8(x % 4 / 2 * 0xff)})
		}
	}
	got := preview(checked(t, written(t, "a.png", m)), 8, 4)
	if p := got[2][3][1]; p.R < 0x70 || p.R > 0x90 {
		t.Errorf("stripes came out as %v", p)
	}
}

func TestPreviewCountsEveryPixel(t *testing.T) {
	t.Parallel()
	m := image.NewGray(image.Rect(0, 0, 8, 8))
	for y := range 8 {
		for x := range 8 {
			m.SetGray(x, y, color.Gray{Y: uint8(min(x/2, 1) * 0xff)})
		}
	}
	got := preview(checked(t, written(t, "a.png", m)), 1, 1)
	if p := got[0][0][0]; p.R != 0xbf { // a quarter is black
		t.Errorf("a quarter of black came out as %v", p)
	}
}

func TestPreviewOfTheSamples(t *testing.T) {
	t.Parallel()
	for _, s := range Samples() {
		got := preview(s, 40, 20)
		if isPDF := s.Format == wire.FormatPDF; isPDF != (len(got) == 0) || len(got) > 20 || !isPDF && len(got[0]) > 40 {
			t.Errorf("%s: %d rows", s.Name, len(got))
		}
	}
}

// claims is the head of a PNG that says it has that many pixels.
func claims(t *testing.T, w, h uint32) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	const header = 12 // after the magic and the chunk's length
	binary.BigEndian.PutUint32(data[header+4:], w)
	binary.BigEndian.PutUint32(data[header+8:], h)
	binary.BigEndian.PutUint32(data[header+17:], crc32.ChecksumIEEE(data[header:header+17]))
	return place(t, "claims.png", string(data))
}

func TestPreviewIsBounded(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]uint32{{8000, 5001}, {1, 40_000_001}, {1, 65_536}, {65_536, 1}, {1<<31 - 1, 1}, {1 << 15, 1 << 15}} {
		config := image.Config{ColorModel: color.GrayModel, Width: int(size[0]), Height: int(size[1])}
		if drawable(config) || preview(checked(t, claims(t, size[0], size[1])), 40, 20) != nil {
			t.Errorf("%v is drawn", size)
		}
	}
	for model, want := range map[color.Model]bool{color.RGBAModel: true, color.NRGBA64Model: false} {
		if got := drawable(image.Config{ColorModel: model, Width: 8000, Height: 5000}); got != want {
			t.Errorf("40 megapixels: %v", got)
		}
	}
}

// What lies beyond the largest file is not read, whatever was there when it was checked.
func TestPreviewReadsNoMoreThanAFile(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	const header = 33 // the magic and the first chunk
	text := append([]byte("tEXt"), make([]byte, wire.FileLimit)...)
	grown := append([]byte{}, b.Bytes()[:header]...)
	grown = binary.BigEndian.AppendUint32(grown, wire.FileLimit)
	grown = binary.BigEndian.AppendUint32(append(grown, text...), crc32.ChecksumIEEE(text))
	grown = append(grown, b.Bytes()[header:]...)
	if preview(flow.File{Path: place(t, "a.png", string(grown)), Format: wire.FormatPNG}, 40, 20) != nil {
		t.Errorf("%d bytes are read", len(grown))
	}
}

func TestPreviewOfWhatCannotBeDrawn(t *testing.T) {
	t.Parallel()
	f := checked(t, place(t, "a.png", pngMagic+"rubbish"))
	if preview(f, 40, 20) != nil {
		t.Error("rubbish is drawn")
	}
	whole := checked(t, encoded(t, "b.png", 4, 4, color.White))
	if preview(whole, 0, 20) != nil || preview(whole, 20, 0) != nil {
		t.Error("something is drawn where there is no room")
	}
	if preview(flow.File{Path: f.Path + ".gone", Format: wire.FormatPNG}, 40, 20) != nil {
		t.Error("what is gone is drawn")
	}
}

func BenchmarkPreview(b *testing.B) {
	for _, s := range Samples() {
		if s.Format != wire.FormatPDF {
			b.Run(s.Name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if preview(s, 40, 20) == nil {
						b.Fatal("nothing is drawn")
					}
				}
			})
		}
	}
}
