package wire

// Document is a document of a person that a data source keeps.
type Document struct {
	DocumentPayload
	Metadata ItemMetadata `json:"metadata"`
}

// DocumentPayload is a Document without its origin. Days are YYYY-MM-DD.
type DocumentPayload struct {
	ID         string       `json:"id"`
	Name       string       `json:"name"`
	DocID      *string      `json:"docId"`
	Status     *string      `json:"status"`
	Type       DocumentType `json:"documentType,omitempty"`
	IssueDate  *string      `json:"issueDate"`
	ExpiryDate *string      `json:"expiryDate"`
	FileURL    *string      `json:"fileUrl"`
	Remarks    *string      `json:"remarks"`
}

// ItemID gives the id.
func (d DocumentPayload) ItemID() string { return d.ID }

// DocumentType is the kind of a document.
type DocumentType string

// The document types of the specification.
const (
	DocumentIdentification DocumentType = "IDENTIFICATION"
	DocumentPayslip        DocumentType = "PAYSLIP"
	DocumentClearance      DocumentType = "CLEARANCE"
	DocumentCertificate    DocumentType = "CERTIFICATE"
)
