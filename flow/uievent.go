package flow

import (
	"time"

	"winkterm/api/wire"
)

// UIEvent is the data of the widget's onUIEvent that goes with a page; it is not
// ok for a page that the widget does not announce.
func (e ShowPage) UIEvent(at time.Time) (data wire.UIEvent, ok bool) {
	data = wire.UIEvent{EventName: e.Page.WidgetEvent(), EventTime: at, Mode: e.Mode, UserID: e.UserID}
	if e.ProviderID != "" {
		data.Account = &wire.UIEventAccount{ProviderID: e.ProviderID, AccountID: e.AccountID}
	}
	if e.FileType != "" || e.ArchiveID != "" {
		data.Archive = &wire.UIEventArchive{FileType: e.FileType, ArchiveID: e.ArchiveID}
	}
	return data, data.EventName != ""
}
