package lookup_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/lookup"
	"winkterm/flow/recording"
)

// TestRecordedSessionsAreFound looks through four of which one has the id, two have
// longer ones, and one is no recording.
func TestRecordedSessionsAreFound(t *testing.T) {
	t.Parallel()
	folder := recording.Folder(t.TempDir())
	j := journal.New(func() time.Time { return at })
	for i, id := range []string{"a-1234", "a-12345", "ba-1234"} {
		w, err := folder.Create(recording.Header{Started: at.Add(time.Duration(i) * time.Hour), Host: "x.test"})
		if err != nil {
			t.Fatal(err)
		}
		j.KeepIn(w.Write)
		j.Append(journal.Callback{Name: "onAccountCreated", Args: journal.Text(`{"accountId":"` + id + `","userId":"tenant-1","providerId":"grab"}`)})
		j.Append(journal.Status{Subject: "account", ID: id, To: "ERROR", ErrorCode: "ACCOUNT_LOCKED"})
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(string(folder), "20260116-000000-000.ndjson"), []byte("a-1234"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := lookup.InSessions(t.Context(), folder, "a-1234")
	want := lookup.Session{
		Name: "20260115-000000-000", Started: at, Host: "x.test", Status: "ERROR", ErrorCode: "ACCOUNT_LOCKED", ProviderID: "grab",
	}
	if err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := lookup.InSessions(t.Context(), folder, "tenant-1"); err != nil || len(got) != 3 || got[0].Name < got[1].Name || got[0].Status != "" {
		t.Errorf("of a user: %+v, %v", got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := lookup.InSessions(ctx, folder, "a-1234"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if got, err := lookup.InSessions(t.Context(), folder+"/none", "a-1234"); err != nil || len(got) != 0 {
		t.Errorf("without a folder: %+v, %v", got, err)
	}
}
