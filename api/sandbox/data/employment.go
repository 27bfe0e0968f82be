package data

import (
	"slices"

	"winkterm/api/wire"
)

func employments(r *reading) []wire.Employment {
	if r.Payslip != nil {
		return slipEmployments(r)
	}
	var items []wire.Employment
	for i, j := range r.career() {
		e := wire.Employment{
			Origin: r.origin("e", i, 0), Name: new(j.Work), Description: new(j.Description), JobTitle: new(j.Title),
			Department: new(j.Department), Employer: new(j.Employer), EmployeeNumber: new(j.number),
			EmployerNumber: new(cast(r.Seed, j.Employer).fill("ER-######")),
			Status:         new("Permanent"), StartDate: j.from.first().String(),
		}
		if j.to != lasting {
			e.Status, e.EndDate = new("Separated"), new(j.to.last().String())
		}
		if r.Provider.Type == wire.TypeGovernment { // employers report by the end of the month
			e.ReportedDate = new(j.from.last().String())
		}
		items = append(items, e)
	}
	return slices.Clip(items)
}
