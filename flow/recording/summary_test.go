package recording

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/flow/journal"
)

// session is one that links an account, which fails; middle comes in between.
func session(middle ...journal.Data) []journal.Record {
	all := append([]journal.Data{
		journal.Screen{Page: "Login", Event: "LoginPageOpened", ProviderID: "sss_ph"},
		journal.Status{Subject: "account", ID: "a-1", To: "PENDING"},
	}, middle...)
	return recorded(append(all,
		journal.Status{Subject: "account", ID: "a-1", From: "PENDING", To: "ERROR", ErrorCode: "ACCOUNT_LOCKED"},
		journal.State{Page: "ConnectError", State: `{"Session":{"UserID":"tenant-1"}}`},
		journal.Screen{Page: "ConnectError", AccountID: "a-1"}, journal.Screen{Page: "Closed"},
	))
}

// keep writes a recording into a folder, and ends it unless it is to stay live.
func keep(t *testing.T, d Folder, h Header, records []journal.Record, live bool) *Writer {
	t.Helper()
	w, err := d.Create(h)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		w.Write(r)
	}
	if !live {
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	} else {
		t.Cleanup(func() { _ = w.Close() })
	}
	return w
}

func TestList(t *testing.T) {
	t.Parallel()
	folder := Folder(filepath.Join(t.TempDir(), "sessions"))
	if list, err := folder.List(); err != nil || len(list) != 0 {
		t.Errorf("a folder that is not there: %v, %v", list, err)
	}
	keep(t, folder, Header{Started: noon, Command: Wizard, Host: "smile.test", UserID: "tenant-1"}, session(), false)
	keep(t, folder, Header{Started: noon.Add(time.Hour), Command: Watch}, recorded([]journal.Data{
		journal.Status{Subject: "archive", ID: "u-1", UserID: "tenant-2", ProviderID: "user-provided", To: "ANALYZED"},
		journal.Status{Subject: "task", ID: "task-1", UserID: "tenant-3", To: "Finished"},
	}), true)
	refused := keep(t, folder, Header{Started: noon.Add(2 * time.Hour), Command: Wizard}, recorded([]journal.Data{
		journal.HTTP{Status: 401, Code: "UNAUTHORIZED"}, journal.Screen{Page: "Problem"},
	}), false)
	if err := os.Truncate(refused.Path(), size(t, refused.Path())-2); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder.path("20261130-000000-000"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := folder.List()
	if err != nil || len(got) != 4 {
		t.Fatalf("%d, %v", len(got), err)
	}
	if got[0].Damage == "" || got[0].Name != "20261130-000000-000" || got[0].Size != 1 {
		t.Errorf("a foreign file: %+v", got[0])
	}
	if !strings.Contains(got[1].Damage, "torn") || got[1].Records != 1 || got[1].ErrorCode != "" {
		t.Errorf("a torn file: %+v", got[1])
	}
	want := Summary{
		Name: "20261129-130000-000", Started: noon.Add(time.Hour), Command: Watch, Provider: "user-provided", Outcome: "ANALYZED",
		UserIDs: []string{"tenant-2", "tenant-3"}, AccountIDs: []string{}, ArchiveIDs: []string{"u-1"}, Records: 2, Live: true,
	}
	for i, want := range map[int]Summary{2: want, 3: {
		Name: "20261129-120000-000", Started: noon, Command: Wizard, Host: "smile.test", Provider: "sss_ph", Outcome: "ERROR", ErrorCode: "ACCOUNT_LOCKED", Page: "ConnectError",
		UserIDs: []string{"tenant-1"}, AccountIDs: []string{"a-1"}, ArchiveIDs: []string{}, Records: 6,
	}} {
		want.Path, want.Size, want.Length = folder.path(want.Name), size(t, folder.path(want.Name)), got[i].Length
		want.Recorded = want.Started
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Error(diff)
		}
	}
	if got[0].Recorded != time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC) {
		t.Errorf("it was begun at %s", got[0].Recorded)
	}
	if got[3].Length != 7*1234567*time.Microsecond {
		t.Errorf("it lasted %s", got[3].Length)
	}
}

