// Command generate draws the sample payslips from payslips.json. Run it with
// "go generate ./assets" after a change to that file, and commit what it wrote:
// the same data gives the same bytes.
//
// The pages are laid out once, and drawn on a PDF with real text or on a picture.
// It uses nothing but the standard library and the data of assets, so that the
// samples need no fonts and no tools of the machine.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"winkterm/assets"
)

func main() {
	if err := generate("payslips"); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// generate writes all samples into a folder.
func generate(dir string) error {
	for _, p := range assets.Payslips() {
		data, err := file(p)
		if err != nil {
			return fmt.Errorf("%s cannot be drawn: %w", p.Name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, p.Name), data, 0o644); err != nil {
			return fmt.Errorf("a sample cannot be written, run this by go generate ./assets: %w", err)
		}
	}
	return nil
}

// file gives the bytes of one sample in its format.
func file(p assets.Payslip) ([]byte, error) {
	switch p.Format {
	case assets.FormatPDF:
		doc := &pdf{}
		layOut(p, doc)
		return doc.bytes(), nil
	case assets.FormatPNG:
		return encodePNG(picture(p, 1.6))
	case assets.FormatJPEG:
		return encodeJPEG(picture(p, 1.5))
	case assets.FormatTIFF:
		return encodeTIFF(picture(p, 2)), nil
	}
	return nil, fmt.Errorf("there is no format %q", p.Format)
}

func picture(p assets.Payslip, scale float64) *raster {
	r := newRaster(scale)
	layOut(p, r)
	return r
}
