package assets

import "winkterm/api/wire"

// Payslip is a sample document of one of the test people. The file shows what is
// said here: the tests read it in the PDFs, and pin the pictures to the values that
// were drawn. Employers and amounts are made up.
type Payslip struct {
	// Name is the file's name.
	Name string `json:"name"`
	// Person is the user name of whose payslip it is; see People.
	Person string `json:"person"`
	// Format is one of the Format constants.
	Format string `json:"format"`
	// Values is what an analysis reads off the page.
	Values wire.PayslipValues `json:"values"`
	// Page is what is printed beside the values.
	Page PayslipPage `json:"page"`
}

// The formats of the samples. TIFF is there to be refused: Smile's
// documentation names it, the enumeration of its API does not.
const (
	FormatPDF  = "PDF"
	FormatPNG  = "PNG"
	FormatJPEG = "JPEG"
	FormatTIFF = "TIFF"
)

// PayslipPage is the rest of a page. The earnings add up to the gross amount,
// and less the deductions to the net amount.
type PayslipPage struct {
	Address    string        `json:"address"`
	EmployeeID string        `json:"employeeId"`
	Position   string        `json:"position"`
	Earnings   []PayslipItem `json:"earnings"`
	Deductions []PayslipItem `json:"deductions"`
}

// PayslipItem is one line of a payslip.
type PayslipItem struct {
	Label  string  `json:"label"`
	Amount float64 `json:"amount"`
}

var payslips = parsed[Payslip]("payslips/payslips.json")

// Payslips gives the samples: one for each person in their order, then the
// TIFF. The slice is shared.
func Payslips() []Payslip { return payslips() }

// Content gives the file itself; the bytes are the caller's own.
func (p Payslip) Content() []byte { return content("payslips/" + p.Name) }
