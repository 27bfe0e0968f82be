package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// encodePNG keeps 16 shades, which is enough for text and a third of the size.
func encodePNG(r *raster) ([]byte, error) {
	var shades color.Palette
	for i := range 16 {
		shades = append(shades, color.Gray{Y: uint8(i * 17)})
	}
	img := image.NewPaletted(r.Rect, shades)
	for i, y := range r.Pix {
		img.Pix[i] = uint8((int(y) + 8) / 17)
	}
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, img)
	return out.Bytes(), err
}

func encodeJPEG(r *raster) ([]byte, error) {
	var out bytes.Buffer
	err := jpeg.Encode(&out, r.Gray, &jpeg.Options{Quality: 70})
	return out.Bytes(), err
}

// The tags of TIFF 6.0 that a picture in black and white needs.
const (
	tiffWidth, tiffHeight, tiffBits, tiffCompression = 256, 257, 258, 259
	tiffPhotometric, tiffStripOffset, tiffPerSample  = 262, 273, 277
	tiffRowsPerStrip, tiffStripBytes                 = 278, 279
	packBits                                         = 32773
)

// paperFrom is the shade from which on a pixel is white, so that grey letters
// stay whole.
const paperFrom = 190

// encodeTIFF gives a picture in black and white, packed by PackBits.
func encodeTIFF(r *raster) []byte {
	var strip []byte
	for y := range r.Rect.Dy() {
		row := make([]byte, (r.Rect.Dx()+7)/8)
		for x := range r.Rect.Dx() {
			if r.GrayAt(x, y).Y >= paperFrom {
				row[x/8] |= 0x80 >> (x % 8)
			}
		}
		strip = append(strip, packed(row)...)
	}
	w, h, n := uint32(r.Rect.Dx()), uint32(r.Rect.Dy()), uint32(len(strip))
	entries := [][2]uint32{
		{tiffWidth, w}, {tiffHeight, h}, {tiffBits, 1}, {tiffCompression, packBits}, {tiffPhotometric, 1},
		{tiffStripOffset, 8}, {tiffPerSample, 1}, {tiffRowsPerStrip, h}, {tiffStripBytes, n},
	}
	le := binary.LittleEndian
	strip = append(strip, make([]byte, n%2)...)
	out := le.AppendUint32([]byte("II*\x00"), 8+uint32(len(strip)))
	out = append(out, strip...)
	out = le.AppendUint16(out, uint16(len(entries)))
	for _, e := range entries {
		out = le.AppendUint16(out, uint16(e[0]))
		out = le.AppendUint16(out, 4) // LONG
		out = le.AppendUint32(out, 1)
		out = le.AppendUint32(out, e[1])
	}
	return le.AppendUint32(out, 0)
}

// packed compresses a row: a repeated byte is its count and itself, other bytes
// are their count and themselves.
func packed(row []byte) []byte {
	var out []byte
	for i := 0; i < len(row); {
		run := 1
		for i+run < len(row) && run < 128 && row[i+run] == row[i] {
			run++
		}
		if run > 1 {
			out = append(out, byte(257-run), row[i])
			i += run
			continue
		}
		end := i + 1
		for end < len(row) && end-i < 128 && (end+1 == len(row) || row[end] != row[end+1]) {
			end++
		}
		out = append(out, byte(end-i-1))
		out = append(out, row[i:end]...)
		i = end
	}
	return out
}
