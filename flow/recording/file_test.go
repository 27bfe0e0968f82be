package recording

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/flow/journal"
)

var noon = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

// kinds are records of every lane, some of them errors.
func kinds() []journal.Data {
	return []journal.Data{
		journal.Screen{Page: "Login", Event: "LoginPageOpened"}, journal.Screen{Page: "Problem"}, journal.Screen{Page: "ConnectError", Event: "ConnectErrorPageOpened"},
		journal.Callback{Name: "onAccountError", Args: `{"status":500,"error":"x"}`}, journal.Callback{Name: "onUIEvent", Args: "null"},
		journal.Launch{}, journal.Note{Topic: "a \"quoted\" topic", Text: "x"}, journal.Note{Topic: `back\slash <b>`},
		journal.HTTP{Method: "GET", Path: "/x", Status: 200, Response: journal.Message{Body: `{"status":500,"error":"x"}`}},
		journal.HTTP{Method: "GET", Path: "/x", Status: 404}, journal.HTTP{Method: "GET", Path: "/x", Err: "refused"},
		journal.HTTP{Method: "GET", Path: "/x", Status: 200, Err: "cut off"},
		journal.Status{Subject: "account", ID: "a-1", To: "PENDING"}, journal.Status{Subject: "account", ID: "a-1", To: "ERROR"},
		journal.Status{Subject: "account", ID: "a-1", To: "AWAITING_MFA", ErrorCode: "INVALID_MFA"},
		journal.State{Page: "Login", State: `{"errorCode":"x"}`}, journal.Intent{Name: "Begin", Args: "{}"},
		journal.Unknown{Of: "later", Name: "x", Raw: `{"status":0}`},
		journal.Webhook{ID: "et-1", Type: "ACCOUNT_FAILED", ErrorCode: "INVALID_MFA", Body: `{"marks":["late"]}`}, journal.Webhook{Type: "ACCOUNT_CREATED", Marks: []string{"late"}},
		journal.Webhook{Marks: []string{"not an event", "wrong signature"}},
	}
}

// recorded is a journal's records of data.
func recorded(all []journal.Data) (records []journal.Record) {
	now := noon
	j := journal.New(func() time.Time { now = now.Add(1234567 * time.Microsecond); return now })
	j.KeepIn(func(r journal.Record) { records = append(records, r) })
	for _, d := range all {
		j.Append(d)
	}
	return records
}

// write writes a recording into a file of a folder of its own.
func write(t testing.TB, records []journal.Record) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "session.ndjson")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := NewWriter(out, Header{Program: "test", Command: Wizard, Started: noon})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		w.Write(r)
	}
	if err := out.Close(); err != nil || w.Failed() != nil {
		t.Fatal(err, w.Failed())
	}
	return path
}

func open(t testing.TB, path string) *File {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// What the index knows of a record is what the record says, whether it is in memory or in
// a file, and however its line is spelt.
func TestMetaIsWhatTheRecordSays(t *testing.T) {
	t.Parallel()
	records := recorded(kinds())
	path := write(t, records)
	spelt := filepath.Join(t.TempDir(), "spelt.ndjson")
	text, _ := os.ReadFile(path)
	if err := os.WriteFile(spelt, []byte(strings.ReplaceAll(string(text), `{"seq":`, `{ "seq":`)), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]*File{"memory": Of(Header{Started: noon}, records), "file": open(t, path), "spelt otherwise": open(t, spelt)} {
		if f.Len() != len(records) || f.Damage() != nil || f.Live() {
			t.Fatalf("%s: %d records, %v", name, f.Len(), f.Damage())
		}
		for i, want := range records {
			got, err := f.At(i)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: record %d:\n%s", name, i, diff)
			}
			meta := Meta{Seq: want.Seq, At: want.At, Lane: want.Lane, Kind: want.Kind, Failed: failed(want)}
			if diff := cmp.Diff(meta, f.Meta(i)); diff != "" {
				t.Errorf("%s: meta of record %d:\n%s", name, i, diff)
			}
		}
	}
}

func TestWhatIsAnError(t *testing.T) {
	t.Parallel()
	want := []bool{false, true, true, true, false, false, false, false, false, true, true, true, false, true, true, false, false, false, false, true, true}
	f := Of(Header{}, recorded(kinds()))
	for i := range want {
		if got := f.Meta(i); got.Failed != want[i] {
			t.Errorf("%+v", got)
		}
	}
}

// More kinds than the index keeps are read from the file.
func TestKindsBeyondTheIndex(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", nameBytes+1)
	f := open(t, write(t, recorded([]journal.Data{journal.Note{Topic: long}})))
	if got := f.Meta(0); got.Kind != long || got.Lane != journal.LaneNote {
		t.Errorf("%+v", got)
	}
	var n names
	for i := range namesMax {
		if n.id(fmt.Append(nil, i)) == 0 {
			t.Fatal(i)
		}
	}
	if n.id([]byte("one too many")) != 0 || n.id([]byte("0")) != 1 || len(n.list) != namesMax || len(n.ids) != namesMax {
		t.Error("the names are not bounded")
	}
	if new(names).id([]byte(long)) != 0 {
		t.Error("a long name is kept")
	}
}
