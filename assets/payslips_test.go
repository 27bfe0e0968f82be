package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"math"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEachPersonHasAPayslip(t *testing.T) {
	t.Parallel()
	formats := map[string]string{}
	for _, p := range Payslips() {
		formats[p.Format] += p.Person + " "
		i := slices.IndexFunc(People(), func(who Person) bool { return who.Name == p.Person })
		if i < 0 {
			t.Fatalf("%s is of %s, whom nobody knows", p.Name, p.Person)
		}
		who := People()[i]
		ssNumber := ""
		if p.Values.SSNumber != nil {
			ssNumber = *p.Values.SSNumber
		}
		if *p.Values.EmployeeName != who.FullName || ssNumber != who.SSNumber {
			t.Errorf("%s: %s %s, want %s %s", p.Name, *p.Values.EmployeeName, ssNumber, who.FullName, who.SSNumber)
		}
	}
	want := map[string]string{"PDF": "George Anisha ", "PNG": "Ryan ", "JPEG": "Christina ", "TIFF": "George "}
	if !reflect.DeepEqual(formats, want) {
		t.Errorf("samples %v, want %v", formats, want)
	}
}

func TestPayslipsAddUp(t *testing.T) {
	t.Parallel()
	for _, p := range Payslips() {
		v := p.Values
		gross, net := total(p.Page.Earnings), total(p.Page.Earnings)-total(p.Page.Deductions)
		if math.Abs(gross-*v.GrossAmount) > 0.001 || math.Abs(net-*v.NetAmount) > 0.001 {
			t.Errorf("%s: gross %.2f net %.2f, the values say %.2f and %.2f", p.Name, gross, net, *v.GrossAmount, *v.NetAmount)
		}
		if *v.StartDate > *v.EndDate || *v.PayDate < *v.StartDate {
			t.Errorf("%s: period %s to %s, paid on %s", p.Name, *v.StartDate, *v.EndDate, *v.PayDate)
		}
	}
}

func total(items []PayslipItem) (sum float64) {
	for _, item := range items {
		sum += item.Amount
	}
	return sum
}

func TestPayslipFilesAreWhatTheySay(t *testing.T) {
	t.Parallel()
	begin := map[string]string{"PDF": "%PDF-1.", "PNG": "\x89PNG\r\n", "JPEG": "\xff\xd8\xff", "TIFF": "II*\x00"}
	for _, p := range Payslips() {
		data := p.Content()
		if !bytes.HasPrefix(data, []byte(begin[p.Format])) || path.Ext(p.Name) != "."+strings.ToLower(p.Format) {
			t.Errorf("%s begins with %q, want %s", p.Name, data[:8], p.Format)
		}
		if len(data) > 150<<10 {
			t.Errorf("%s has %d bytes", p.Name, len(data))
		}
		if p.Format != FormatPNG && p.Format != FormatJPEG {
			continue
		}
		if _, kind, err := image.Decode(bytes.NewReader(data)); err != nil || !strings.EqualFold(kind, p.Format) {
			t.Errorf("%s is a %s: %v", p.Name, kind, err)
		}
		data[0]++
		if bytes.Equal(data, p.Content()) {
			t.Errorf("%s: a caller changed the sample", p.Name)
		}
	}
}

// shown are the pieces of text that a page of the samples shows.
var shown = regexp.MustCompile(`\(((?:[^()\\]|\\.)*)\) Tj`)

func TestTheValuesStandOnThePage(t *testing.T) {
	t.Parallel()
	for _, p := range Payslips() {
		if p.Format != FormatPDF {
			continue
		}
		var page strings.Builder
		for _, m := range shown.FindAllSubmatch(p.Content(), -1) {
			page.Write(m[1])
			page.WriteByte('\n')
		}
		text := strings.ReplaceAll(page.String(), ",", "")
		for _, want := range printed(p) {
			if !strings.Contains(text, strings.ReplaceAll(want, ",", "")) {
				t.Errorf("%s: %q is not on the page:\n%s", p.Name, want, page.String())
			}
		}
	}
}

// printed gives everything that stands on a page.
func printed(p Payslip) []string {
	list := []string{p.Page.Address, p.Page.EmployeeID, p.Page.Position}
	for _, item := range slices.Concat(p.Page.Earnings, p.Page.Deductions) {
		list = append(list, item.Label, fmt.Sprintf("%.2f", item.Amount))
	}
	values := reflect.ValueOf(p.Values)
	for i := range values.NumField() {
		switch v := values.Field(i).Interface().(type) {
		case *string:
			if v != nil {
				list = append(list, *v)
			}
		case *float64:
			if v != nil {
				list = append(list, fmt.Sprintf("%.2f", *v))
			}
		}
	}
	return list
}

// TestThePicturesShowTheValues pins each picture, together with everything that was
// read off it when it was made. Who changes either looks at the picture and pins
// the two anew.
func TestThePicturesShowTheValues(t *testing.T) {
	t.Parallel()
	pinned := map[string]string{
		"payslip-ryan.png":       "7e68571b0a95aaf0",
		"payslip-christina.jpeg": "2983dcc5525e6d0d",
		"payslip-george.tiff":    "120491afbafc207f",
	}
	for _, p := range Payslips() {
		if p.Format == FormatPDF {
			continue
		}
		sum := sha256.Sum256([]byte(strings.Join(printed(p), "\n") + string(p.Content())))
		if got := hex.EncodeToString(sum[:8]); got != pinned[p.Name] {
			t.Errorf("%s and its values are %s together, pinned is %q", p.Name, got, pinned[p.Name])
		}
	}
}

func TestFileTypesAreConsistent(t *testing.T) {
	t.Parallel()
	seen, widget := map[string]bool{}, []string{}
	var off, down bool
	for _, f := range FileTypes() {
		if seen[f.Type] || f.TypeLabel == "" || len(f.Supported) == 0 || !strings.Contains(f.LogoURL, ".example.invalid/") {
			t.Errorf("file type %+v", f)
		}
		seen[f.Type] = true
		off, down = off || !f.Enabled, down || !f.Active
		if f.Widget {
			widget = append(widget, f.Type)
		}
	}
	if want := []string{"PAYSLIP", "TAX_DOCUMENT", "COMPANY_ID"}; !slices.Equal(widget, want) {
		t.Errorf("the widget offers %v, want %v", widget, want)
	}
	if !off || !down {
		t.Error("there must be a file type that is not enabled, and one that is not active")
	}
	for _, want := range []string{
		"CLEARANCE_NBI", "ID_FRONT", "ID_BACK", "BACK_STATEMENT", "UTILITY_BILLS", "CLEARANCE_POLICE", "CLEARANCE_BARANGAY", "OTHERS",
		"EMPLOYMENT_CERTIFICATE", "BANK_STATEMENT", "GOVERNMENT_ID", "TELCO_BILL", "ELECTRICITY_BILL", "WATER_BILL", "SOCIAL_SECURITY",
	} {
		if !seen[want] {
			t.Errorf("there is no %s", want)
		}
	}
}
