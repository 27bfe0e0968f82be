package spec_test

import (
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winkterm/flow/scenario/spec"
)

// compare looks at what a scenario says, and tells an empty list from none.
var compare = []cmp.Option{cmpopts.IgnoreUnexported(
	spec.Begin{}, spec.Consent{}, spec.Search{}, spec.Filter{}, spec.Choose{}, spec.Option{}, spec.Login{}, spec.Type{}, spec.Submit{}, spec.Record{},
	spec.Code{}, spec.Channel{}, spec.Answers{}, spec.Resend{}, spec.Another{}, spec.Account{}, spec.Accounts{}, spec.ShowData{}, spec.Invite{}, spec.Template{}, spec.LoginAgain{}, spec.Documents{}, spec.FileType{},
	spec.EmployerMissing{}, spec.File{}, spec.RemoveFile{}, spec.Upload{}, spec.StopUpload{}, spec.Archive{}, spec.Revoke{}, spec.StopSync{}, spec.Refresh{}, spec.Retry{},
	spec.Back{}, spec.Done{}, spec.Close{}, spec.OpenBrowser{}, spec.Browser{}, spec.Token{}, spec.Owner{}, spec.Wait{}, spec.Until{}, spec.Fault{},
	spec.Disarm{}, spec.Clock{}, spec.RestartHost{}, spec.Resume{},
	spec.OnPage{}, spec.Callback{}, spec.Callbacks{}, spec.Statuses{}, spec.ErrorCode{}, spec.UserData{}, spec.Webhook{}, spec.HTTP{}, spec.Never{},
)}
