package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

const (
	longUser    = "tenant-0b6f6b1e-7a9d-4c55-8f5e-2c9a3b7d1e44"
	longAccount = "a-17bb4c02-55f0-4f0e-9a55-0a3c6a5de9d1"
)

func linked(status wire.ConnectionStatus, code wire.AccountErrorCode) wire.Account {
	a := wire.Account{ID: longAccount, ProviderID: "sss_ph", ConnectionStatus: status}
	if code != "" {
		a.Connection.ErrorCode = &code
	}
	return a
}

func recordsOf(data ...journal.Data) (all []journal.Record) {
	j := journal.New(func() time.Time { return time.Unix(1_800_000_000, 0) })
	for _, d := range data {
		all = append(all, j.Append(d))
	}
	return all
}

// What remains in the terminal, by how a session went.
func TestWhatRemains(t *testing.T) {
	t.Parallel()
	user := flow.Session{UserID: longUser}
	closed := journal.Screen{Page: "Closed"}
	for name, c := range map[string]struct {
		ending
		width int
		want  string
	}{
		"nothing began": {ending{state: flow.State{}}, 120, ""},
		"no user": {ending{
			state:   flow.State{Page: flow.Problem},
			records: recordsOf(journal.Screen{Page: "Start"}, journal.HTTP{Method: "POST", Path: "/users", Status: 503, Code: "SERVER_UNAVAILABLE", RequestID: "req-1"}, journal.Screen{Page: "Problem"}),
		}, 120, `
winkterm: POST /users 503 SERVER_UNAVAILABLE, ended at Problem
  requestId   req-1`},
		"no answer": {ending{
			state:   flow.State{Page: flow.Closed},
			records: recordsOf(journal.HTTP{Method: "POST", Path: "/users", Err: "no route"}, journal.Screen{Page: "Problem"}, closed),
		}, 120, `
winkterm: POST /users no answer, closed at Problem`},
		"closed at the login": {ending{
			state:   flow.State{Page: flow.Closed, Session: user},
			records: recordsOf(journal.Screen{Page: "Login"}, closed, journal.HTTP{Method: "GET", Path: "/users", Status: 200, RequestID: "req-7"}, journal.HTTP{Method: "GET", Path: "/users", Err: "stopped"}),
			file:    "/state/winkterm/sessions/20261129-074301-123.ndjson", name: "20261129-074301-123",
		}, 120, `
winkterm: closed at Login
  user        tenant-0b6f6b1e-7a9d-4c55-8f5e-2c9a3b7d1e44
  requestId   req-7
  recorded    /state/winkterm/sessions/20261129-074301-123.ndjson
  look again  winkterm replay 20261129-074301-123
  ticket      winkterm report 20261129-074301-123`},
		"an error, in a narrow terminal": {ending{
			state: flow.State{Page: flow.Closed, Session: user, Linking: flow.Linking{AccountID: longAccount, Accounts: []wire.Account{linked(wire.StatusError, wire.ErrAccountLocked)}}},
			records: recordsOf(
				journal.Status{Subject: "account", ID: longAccount, To: "PENDING"}, journal.Status{Subject: "account", ID: longAccount, From: "PENDING", To: "ERROR", ErrorCode: "ACCOUNT_LOCKED"},
				journal.Screen{Page: "ConnectError"}, closed,
			),
			file: "/home/o'neil/my case.ndjson", name: "/home/o'neil/my case.ndjson",
		}, 40, `
winkterm: ERROR ACCOUNT_LOCKED, closed
  at ConnectError
  user        tenant-0b6f6b1e-7a9d-4c55-8f5e-2c9a3b7d1e44
  account     a-17bb4c02-55f0-4f0e-9a55-0a3c6a5de9d1
                ERROR ACCOUNT_LOCKED
                sss_ph
  recorded    /home/o'neil/my case.ndjson
  look again  winkterm replay '/home/o'\''neil/my case.ndjson'
  ticket      winkterm report '/home/o'\''neil/my case.ndjson'`},
		"many accounts and an archive": {ending{
			state: flow.State{
				Page: flow.ConnectSuccess, Session: user,
				Linking: flow.Linking{AccountID: "a-1", Accounts: []wire.Account{
					{ID: "a-1", ConnectionStatus: wire.StatusConnected, ProviderID: "grab"}, {ID: "a-2"}, {ID: "a-3"}, {ID: "a-4"}, {ID: "a-5"}, {ID: "a-6"}, {ID: "a-7\x1b[31m"},
				}},
				Documents: flow.Documents{Archives: []wire.Archive{{ID: "u-1", Type: "PAYSLIP", State: wire.ArchiveState{Status: wire.ArchiveAnalyzed}}}},
			},
			records: recordsOf(journal.Status{Subject: "account", ID: "a-1", To: "CONNECTED"}, journal.Screen{Page: "ConnectSuccess"}),
		}, 120, `
winkterm: CONNECTED, ended at ConnectSuccess
  user        tenant-0b6f6b1e-7a9d-4c55-8f5e-2c9a3b7d1e44
  account     a-1 CONNECTED grab
  account     a-4
  account     a-5
  account     a-6
  account     a-7
  archive     u-1 ANALYZED PAYSLIP
              and 2 more of this user`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), strings.TrimSuffix(c.text(c.width), "\n")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// What remains of a watch is short: whom it followed, the last status, the recording.
func TestWhatRemainsOfAWatch(t *testing.T) {
	t.Parallel()
	j := journal.New(func() time.Time { return time.Unix(1_800_000_000, 0) })
	rec, err := record(Streams{Env: environment(map[string]string{"XDG_STATE_HOME": t.TempDir()})}, recordFlags{}, j, recording.Header{Command: recording.Watch})
	if err != nil {
		t.Fatal(err)
	}
	j.Append(journal.HTTP{Method: "GET", Path: "/accounts", Status: 200, RequestID: "req-9"})
	j.Append(journal.Status{Subject: "account", ID: longAccount, To: "ERROR", ErrorCode: "ACCOUNT_LOCKED", ProviderID: "sss_ph"})
	file, name := rec.file()
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	want := `winkterm: the watch of one.test ended
  user        u-1
              u-2
  account     a-17bb4c02-55f0-4f0e-9a55-0a3c6a5de9d1 ERROR ACCOUNT_LOCKED sss_ph
  requestId   req-9
  recorded    ` + file + `
  look again  winkterm replay ` + name + `
  ticket      winkterm report ` + name + "\n"
	if diff := cmp.Diff(want, rec.watched("one.test", []string{"u-1", "u-2"}, 120)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Whoever sees no screen gets nothing, and a terminal that is gone is no failure.
func TestNothingRemainsWithoutATerminal(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	remain(Streams{Out: &out}, func(int) string { return "text" })
	if out.Len() > 0 {
		t.Errorf("%q is printed", out.String())
	}
	remain(Streams{Out: &out, Terminal: true}, func(int) string { return "text" })
	if out.String() != "text" {
		t.Errorf("%q is printed on a terminal", out.String())
	}
}
