package data

import (
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
)

func documents(r *reading) []wire.Document {
	switch at := r.Provider; {
	case at.Type == wire.TypeSystem, at.Type == wire.TypeEmployer:
		return r.slips()
	case at.Type == wire.TypeCredential && at.SubType == "WALLET":
		return r.papers(wire.DocumentClearance, wire.DocumentCertificate)
	}
	return r.papers(wire.DocumentIdentification)
}

// keptSlips is how many payslips there are at the first sync.
const keptSlips = 3

func (r *reading) slips() []wire.Document {
	paid := r.payroll().paid(r.start().month() - keptSlips)
	old := 0
	for old < len(paid) && paid[old].last <= r.start() {
		old++
	}
	var items []wire.Document
	for i, at := range paid[max(old-keptSlips, 0):] {
		issued := at.last.String()
		items = append(items, wire.Document{
			Origin: r.origin("d", i, at.last), Name: "Payslip " + at.first.String() + " to " + issued, Type: wire.DocumentPayslip,
			IssueDate: &issued, DocID: new("PS-" + strings.ReplaceAll(issued, "-", "")), FileURL: new(r.file(issued)),
		})
	}
	return items
}

// papers gives the papers of some types, by their day of issue.
func (r *reading) papers(types ...wire.DocumentType) []wire.Document {
	var items []wire.Document
	for _, p := range r.life.Papers {
		if slices.Contains(types, wire.DocumentType(p.Type)) {
			items = append(items, r.paper(p))
		}
	}
	slices.SortStableFunc(items, func(a, b wire.Document) int { return strings.Compare(*a.IssueDate, *b.IssueDate) })
	for i := range items {
		items[i].Origin = r.origin("d", i, 0)
	}
	return items
}

// paper makes a document of a paper. What would have expired was renewed.
func (r *reading) paper(p assets.Paper) wire.Document {
	told, _ := parseDay(p.Issued)
	issued := told.time().AddDate(r.era.year(), 0, 0)
	d := wire.Document{
		Name: p.Name, DocID: new(cast(uint64(r.luck), p.Name).fill(p.Number)), Type: wire.DocumentType(p.Type),
		Status: optional(p.Status), Remarks: optional(p.Remarks),
	}
	if p.Years > 0 {
		for dayOf(issued.AddDate(p.Years, 0, 0)) <= r.start() {
			issued = issued.AddDate(p.Years, 0, 0)
		}
		d.ExpiryDate = new(dayOf(issued.AddDate(p.Years, 0, 0)).String())
	}
	d.IssueDate, d.FileURL = new(dayOf(issued).String()), new(r.file(*d.DocID))
	return d
}

// file is where a document could be fetched: a host that does not exist.
func (r *reading) file(name string) string {
	return "https://files.example.invalid/" + r.ID + "/" + cast(uint64(r.luck), name).fill("##########") + ".pdf"
}
