package wire

// Liability is a loan of a person.
type Liability struct {
	LiabilityPayload
	Metadata ItemMetadata `json:"metadata"`
}

// LiabilityPayload is a Liability without its origin. Days are YYYY-MM-DD,
// amounts in the currency's main unit. What is nil or empty is left out: the
// specification lets nothing of it be null.
type LiabilityPayload struct {
	ID                    string    `json:"id"`
	Type                  string    `json:"type"`
	ReferenceID           string    `json:"referenceId,omitempty"`
	StartDate             string    `json:"startDate"`
	EndDate               string    `json:"endDate,omitempty"`
	FirstAmortizationDate string    `json:"firstAmortizationDate,omitempty"`
	AmortizationFrequency PayPeriod `json:"amortizationFrequency"`
	Currency              string    `json:"currency"` // ISO 4217
	LoanAmount            float64   `json:"loanAmount"`
	AmortizationAmount    *float64  `json:"amortizationAmount,omitempty"`
	OutstandingBalance    *float64  `json:"outstandingBalance,omitempty"`
	NextPaymentAmount     *float64  `json:"nextPaymentAmount,omitempty"`
	OverduePaymentAmount  *float64  `json:"overduePaymentAmount,omitempty"`
}

// ItemID gives the id.
func (l LiabilityPayload) ItemID() string { return l.ID }

// FilterDate is the day on which the loan began.
func (l LiabilityPayload) FilterDate() string { return l.StartDate }
