package wire

// Eincome is the estimated income of one month.
type Eincome struct {
	EincomePayload
	Metadata ItemMetadata `json:"metadata"`
}

// EincomePayload is an Eincome without its origin. The month is YYYY-MM, the
// amount in the currency's main unit.
type EincomePayload struct {
	ID       string `json:"id"`
	Month    string `json:"month"`
	Currency string `json:"currency"` // ISO 4217
	// BaseAmount is the deprecated name of Amount, which is still required.
	BaseAmount *float64 `json:"baseAmount"`
	Amount     *float64 `json:"amount"`
}

// ItemID gives the id.
func (e EincomePayload) ItemID() string { return e.ID }

// FilterDate is the month.
func (e EincomePayload) FilterDate() string { return e.Month }