func size(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// Where nothing was linked, the failure on which the session ended says what happened.
func TestASummaryNamesTheFailureOfTheEnd(t *testing.T) {
	t.Parallel()
	s, err := Summarize(write(t, recorded([]journal.Data{
		journal.HTTP{Status: 404, Code: "NOT_FOUND"}, journal.HTTP{Status: 401, Code: "UNAUTHORIZED"}, journal.HTTP{Status: 200, Code: "OK"},
		journal.State{State: `{"Session":{"UserID":"tenant-7"}}`}, journal.Screen{Page: "Problem"},
	})))
	if err != nil || s.ErrorCode != "UNAUTHORIZED" || s.Outcome != "" || s.Page != "Problem" || len(s.UserIDs) != 1 || s.UserIDs[0] != "tenant-7" {
		t.Errorf("%+v, %v", s, err)
	}
}

// Of a large file the beginning and the end are read.
func TestASummaryOfALargeFileIsOfItsEnds(t *testing.T) {
	t.Parallel()
	body := journal.Text(strings.Repeat("x y ", 4000))
	var middle []journal.Data
	for range 600 {
		middle = append(middle, journal.HTTP{Status: 200, Response: journal.Message{Body: body}})
	}
	middle[300] = journal.Status{Subject: "account", ID: "a-middle", To: "PENDING"}
	path := write(t, session(middle...))
	if size(t, path) < 2*summaryBytes {
		t.Fatalf("the file is small: %d", size(t, path))
	}
	s, err := Summarize(path)
	if err != nil || s.Damage != "" || s.Records != 606 || s.Provider != "sss_ph" || s.ErrorCode != "ACCOUNT_LOCKED" || len(s.AccountIDs) != 1 {
		t.Errorf("%+v, %v", s, err)
	}
}

// A watch of many users names the first of them.
func TestASummaryNamesFewIDs(t *testing.T) {
	t.Parallel()
	var all []journal.Data
	for i := range 3 * idsMax {
		all = append(all, journal.Status{Subject: "account", ID: fmt.Sprint("a-", i/2), UserID: fmt.Sprint("tenant-", i), To: "PENDING"})
	}
	s, err := Summarize(write(t, recorded(all)))
	if err != nil || len(s.UserIDs) != idsMax || len(s.AccountIDs) != idsMax || s.AccountIDs[19] != "a-19" {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestASummaryAsJSON(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(Summary{Name: "x", Length: 1500 * time.Millisecond})
	if err != nil || !strings.Contains(string(text), `"lengthMs":1500`) || !strings.Contains(string(text), `"name":"x"`) {
		t.Errorf("%s, %v", text, err)
	}
}

// Only our own files are removed, and none that is being written.
func TestPrune(t *testing.T) {
	t.Parallel()
	folder := Folder(filepath.Join(t.TempDir(), "sessions"))
	live := keep(t, folder, Header{Started: noon}, nil, true)
	for i := range 4 {
		keep(t, folder, Header{Started: noon.Add(time.Duration(i+1) * time.Second)}, nil, false)
	}
	others := []string{"notes.txt", "20261129-120000-000.ndjson.bak", "x20261129-120000-000.ndjson"}
	for _, name := range others {
		if err := os.WriteFile(filepath.Join(string(folder), name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(folder.path("20200101-000000-000"), 0o700); err != nil {
		t.Fatal(err)
	}
	removed, err := folder.Prune(2)
	if diff := cmp.Diff([]string{"20261129-120002-000", "20261129-120001-000"}, removed); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	names, _ := folder.Names()
	if diff := cmp.Diff([]string{"20261129-120004-000", "20261129-120003-000", "20261129-120000-000"}, names); diff != "" {
		t.Error(diff)
	}
	for _, name := range others {
		size(t, filepath.Join(string(folder), name))
	}
	if err := live.Close(); err != nil {
		t.Fatal(err)
	}
	if removed, err := folder.Prune(-1); err != nil || len(removed) != 3 {
		t.Errorf("%v, %v", removed, err)
	}
}

func TestRemove(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	folder := Folder(filepath.Join(root, "sessions"))
	if err := folder.Remove(Last); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
	keep(t, folder, Header{Started: noon}, nil, false)
	live := keep(t, folder, Header{Started: noon.Add(time.Second)}, nil, true)
	outside := filepath.Join(root, "20261129-120000-000.ndjson")
	inside := filepath.Join(string(folder), "notes.txt")
	for _, path := range []string{outside, inside} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]error{Last: ErrLive, "20261129-120009-000": fs.ErrNotExist, outside: fs.ErrNotExist, inside: fs.ErrNotExist} {
		if err := folder.Remove(name); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	size(t, outside)
	size(t, inside)
	size(t, live.Path())
	if err := folder.Remove("20261129-120000-000"); err != nil {
		t.Error(err)
	}
	if names, _ := folder.Names(); len(names) != 1 {
		t.Error(names)
	}
}

// A problem need not come of a call.
func TestASummaryOfAProblemWithoutACall(t *testing.T) {
	t.Parallel()
	if s, err := Summarize(write(t, recorded([]journal.Data{journal.Screen{Page: "Problem"}}))); err != nil || s.ErrorCode != "" || s.Page != "Problem" {
		t.Errorf("%+v, %v", s, err)
	}
}
