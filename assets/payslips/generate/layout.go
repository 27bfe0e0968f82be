package main

import (
	"strconv"
	"strings"

	"winkterm/assets"
)

// The page is A4 in points, with the origin at the top left.
const (
	pageWidth  = 595.0
	pageHeight = 842.0
	margin     = 56.0
	right      = pageWidth - margin
	middle     = pageWidth / 2
)

// ink is a shade of grey, 0 for black and 255 for white.
type ink uint8

const (
	black ink = 20
	grey  ink = 110
	pale  ink = 232
	white ink = 255
)

// style is how a piece of text looks. Its size is in points.
type style struct {
	size float64
	bold bool
	ink  ink
}

var (
	title   = style{20, true, white}
	heading = style{11, true, black}
	label   = style{9, false, grey}
	text    = style{11, false, black}
	total   = style{15, true, black}
)

// sheet is what a page is drawn on.
type sheet interface {
	// write puts text on the page, y being its base line.
	write(x, y float64, s style, text string)
	// width is how long the text is in that style.
	width(s style, text string) float64
	// fill paints a rectangle, y being its upper edge.
	fill(x, y, w, h float64, i ink)
}

func writeRight(on sheet, x, y float64, s style, text string) {
	on.write(x-on.width(s, text), y, s, text)
}

// layOut draws the payslip. Dates and numbers stand there as the values have
// them, amounts with commas between the thousands.
func layOut(p assets.Payslip, on sheet) {
	v := p.Values
	on.fill(0, 0, pageWidth, 92, 60)
	on.write(margin, 48, title, *v.EmployerName)
	on.write(margin, 70, style{10, false, 215}, p.Page.Address)
	on.write(margin, 130, style{16, true, black}, "PAYSLIP")
	writeRight(on, right, 130, label, "sample document, all persons and amounts are made up")

	y := pairs(on, 164, [][2]string{
		{"Employee", *v.EmployeeName},
		{"Pay period", *v.StartDate + " to " + *v.EndDate},
		{"Employee number", p.Page.EmployeeID},
		{"Pay date", *v.PayDate},
		{"Position", p.Page.Position},
		{"Currency", *v.Currency},
	})
	if v.SSNumber != nil {
		y = pairs(on, y, [][2]string{{"SS number", *v.SSNumber}})
	}
	y = table(on, y+16, "Earnings", *v.Currency, p.Page.Earnings)
	y = sum(on, y, "Gross pay", *v.GrossAmount, text)
	y = table(on, y+34, "Deductions", *v.Currency, p.Page.Deductions)
	y = sum(on, y, "Total deductions", *v.GrossAmount-*v.NetAmount, text)

	on.fill(margin, y+20, right-margin, 46, pale)
	on.write(margin+14, y+49, total, "Net pay")
	writeRight(on, right-14, y+49, total, *v.Currency+" "+money(*v.NetAmount))
	on.write(margin, pageHeight-44, label, "This payslip was issued electronically and needs no signature.")
}

// pairs writes labels with their values in two columns, and gives where the
// next row would be.
func pairs(on sheet, y float64, list [][2]string) float64 {
	for i, pair := range list {
		x := margin
		if i%2 == 1 {
			x = middle + 10
		}
		on.write(x, y, label, pair[0])
		on.write(x, y+16, text, pair[1])
		if i%2 == 1 || i == len(list)-1 {
			y += 42
		}
	}
	return y
}

// table writes the lines of the earnings or deductions.
func table(on sheet, y float64, name, currency string, items []assets.PayslipItem) float64 {
	on.fill(margin, y-16, right-margin, 24, pale)
	on.write(margin+8, y, heading, name)
	writeRight(on, right-8, y, label, "Amount in "+currency)
	for _, item := range items {
		y += 24
		on.write(margin+8, y, text, item.Label)
		writeRight(on, right-8, y, text, money(item.Amount))
	}
	return y
}

// sum closes a table with a line and its total.
func sum(on sheet, y float64, name string, amount float64, s style) float64 {
	s.bold = true
	on.fill(margin, y+10, right-margin, 0.8, grey)
	on.write(margin+8, y+28, s, name)
	writeRight(on, right-8, y+28, s, money(amount))
	return y + 36
}

// money gives an amount with two decimals and commas.
func money(amount float64) string {
	whole, cents, _ := strings.Cut(strconv.FormatFloat(amount, 'f', 2, 64), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + "." + cents
}
