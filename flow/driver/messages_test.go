package driver

import (
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/redact"
)

// What a host says in its own words reaches no page with a secret in it, whichever answer
// it comes with; the answer itself stays as it was.
func TestWhatAHostSaysIsMasked(t *testing.T) {
	t.Parallel()
	j := journal.New(func() time.Time { return time.Unix(1_800_000_000, 0) })
	j.Redactor().Learn(redact.Secret, "hunter2-99")
	c := call{Driver: &Driver{Config: Config{Journal: j}}}
	text := func() *string { said := "wrong: HUNTER2-99, 68756e746572322d3939, aHVudGVyMi05OQ=="; return &said }
	account := wire.Account{Connection: wire.Connection{ErrorMessage: text()}}
	archive := wire.Archive{State: wire.ArchiveState{ErrorMessage: text()}}
	link := wire.LinkAccount{Account: account}
	for _, reply := range []flow.Reply{
		flow.Failed{Failure: flow.Failure{Message: *text()}},
		flow.AccountCreated{Account: link}, flow.AccountSeen{Account: link}, flow.AnswerAccepted{Account: link}, flow.SyncSeen{Account: account},
		flow.UserSeen{Accounts: []wire.Account{account}, Archives: []wire.Archive{archive}},
		flow.ArchiveCreated{Archive: archive}, flow.ArchiveSeen{Archive: archive},
		flow.InviteSeen{Accounts: []wire.Account{account}},
	} {
		got, err := flow.Marshal(c.reply(reply).Reply)
		if err != nil {
			t.Fatal(err)
		}
		if said := strings.ToLower(string(got)); strings.Contains(said, "hunter2") || strings.Contains(said, "68756e") || strings.Contains(said, "ahvudg") {
			t.Errorf("%T says %s", reply, got)
		}
		want := 1
		if _, two := reply.(flow.UserSeen); two {
			want = 2
		}
		if strings.Count(string(got), "wrong: [SECRET_1], [SECRET_1], [SECRET_1]") != want {
			t.Errorf("%T says %s", reply, got)
		}
	}
	if *account.Connection.ErrorMessage != *text() || *archive.State.ErrorMessage != *text() {
		t.Error("the answer was changed")
	}
}
