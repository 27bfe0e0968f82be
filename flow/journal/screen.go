package journal

import "cmp"

// LaneScreen has the pages that were shown.
const LaneScreen Lane = "screen"

// Screen is a page that was shown. Event is the widget's own name of it, empty
// for a page that the widget does not announce.
type Screen struct {
	Page       string `json:"page"`
	Event      string `json:"event,omitempty"`
	ProviderID string `json:"providerId,omitempty"`
	AccountID  string `json:"accountId,omitempty"`
	FileType   string `json:"fileType,omitempty"`
	ArchiveID  string `json:"archiveId,omitempty"`
}

func (d Screen) lane() Lane   { return LaneScreen }
func (d Screen) kind() string { return cmp.Or(d.Event, d.Page) }

func (d Screen) each(p pass) Data {
	treat(p, word, origin{}, &d.Page, &d.Event)
	treat(p, label, origin{}, &d.ProviderID, &d.AccountID, &d.FileType, &d.ArchiveID)
	return d
}
