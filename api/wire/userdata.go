package wire

import "time"

// Item is what the lists of user data consist of. Lists that take startDate and
// endDate (or startMonth and endMonth) consist of DatedItems.
type Item interface {
	// ItemID is the item's id.
	ItemID() string
}

// DatedItem is an item of a list that is filtered by date.
type DatedItem interface {
	Item
	// FilterDate is what the list's filter looks at: a day, YYYY-MM-DD, or a
	// month, YYYY-MM, of estimated incomes. Text order is order in time.
	FilterDate() string
}

// Origin is what all items have, a part of the schema Identity and all others: an id,
// and where the item comes from. The schemas of payloads, such as IdentityPayload, are
// the same without the latter, which is nil there.
type Origin struct {
	ID       string        `json:"id"`
	Metadata *ItemMetadata `json:"metadata,omitempty"`
}

// ItemID gives the id.
func (o Origin) ItemID() string { return o.ID }

// Set gives an item its id and says where it comes from.
func (o *Origin) Set(id string, from *ItemMetadata) { o.ID, o.Metadata = id, from }

// Strip takes off where the item comes from, for a payload.
func (o *Origin) Strip() { o.Metadata = nil }

// PayPeriod is how often something is paid; the specification has Hourly, Daily,
// Bimonthly, Quarterly, Annually and Variable too.
type PayPeriod string

// The pay periods that the sandbox knows.
const (
	PayWeekly      PayPeriod = "Weekly"
	PaySemimonthly PayPeriod = "Semimonthly"
	PayMonthly     PayPeriod = "Monthly"
	PayUnspecified PayPeriod = "Unspecified"
)

// Employment is one job of a person. Days are YYYY-MM-DD; EndDate is nil while the
// job lasts.
type Employment struct {
	Origin
	// Name is the work performed, Description says more of it.
	Name           *string `json:"name"`
	Description    *string `json:"description"`
	JobTitle       *string `json:"jobTitle"`
	Department     *string `json:"department"`
	EmployeeNumber *string `json:"employeeNumber"`
	EmployerNumber *string `json:"employerNumber"`
	Employer       *string `json:"employer"`
	Status         *string `json:"status"`
	StartDate      string  `json:"startDate"`
	EndDate        *string `json:"endDate"`
	ReportedDate   *string `json:"reportedDate"`
}

// FilterDate is the day on which the job began, the only one that is always
// there: the specification says "employment date".
func (e Employment) FilterDate() string { return e.StartDate }

// Income is what was earned in one pay period. Days are YYYY-MM-DD, amounts in the
// currency's main unit.
type Income struct {
	Origin
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

// FilterDate is the first day of the pay period, the only one that is always
// there: the specification says "income date".
func (i Income) FilterDate() string { return i.StartDate }

// Contribution is one payment into a social security or similar fund. The date is a
// day, YYYY-MM-DD, the amount in the currency's main unit.
type Contribution struct {
	Origin
	Date        string  `json:"date"`
	Currency    string  `json:"currency"` // ISO 4217
	Amount      float64 `json:"amount"`
	ReferenceID string  `json:"referenceId,omitempty"`
}

// FilterDate is the day of the contribution.
func (c Contribution) FilterDate() string { return c.Date }

// Transaction is one movement of money at a data source. The date is a day,
// YYYY-MM-DD, the amount in the currency's main unit.
type Transaction struct {
	Origin
	Date        string  `json:"date"`
	Description *string `json:"description"`
	Currency    string  `json:"currency"` // ISO 4217
	Amount      float64 `json:"amount"`
	ReferenceID *string `json:"referenceId"`
}

// FilterDate is the day of the transaction.
func (t Transaction) FilterDate() string { return t.Date }

// Liability is a loan of a person. Days are YYYY-MM-DD, amounts in the currency's main
// unit. What is nil or empty is left out: the specification lets nothing of it be null.
type Liability struct {
	Origin
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

// FilterDate is the day on which the loan began.
func (l Liability) FilterDate() string { return l.StartDate }

// Eincome is the estimated income of one month. The month is YYYY-MM, the amount in
// the currency's main unit.
type Eincome struct {
	Origin
	Month    string `json:"month"`
	Currency string `json:"currency"` // ISO 4217
	// BaseAmount is the deprecated name of Amount, which is still required.
	BaseAmount *float64 `json:"baseAmount"`
	Amount     *float64 `json:"amount"`
}

// FilterDate is the month.
func (e Eincome) FilterDate() string { return e.Month }

// Rating is how a person is rated at a data source.
type Rating struct {
	Origin
	CurrentRating *float64 `json:"currentRating"`
	MaxRating     *float64 `json:"maxRating"`
	// CalculatedPercentage is CurrentRating over MaxRating times 100.
	CalculatedPercentage *float64 `json:"calculatedPercentage"`
	ReviewsReceived      *float64 `json:"reviewsReceived"`
	LikesReceived        *float64 `json:"likesReceived"`
	JobsCompleted        *float64 `json:"jobsCompleted"`
}

// Document is a document of a person that a data source keeps. Days are YYYY-MM-DD.
type Document struct {
	Origin
	Name       string       `json:"name"`
	DocID      *string      `json:"docId"`
	Status     *string      `json:"status"`
	Type       DocumentType `json:"documentType,omitempty"`
	IssueDate  *string      `json:"issueDate"`
	ExpiryDate *string      `json:"expiryDate"`
	FileURL    *string      `json:"fileUrl"`
	Remarks    *string      `json:"remarks"`
}

// DocumentType is the kind of a document.
type DocumentType string

// The document types of the specification.
const (
	DocumentIdentification DocumentType = "IDENTIFICATION"
	DocumentPayslip        DocumentType = "PAYSLIP"
	DocumentClearance      DocumentType = "CLEARANCE"
	DocumentCertificate    DocumentType = "CERTIFICATE"
)

// Insight is what was computed from the data of a source at one moment, CutoffTime:
// what came later is not in it.
type Insight struct {
	Origin
	CutoffTime time.Time `json:"cutoffTime"`
	Features   Features  `json:"features"`
}

// Features are the figures of an Insight, the schema ObjectFeature, by the names that
// it has there: amounts in the currency's main unit, ranges and tenures in months,
// ages in years. Counts and amounts are numbers; employments_current_status is
// EMPLOYED, GIG or UNEMPLOYED. What cannot be computed is left out.
type Features map[string]any

// Link says how often a person linked accounts with other organisations, from
// StartDate to EndDate. It has nothing to do with the Link contract.
type Link struct {
	Origin
	StartDate *time.Time   `json:"startDate,omitempty"`
	EndDate   time.Time    `json:"endDate"`
	Records   []LinkRecord `json:"records"`
}

// LinkRecord counts the links with other organisations, and has the latest of
// each of them; a part of the schema LinkPayload.
type LinkRecord struct {
	Count    int         `json:"count"`
	LinkedAt []time.Time `json:"linkedAt"`
}
