package data

import (
	"time"

	"winkterm/api/wire"
)

// Insights gives the insights of a source, newest first: each sync computes one
// from the items that there are by then. Its figures are those of the kinds that
// the source has: of the estimated incomes, which Eincomes describes, liabilities,
// employments, the identity and links.
func Insights(s Source) []wire.Insight {
	return list(s, wire.DataInsights, turned((*reading).insights))
}

func (r *reading) insights() []wire.Insight {
	var items []wire.Insight
	for i, at := range r.syncs() {
		items = append(items, wire.Insight{
			InsightPayload: wire.InsightPayload{
				ID: r.id("insight", r.ID, i), CutoffTime: at, Features: read(r.asOf(i + 1)).features(at),
			},
			Metadata: r.metadata(r.ends[i]),
		})
	}
	return items
}

func (r *reading) features(cutoff time.Time) wire.Features {
	var f wire.Features
	whole := (r.end() + 1).month() - 1 // the last month that is whole
	incomeFeatures(&f, r.estimates(), r.end().month(), whole)
	if r.has(wire.DataLiabilities) {
		liabilityFeatures(&f, r.liabilities())
	}
	if r.has(wire.DataEmployments) {
		employmentFeatures(&f, r.employments(), r.end().month())
	}
	if r.Provider.Type == string(wire.TypeGig) {
		f.EmploymentsCurrentStatus = wire.EmploymentGig
	}
	if r.has(wire.DataIdentities) {
		identityFeatures(&f, r.identities(), cutoff)
	}
	if r.has(wire.DataLink) {
		linkFeatures(&f, r.links(), cutoff)
	}
	return f
}

func employmentFeatures(f *wire.Features, items []wire.Employment, now month) {
	f.EmploymentsCurrentStatus = wire.EmploymentUnemployed
	employers := map[string]bool{}
	for _, e := range items {
		if e.Employer != nil {
			employers[*e.Employer] = true
		}
		if from, ok := parseMonth(e.StartDate); ok && e.EndDate == nil {
			f.EmploymentsCurrentStatus = wire.EmploymentEmployed
			f.EmploymentsCurrentTenure = new(int(now - from))
		}
	}
	f.EmploymentsEmployerCount = new(len(employers))
}

func identityFeatures(f *wire.Features, items []wire.Identity, cutoff time.Time) {
	for _, i := range items {
		if i.DateOfBirth == nil {
			continue
		}
		if born, ok := parseDay(*i.DateOfBirth); ok {
			f.IdentityAge = new(age(born.time(), cutoff.UTC()))
		}
	}
}

func age(born, now time.Time) int {
	years := now.Year() - born.Year()
	if now.Before(born.AddDate(years, 0, 0)) {
		years--
	}
	return years
}

func linkFeatures(f *wire.Features, items []wire.Link, cutoff time.Time) {
	var ago []int // days
	for _, record := range items[len(items)-1].Records {
		for _, at := range record.LinkedAt {
			ago = append(ago, int(cutoff.Sub(at)/(24*time.Hour)))
		}
	}
	if len(ago) > 0 {
		f.LinkDaysSinceFirst, f.LinkDaysSinceLast = new(ago[0]), new(ago[len(ago)-1])
	}
	for days, count := range map[int]**int{
		3: &f.LinkDay3Count, 7: &f.LinkDay7Count, 30: &f.LinkDay30Count, 90: &f.LinkDay90Count,
		180: &f.LinkDay180Count, 365: &f.LinkDay365Count, 730: &f.LinkDay730Count,
	} {
		n := 0
		for _, d := range ago {
			if d < days {
				n++
			}
		}
		*count = &n
	}
}
