package wire

// Income is what was earned in one pay period.
type Income struct {
	IncomePayload
	Metadata ItemMetadata `json:"metadata"`
}

// IncomePayload is an Income without its origin. Days are YYYY-MM-DD, amounts in
// the currency's main unit.
type IncomePayload struct {
	ID          string    `json:"id"`
	WorkItem    *string   `json:"workItem"`
	Employer    *string   `json:"employer"`
	StartDate   string    `json:"startDate"`
	EndDate     *string   `json:"endDate"`
	Currency    string    `json:"currency"` // ISO 4217
	Frequency   PayPeriod `json:"frequency,omitempty"`
	BaseAmount  *float64  `json:"baseAmount"`
	GrossAmount *float64  `json:"grossAmount"`
	NetAmount   *float64  `json:"netAmount"`
}

// ItemID gives the id.
func (i IncomePayload) ItemID() string { return i.ID }

// FilterDate is the first day of the pay period, the only one that is always
// there: the specification says "income date".
func (i IncomePayload) FilterDate() string { return i.StartDate }
