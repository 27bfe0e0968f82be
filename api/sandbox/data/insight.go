package data

import (
	"time"

	"winkterm/api/wire"
)

func insights(r *reading) []wire.Insight {
	var items []wire.Insight
	for i, at := range r.syncs() {
		items = append(items, wire.Insight{
			Origin: r.origin("insight", i, r.ends[i]), CutoffTime: at, Features: read(r.asOf(i + 1)).features(at),
		})
	}
	return items
}

func (r *reading) features(cutoff time.Time) wire.Features {
	f := make(wire.Features, 72)
	whole := (r.end() + 1).month() - 1 // the last month that is whole
	incomeFeatures(f, r.estimates(), r.end().month(), whole)
	if r.has(wire.DataLiabilities) {
		liabilityFeatures(f, liabilities(r))
	}
	if r.has(wire.DataEmployments) {
		employmentFeatures(f, employments(r), r.end().month())
	}
	if r.Provider.Type == wire.TypeGig {
		f["employments_current_status"] = "GIG"
	}
	if r.has(wire.DataIdentities) {
		identityFeatures(f, identities(r), cutoff)
	}
	if r.has(wire.DataLink) {
		linkFeatures(f, links(r), cutoff)
	}
	return f
}

func employmentFeatures(f wire.Features, items []wire.Employment, now month) {
	f["employments_current_status"] = "UNEMPLOYED"
	employers := map[string]bool{}
	for _, e := range items {
		if e.Employer != nil {
			employers[*e.Employer] = true
		}
		if from, ok := parseMonth(e.StartDate); ok && e.EndDate == nil {
			f["employments_current_status"] = "EMPLOYED"
			f["employments_current_tenure"] = int(now - from)
		}
	}
	f["employments_employer_count"] = len(employers)
}

func identityFeatures(f wire.Features, items []wire.Identity, cutoff time.Time) {
	for _, i := range items {
		if i.DateOfBirth == nil {
			continue
		}
		if born, ok := parseDay(*i.DateOfBirth); ok {
			f["identity_age"] = age(born.time(), cutoff.UTC())
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

func linkFeatures(f wire.Features, items []wire.Link, cutoff time.Time) {
	var ago []int // days
	for _, record := range items[len(items)-1].Records {
		for _, at := range record.LinkedAt {
			ago = append(ago, int(cutoff.Sub(at)/(24*time.Hour)))
		}
	}
	if len(ago) > 0 {
		f["link_days_since_first"], f["link_days_since_last"] = ago[0], ago[len(ago)-1]
	}
	for days, name := range linkNames {
		n := 0
		for _, d := range ago {
			if d < days {
				n++
			}
		}
		f[name] = n
	}
}

// linkNames are the counts of the links of so many days.
var linkNames = map[int]string{
	3: "link_day3_count", 7: "link_day7_count", 30: "link_day30_count", 90: "link_day90_count",
	180: "link_day180_count", 365: "link_day365_count", 730: "link_day730_count",
}
