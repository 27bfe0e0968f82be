package wire

// Transaction is one movement of money at a data source.
type Transaction struct {
	TransactionPayload
	Metadata ItemMetadata `json:"metadata"`
}

// TransactionPayload is a Transaction without its origin. The date is a day,
// YYYY-MM-DD, the amount in the currency's main unit.
type TransactionPayload struct {
	ID          string  `json:"id"`
	Date        string  `json:"date"`
	Description *string `json:"description"`
	Currency    string  `json:"currency"` // ISO 4217
	Amount      float64 `json:"amount"`
	ReferenceID *string `json:"referenceId"`
}

// ItemID gives the id.
func (t TransactionPayload) ItemID() string { return t.ID }

// FilterDate is the day of the transaction.
func (t TransactionPayload) FilterDate() string { return t.Date }
