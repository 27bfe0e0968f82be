package data

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/assets"
)

func TestAUserPayloadHasAllSources(t *testing.T) {
	t.Parallel()
	session := &wire.UserSession{UserID: "tenant-1", Status: "COMPLETED"}
	gig, fund, slip := sample(t, "grab", "Ryan", ""), sample(t, "sss_ph", "George", ""), archive(assets.Payslips()[0].Values)
	got := User(session, []Source{gig, slip, fund}, noCursor)
	if got.Metadata != session || len(got.Accounts) != 2 || len(got.Archives) != 1 || got.Forms == nil {
		t.Fatalf("%+v", got)
	}
	if got.Accounts[0].ProviderID != "grab" || got.Accounts[1].ID != fund.ID || got.Archives[0].FileType != "PAYSLIP" {
		t.Errorf("accounts %+v, archives %+v", got.Accounts, got.Archives)
	}
	if got.Archives[0].Payload.Identity.FullName != "George Palomero Jr." || got.Archives[0].Payload.Transactions != nil {
		t.Errorf("the payslip: %+v", got.Archives[0].Payload)
	}
	payload, account := got.Accounts[0].Payload, Account(gig)
	if diff := cmp.Diff(account.Transactions, payload.Transactions.Items); diff != "" {
		t.Errorf("the payloads of the account differ:\n%s", diff)
	}
	if payload.Rating == nil || payload.Documents != nil || account.Documents != nil || payload.Transactions.NextCursor != "" {
		t.Errorf("%+v", payload)
	}
}

func TestALongListEndsInACursor(t *testing.T) {
	t.Parallel()
	s := sample(t, "grab", "Ryan", "")
	for i := range 18 {
		s.Synced = append(s.Synced, since.AddDate(0, i+1, 0))
	}
	all := Transactions(s)
	if len(all) <= wire.PayloadListMax {
		t.Fatalf("only %d transactions", len(all))
	}
	page := Datapoints(s, func(kind wire.Datapoint, lastID string) string { return string(kind) + " after " + lastID }).Transactions
	if len(page.Items) != wire.PayloadListMax || page.NextCursor != "TRANSACTIONS after "+all[wire.PayloadListMax-1].ID {
		t.Errorf("%d items and %q", len(page.Items), page.NextCursor)
	}
	if n := len(Account(s).Transactions); n != len(all) {
		t.Errorf("the account's payload has %d transactions, want %d", n, len(all))
	}
}

// The newest insight is the one in a payload.
func TestAPayloadHasTheNewestInsight(t *testing.T) {
	t.Parallel()
	s := sample(t, "sss_ph", "George", "")
	s.Synced = []time.Time{since.AddDate(0, 1, 0)}
	if got := Account(s).Insight; !got.CutoffTime.Equal(s.Synced[0]) {
		t.Errorf("the insight is of %s", got.CutoffTime)
	}
}
