package wire

import "time"

// Insight is what was computed from the data of a source at one moment.
type Insight struct {
	InsightPayload
	Metadata ItemMetadata `json:"metadata"`
}

// InsightPayload is an Insight without its origin. CutoffTime is the moment: what
// came later is not in it.
type InsightPayload struct {
	ID         string    `json:"id"`
	CutoffTime time.Time `json:"cutoffTime"`
	Features   Features  `json:"features"`
}

// ItemID gives the id.
func (i InsightPayload) ItemID() string { return i.ID }

// Features are the figures of an Insight, the schema ObjectFeature, by the names that
// it has there: amounts in the currency's main unit, ranges and tenures in months,
// ages in years. Counts and amounts are numbers, employments_current_status is an
// EmploymentStatus. What cannot be computed is left out.
type Features map[string]any

// EmploymentStatus says whether a person has work.
type EmploymentStatus string

// The employment statuses that the specification describes.
const (
	EmploymentEmployed   EmploymentStatus = "EMPLOYED"
	EmploymentGig        EmploymentStatus = "GIG"
	EmploymentUnemployed EmploymentStatus = "UNEMPLOYED"
)
