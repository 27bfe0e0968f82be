package play

import (
	"winkterm/flow"
	"winkterm/flow/scenario/spec"
)

// plain are the actions that do nothing but give an intent which says no more.
var plain = []struct {
	action spec.Action
	intent flow.Intent
}{
	{spec.Consent{}, flow.ConsentGiven{}},
	{spec.Consent{Answer: "accept"}, flow.ConsentGiven{}},
	{spec.Consent{Answer: "decline"}, flow.ConsentDeclined{}},
	{spec.Begin{}, flow.Begin{}},
	{spec.Owner{}, flow.OwnerWanted{}},
	{spec.Record{}, flow.RecordChosen{}},
	{spec.Submit{}, flow.Submitted{}},
	{spec.Resend{}, flow.ResendWanted{}},
	{spec.Another{}, flow.AnotherWanted{}},
	{spec.Account{}, flow.AccountWanted{}},
	{spec.ShowData{}, flow.DataWanted{}},
	{spec.Accounts{}, flow.AccountsWanted{}},
	{spec.LoginAgain{}, flow.LoginWanted{}},
	{spec.Documents{}, flow.UploadWanted{}},
	{spec.EmployerMissing{}, flow.EmployerMissing{}},
	{spec.StopUpload{}, flow.UploadStopped{}},
	{spec.StopSync{}, flow.SyncStopWanted{}},
	{spec.Refresh{}, flow.Refreshed{}},
	{spec.Retry{}, flow.Retried{}},
	{spec.OpenBrowser{}, flow.BrowserWanted{}},
	{spec.Token{}, flow.TokenWanted{}},
	{spec.Invite{}, flow.InviteWanted{}},
	{spec.Back{}, flow.Back{}},
	{spec.Done{}, flow.Done{}},
	{spec.Close{}, flow.Close{}},
}

// PlainAction is the action that gives just this intent; nil for an intent of an action
// with arguments.
func PlainAction(i flow.Intent) spec.Action {
	for _, known := range plain {
		if known.intent == i {
			return known.action
		}
	}
	return nil
}
