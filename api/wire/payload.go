package wire

import "encoding/json"

// PayloadListMax is how many items a list of an AllDatapointPayload has at most;
// its cursor leads on.
const PayloadListMax = 300

// SourceMetadata says where all of a payload comes from, the schema
// ObjectReferenceMetadata2.
type SourceMetadata struct {
	SourceID   string     `json:"sourceId"`
	SourceType SourceType `json:"sourceType"`
	UserID     string     `json:"userId"`
	ProviderID string     `json:"providerId"`
}

// AccountPayload is all data of one account. A list is nil, and left out, when
// the provider has no data of the kind; without an item it is empty.
type AccountPayload struct {
	Metadata      SourceMetadata `json:"metadata"`
	Identity      *Identity      `json:"identity,omitempty"`
	Rating        *Rating        `json:"rating,omitempty"`
	Documents     []Document     `json:"documents,omitzero"`
	Incomes       []Income       `json:"incomes,omitzero"`
	Transactions  []Transaction  `json:"transactions,omitzero"`
	Employments   []Employment   `json:"employments,omitzero"`
	Contributions []Contribution `json:"contributions,omitzero"`
	Liabilities   []Liability    `json:"liabilities,omitzero"`
	Eincomes      []Eincome      `json:"eincomes,omitzero"`
	Links         []Link         `json:"links,omitzero"`
	Insight       *Insight       `json:"insight,omitempty"`
}

// AllDatapointPayload is the data of one source in pages of PayloadListMax. A
// page is nil, and left out, when the source has no data of the kind.
type AllDatapointPayload struct {
	Identity      *Identity           `json:"identity,omitempty"`
	Rating        *Rating             `json:"rating,omitempty"`
	Documents     *Page[Document]     `json:"documents,omitempty"`
	Incomes       *Page[Income]       `json:"incomes,omitempty"`
	Transactions  *Page[Transaction]  `json:"transactions,omitempty"`
	Employments   *Page[Employment]   `json:"employments,omitempty"`
	Contributions *Page[Contribution] `json:"contributions,omitempty"`
	Liabilities   *Page[Liability]    `json:"liabilities,omitempty"`
	Eincomes      *Page[Eincome]      `json:"eincomes,omitempty"`
	Links         *Page[Link]         `json:"links,omitempty"`
	Insight       *Insight            `json:"insight,omitempty"`
}

// UserPayload is all data of a user, by account and archive.
type UserPayload struct {
	Metadata *UserSession         `json:"metadata,omitempty"`
	Forms    []FormPayload        `json:"forms"`
	Accounts []UserAccountPayload `json:"accounts"`
	Archives []UserArchivePayload `json:"archives"`
}

// FormPayload is a form that the user filled in, a part of the schema UserPayload.
// Data is an object.
type FormPayload struct {
	ID   string          `json:"id"`
	Name string          `json:"name"`
	Data json.RawMessage `json:"data"`
}

// UserAccountPayload is the data of one account, a part of the schema UserPayload.
type UserAccountPayload struct {
	ID         string              `json:"id"`
	ProviderID string              `json:"providerId"`
	Payload    AllDatapointPayload `json:"payload"`
}

// UserArchivePayload is the data of one archive, a part of the schema UserPayload.
type UserArchivePayload struct {
	ID       string              `json:"id"`
	FileType string              `json:"fileType"`
	Payload  AllDatapointPayload `json:"payload"`
}
