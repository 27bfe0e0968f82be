package data

import (
	"strings"

	"winkterm/api/wire"
)

// slipIdentities gives whom a payslip is of. A page without a name proves
// nobody.
func slipIdentities(r *reading) []wire.Identity {
	p := r.Payslip
	if p.EmployeeName == nil {
		return nil
	}
	first, last, _ := strings.Cut(*p.EmployeeName, " ")
	return []wire.Identity{{
		Origin: r.origin("i", 0, 0), FullName: *p.EmployeeName, FirstName: optional(first), LastName: optional(last),
		ReferenceID: p.SSNumber, Emails: []wire.Email{}, Phones: []wire.Phone{},
		SocialProfiles: []wire.SocialProfile{}, Addresses: []wire.Address{},
	}}
}

// slipEmployments gives the employment that a payslip proves: from the beginning
// of its period on, which is all that the page says.
func slipEmployments(r *reading) []wire.Employment {
	p := r.Payslip
	if p.EmployerName == nil || p.StartDate == nil {
		return nil
	}
	return []wire.Employment{{
		Origin: r.origin("e", 0, 0), Employer: p.EmployerName, StartDate: *p.StartDate, ReportedDate: p.PayDate,
	}}
}

// slipIncomes gives the income that a payslip proves.
func slipIncomes(r *reading) []wire.Income {
	p := r.Payslip
	if p.StartDate == nil || p.Currency == nil {
		return nil
	}
	return []wire.Income{{
		Origin: r.origin("inc", 0, 0), Employer: p.EmployerName, StartDate: *p.StartDate, EndDate: p.EndDate,
		Currency: *p.Currency, GrossAmount: p.GrossAmount, NetAmount: p.NetAmount, Frequency: slipFrequency(p.StartDate, p.EndDate),
	}}
}

// slipFrequency knows half months, of 16 days at most, from whole ones.
func slipFrequency(start, end *string) wire.PayPeriod {
	if end != nil {
		first, ok := parseDay(*start)
		last, too := parseDay(*end)
		switch {
		case ok && too && last-first < 16:
			return wire.PaySemimonthly
		case ok && too:
			return wire.PayMonthly
		}
	}
	return wire.PayUnspecified
}
