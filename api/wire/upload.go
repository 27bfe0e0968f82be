package wire

import "time"

// Upload is the deprecated shape of an archive: without what was read off it.
type Upload struct {
	ID         string       `json:"id"`
	CreatedAt  time.Time    `json:"createdAt"`
	ProviderID string       `json:"providerId"`
	UserID     string       `json:"userId"`
	Type       string       `json:"type"`
	State      ArchiveState `json:"state"`
	RawFiles   []RawFile    `json:"rawFiles"`
}
