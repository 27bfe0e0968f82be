package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// pdf is a document of one page in PDF 1.4. Its text is text, in the Helvetica
// that every reader has, and the page's content is not compressed, so that it
// can be searched with the simplest of tools.
type pdf struct{ page bytes.Buffer }

func (d *pdf) write(x, y float64, s style, text string) {
	font := "/F1"
	if s.bold {
		font = "/F2"
	}
	escaped := strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`).Replace(text)
	fmt.Fprintf(&d.page, "%s g BT %s %s Tf %s %s Td (%s) Tj ET\n",
		shade(s.ink), font, decimal(s.size), decimal(x), decimal(pageHeight-y), escaped)
}

func (d *pdf) fill(x, y, w, h float64, i ink) {
	fmt.Fprintf(&d.page, "%s g %s %s %s %s re f\n",
		shade(i), decimal(x), decimal(pageHeight-y-h), decimal(w), decimal(h))
}

// width adds up the widths of Helvetica. Of the bold one only digits, capitals
// of currencies and punctuation are measured, which are near enough the same.
func (d *pdf) width(s style, text string) float64 {
	sum := 0
	for _, r := range text {
		sum += helvetica[r-' ']
	}
	return float64(sum) * s.size / 1000
}

// helvetica is the widths of the printable ASCII characters in thousandths of
// the size, from the published metrics of the font.
var helvetica = [95]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// bytes gives the file: the objects, then the table of where each begins.
func (d *pdf) bytes() []byte {
	const font = "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] /Contents 4 0 R"+
			" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>", decimal(pageWidth), decimal(pageHeight)),
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", d.page.Len(), d.page.String()),
		fmt.Sprintf(font, "Helvetica"),
		fmt.Sprintf(font, "Helvetica-Bold"),
	}
	out := bytes.NewBufferString("%PDF-1.4\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", out.Len())
		fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(out, "%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", table, len(objects)+1, start)
	return out.Bytes()
}

// decimal writes a measure with two places at most.
func decimal(f float64) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(f, 'f', 2, 64), "0"), ".")
}

func shade(i ink) string { return decimal(float64(i) / 255) }
