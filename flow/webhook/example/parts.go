package example

import (
	"time"

	"winkterm/api/wire"
)

func user(d *wire.EventData, s string, _ time.Time) { d.UserID = "tenant-" + s }

func account(d *wire.EventData, s string, _ time.Time) {
	d.UserID, d.AccountID, d.Providers = "tenant-"+s, "a-"+s, []string{"sss_ph"}
}

func archive(d *wire.EventData, s string, _ time.Time) { d.UserID, d.ArchiveID = "tenant-"+s, "u-"+s }

func invite(d *wire.EventData, s string, _ time.Time) {
	d.UserID, d.InviteID = "tenant-"+s, "invite-"+s
}

func login(d *wire.EventData, s string, _ time.Time) { d.LoginName = new(s + "@mail.test") }

func failed(code string) part {
	return func(d *wire.EventData, _ string, _ time.Time) {
		d.ErrorCode, d.ErrorMessage = code, "An example of what went wrong."
	}
}

func source(d *wire.EventData, s string, _ time.Time) {
	d.UserID, d.SourceID, d.SourceType, d.Providers = "tenant-"+s, "a-"+s, wire.SourceAccount, []string{"sss_ph"}
}

func linking(d *wire.EventData, _ string, _ time.Time) { d.TaskType = wire.TaskLinkAccount }

func succeeded(d *wire.EventData, _ string, _ time.Time) {
	d.Status, d.Datapoints = wire.TaskSucceeded, []wire.Datapoint{wire.DataIdentities, wire.DataIncomes}
}

func monitored(d *wire.EventData, _ string, _ time.Time) { d.MonitorStatus = wire.MonitorActive }

func item(d *wire.EventData, s string, _ time.Time) { d.ID = "item-" + s }

func count(d *wire.EventData, _ string, _ time.Time) { d.Count = new(2) }

func which(d *wire.EventData, s string, at time.Time) {
	d.UpdatedIDs, d.UpdatedAt = []string{"item-1-" + s, "item-2-" + s}, at
}

func period(d *wire.EventData, _ string, at time.Time) {
	d.UpdatedFrom, d.UpdatedTo, d.UpdatedAt = at.AddDate(0, -1, 0), at, at
}

func verification(d *wire.EventData, s string, _ time.Time) { d.VerificationID = "verification-" + s }

func verified(d *wire.EventData, _ string, _ time.Time) {
	d.ResultCode, d.Result = "SUCCESS", map[string]any{"finalMatches": true, "names": map[string]bool{"fullNameMatches": true}}
}

func record(d *wire.EventData, s string, _ time.Time) {
	d.RecordID, d.RecordType = "record-"+s, "SOCIAL_SECURITY"
}

func completed(d *wire.EventData, _ string, _ time.Time) {
	d.Status, d.ResultCode = "COMPLETED", "SUCCESS"
}

func session(status string) part {
	return func(d *wire.EventData, s string, _ time.Time) {
		d.Session = &wire.UserSession{UserID: "tenant-" + s, Channel: wire.ChannelDefault, Status: status}
	}
}

func shared(d *wire.EventData, _ string, _ time.Time) {
	d.Payload = wire.UserPayload{Metadata: d.Session, Forms: []wire.FormPayload{}, Accounts: []wire.UserAccountPayload{}, Archives: []wire.UserArchivePayload{}}
}
