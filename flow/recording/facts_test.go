package recording

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winkterm/flow/journal"
)

// What records say, by what they are.
func TestFacts(t *testing.T) {
	t.Parallel()
	type said struct {
		Users, Providers, Accounts, Archives []string
		Provider, Page, RequestID, Failed    string
		// Last and Changed are each "kind id provider type status code".
		Last    string
		Changed []string
	}
	account := func(id, to, code string) journal.Status {
		return journal.Status{Subject: KindAccount, ID: id, To: to, ErrorCode: code}
	}
	for name, c := range map[string]struct {
		header Header
		data   []journal.Data
		want   said
	}{
		"nothing": {},
		"a known user": {
			header: Header{UserID: "tenant-1"},
			data:   []journal.Data{journal.Callback{Args: `{"userId":"tenant-2"}`}, journal.Callback{Args: `{"userId":"tenant-1"}`}},
			want:   said{Users: []string{"tenant-1", "tenant-2"}},
		},
		"closed": {
			data: []journal.Data{journal.Screen{Page: "Login", ProviderID: "p-1"}, journal.Screen{Page: "Closed"}},
			want: said{Providers: []string{"p-1"}, Provider: "p-1", Page: "Login"},
		},
		"the provider by a page": {
			data: []journal.Data{account("a-1", "PENDING", ""), journal.Screen{Page: "Connecting", AccountID: "a-1", ProviderID: "p-1"}, journal.Screen{Page: "Accounts"}},
			want: said{Providers: []string{"p-1"}, Accounts: []string{"a-1"}, Provider: "p-1", Page: "Accounts", Last: "account a-1 p-1  PENDING ", Changed: []string{"account a-1 p-1  PENDING "}},
		},
		"the provider by a callback": {
			data: []journal.Data{journal.Callback{Args: `{"accountId":"a-1","providerId":"p-1"}`}, account("a-1", "ERROR", "ACCOUNT_LOCKED")},
			want: said{Providers: []string{"p-1"}, Accounts: []string{"a-1"}, Provider: "p-1", Last: "account a-1 p-1  ERROR ACCOUNT_LOCKED", Changed: []string{"account a-1 p-1  ERROR ACCOUNT_LOCKED"}},
		},
		"the last to change": {
			data: []journal.Data{account("a-1", "PENDING", ""), account("a-2", "PENDING", ""), account("a-1", "CONNECTED", "")},
			want: said{Accounts: []string{"a-1", "a-2"}, Last: "account a-1   CONNECTED ", Changed: []string{"account a-2   PENDING ", "account a-1   CONNECTED "}},
		},
		"uploads": {
			data: []journal.Data{
				journal.Callback{Args: `{"uploads":["u-1","u-2"],"userId":"tenant-1"}`}, journal.Status{Subject: KindArchive, ID: "u-2", To: "STARTED", Type: "W2"},
				journal.Screen{Page: "Archive", ArchiveID: "u-2", FileType: "PAYSLIP"}, journal.Status{Subject: KindArchive, ID: "u-2", To: "ANALYZED", Type: "W2"},
			},
			want: said{Users: []string{"tenant-1"}, Archives: []string{"u-1", "u-2"}, Page: "Archive", Last: "archive u-2  PAYSLIP ANALYZED ", Changed: []string{"archive u-2  PAYSLIP ANALYZED "}},
		},
		"a watch": {
			data: []journal.Data{
				journal.Status{Subject: KindArchive, ID: "u-1", UserID: "tenant-1", ProviderID: "p-1", To: "STARTED", Type: "W2"},
				journal.Status{Subject: KindAccount, ID: "a-1", UserID: "tenant-2", ProviderID: "p-2", To: "CONNECTED"},
				journal.Status{Subject: "task", ID: "task-1", UserID: "tenant-2", ProviderID: "p-3", To: "Finished", Type: "Sync"},
			},
			want: said{
				Users: []string{"tenant-1", "tenant-2"}, Providers: []string{"p-1", "p-2"}, Accounts: []string{"a-1"}, Archives: []string{"u-1"}, Provider: "p-2", Last: "account a-1 p-2  CONNECTED ",
				Changed: []string{"archive u-1  W2 STARTED ", "account a-1 p-2  CONNECTED ", "task task-1   Finished "},
			},
		},
		"calls": {
			data: []journal.Data{journal.HTTP{Status: 503, Code: "UNAVAILABLE", RequestID: "req-1"}, journal.HTTP{Status: 200, RequestID: "req-2"}, journal.HTTP{Status: 399}},
			want: said{RequestID: "req-2", Failed: "UNAVAILABLE"},
		},
		"no answer": {
			data: []journal.Data{journal.HTTP{Status: 400, Code: "BAD_REQUEST"}, journal.HTTP{Code: "none"}, journal.Note{}, journal.State{}},
			want: said{Failed: "none"},
		},
		"what cannot be read": {data: []journal.Data{journal.Callback{Args: `{"userId":`}, journal.Unknown{}}},
	} {
		f := FactsOf(c.header, recorded(c.data)...)
		line := func(s Subject) string {
			if s.ID == "" {
				return ""
			}
			return s.Kind + " " + s.ID + " " + s.ProviderID + " " + s.FileType + " " + s.Status().To + " " + s.Status().ErrorCode
		}
		failed, _ := f.Failed.Data.(journal.HTTP)
		got := said{
			Users: f.IDs(KindUser), Providers: f.IDs(KindProvider), Accounts: f.IDs(KindAccount), Archives: f.IDs(KindArchive),
			Provider: f.Provider, Page: f.Screen.Page, RequestID: f.RequestID, Failed: failed.Code, Last: line(f.Last("")),
		}
		for _, s := range f.Changed() {
			got.Changed = append(got.Changed, line(s))
		}
		if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// An account or archive is found by its id, however much came after it; a task is not.
func TestTheFactsOfAnID(t *testing.T) {
	t.Parallel()
	f := FactsOf(Header{}, recorded([]journal.Data{
		journal.Status{Subject: KindAccount, ID: "a-1", To: "PENDING"}, journal.Status{Subject: KindAccount, ID: "a-1", From: "PENDING", To: "CONNECTED"},
		journal.Status{Subject: "task", ID: "task-1", To: "Finished"}, journal.Status{Subject: KindArchive, ID: "u-1", To: "STARTED"}, journal.Screen{AccountID: "a-2"},
	})...)
	if s := f.Last("a-1"); s.ID != "a-1" || len(s.Statuses) != 2 || s.Statuses[0].To != "PENDING" {
		t.Errorf("%+v", s)
	}
	for _, id := range []string{"task-1", "a-2", "a-3"} {
		if s := f.Last(id); s.ID != "" || s.Status().To != "" {
			t.Errorf("%s: %+v", id, s)
		}
	}
}
