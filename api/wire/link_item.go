package wire

import "time"

// Link says how often a person linked accounts with other organisations. It has
// nothing to do with the Link contract.
type Link struct {
	LinkPayload
	Metadata ItemMetadata `json:"metadata"`
}

// LinkPayload is a Link without its origin: what was found from StartDate to
// EndDate.
type LinkPayload struct {
	ID        string       `json:"id"`
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

// ItemID gives the id.
func (l LinkPayload) ItemID() string { return l.ID }
