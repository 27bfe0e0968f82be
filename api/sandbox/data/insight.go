package data

import (
	"strconv"
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
		liabilityFeatures(f, items(r, wire.DataLiabilities, liabilities, likeLiability))
	}
	if r.has(wire.DataEmployments) {
		employmentFeatures(f, r.career(), r.end().month())
	}
	if r.Provider.Type == wire.TypeGig {
		f["employments_current_status"] = "GIG"
	}
	if r.has(wire.DataIdentities) && r.Payslip == nil {
		for _, who := range items(r, wire.DataIdentities, identities, likeIdentity) {
			if born, ok := parseDay(deref(who.DateOfBirth)); ok {
				f["identity_age"] = age(born.time(), cutoff.UTC())
			}
		}
	}
	if r.has(wire.DataLink) {
		linkFeatures(f, items(r, wire.DataLink, links, likeLink), cutoff)
	}
	return f
}

func employmentFeatures(f wire.Features, jobs []job, now month) {
	f["employments_current_status"] = "UNEMPLOYED"
	employers := map[string]bool{}
	for _, j := range jobs {
		employers[j.Employer] = true
		if j.to == lasting {
			f["employments_current_status"], f["employments_current_tenure"] = "EMPLOYED", int(now-j.from)
		}
	}
	f["employments_employer_count"] = len(employers)
}

// deref gives the text, "" for none.
func deref(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

func age(born, now time.Time) int {
	years := now.Year() - born.Year()
	if now.Before(born.AddDate(years, 0, 0)) {
		years--
	}
	return years
}

func linkFeatures(f wire.Features, items []wire.Link, cutoff time.Time) {
	var linked []time.Time
	if n := len(items); n > 0 && len(items[n-1].Records) > 0 {
		linked = items[n-1].Records[0].LinkedAt
	}
	ago := func(i int) int { return int(cutoff.Sub(linked[i]) / (24 * time.Hour)) }
	if n := len(linked); n > 0 {
		f["link_days_since_first"], f["link_days_since_last"] = ago(0), ago(n-1)
	}
	for _, days := range [...]int{3, 7, 30, 90, 180, 365, 730} {
		n := 0
		for i := range linked {
			if ago(i) < days {
				n++
			}
		}
		f["link_day"+strconv.Itoa(days)+"_count"] = n
	}
}
