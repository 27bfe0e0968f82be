package wire

// Contribution is one payment into a social security or similar fund.
type Contribution struct {
	ContributionPayload
	Metadata ItemMetadata `json:"metadata"`
}

// ContributionPayload is a Contribution without its origin. The date is a day,
// YYYY-MM-DD, the amount in the currency's main unit.
type ContributionPayload struct {
	ID          string  `json:"id"`
	Date        string  `json:"date"`
	Currency    string  `json:"currency"` // ISO 4217
	Amount      float64 `json:"amount"`
	ReferenceID string  `json:"referenceId,omitempty"`
}

// ItemID gives the id.
func (c ContributionPayload) ItemID() string { return c.ID }

// FilterDate is the day of the contribution.
func (c ContributionPayload) FilterDate() string { return c.Date }
