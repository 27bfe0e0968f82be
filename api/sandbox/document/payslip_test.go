package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/assets"
)

func TestAnotherPersonsNumberDoesNotMatch(t *testing.T) {
	t.Parallel()
	var george, ryan assets.Payslip
	for _, p := range assets.Payslips() {
		switch p.Person {
		case "George":
			george = p
		case "Ryan":
			ryan = p
		}
	}
	george.Values.EmployeeName = ryan.Values.EmployeeName
	for _, c := range []struct {
		values wire.PayslipValues
		want   wire.PayslipMatch
	}{
		{george.Values, wire.PayslipMatch{Lowest: new(0), SSNumber: new(0)}},
		{ryan.Values, wire.PayslipMatch{}},
		{wire.PayslipValues{}, wire.PayslipMatch{}},
	} {
		if diff := cmp.Diff(c.want, match(c.values)); diff != "" {
			t.Error(diff)
		}
	}
}
