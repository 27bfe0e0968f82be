package driver_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
)

// trueToLife is a sandbox with the waits of a real host.
func trueToLife() sandbox.Config { return sandbox.Config{Speed: 1, Seed: 7} }

// TestWholePath links an account with a code and revokes it.
func TestWholePath(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	w.login("sss_ph", "ssNumber", "3300000008", "123456")
	w.reach(flow.Connecting)
	w.reach(flow.MFA)
	w.code("1234")
	w.reach(flow.ConnectSuccess)
	s := w.until("the end of the sync", func(s flow.State) bool { return !s.Linking.Syncing() })
	if len(s.Linking.Tasks) != 1 || s.Linking.Tasks[0].Status != wire.TaskFinished {
		t.Errorf("the tasks are %+v", s.Linking.Tasks)
	}
	account, user := s.Linking.AccountID, s.Session.UserID
	w.Apply(flow.AccountWanted{})
	w.Apply(flow.RevokeWanted{})
	w.until("an idle page", func(s flow.State) bool { return !s.Calls.Polling() && !s.Calls.Reading() })
	w.Apply(flow.RevokeConfirmed{})
	w.until("DISCONNECTED", func(s flow.State) bool { return s.Linking.Current().ConnectionStatus == wire.StatusDisconnected })
	w.until("the list", complete)
	w.Apply(flow.Close{})
	w.Close()

	ids := fmt.Sprintf(`{"accountId":%q,"userId":%q,"providerId":"sss_ph"}`, account, user)
	want := []string{
		"onAccountCreated " + ids, "onAccountConnected " + ids, "onAccountRemoved " + ids, `onClose {"reason":"close"}`,
	}
	if diff := cmp.Diff(want, w.callbacks()); diff != "" {
		t.Errorf("callbacks:\n%s", diff)
	}
	wantUIEvents(t, w, account, user)
	wantStatuses(t, w, account)
	wantCalls(t, w)
	w.keepsSecrets("123456", "1234", "3300000008")
}

func wantUIEvents(t *testing.T, w *walk, account, user string) {
	t.Helper()
	provider := &wire.UIEventAccount{ProviderID: "sss_ph"}
	both := &wire.UIEventAccount{ProviderID: "sss_ph", AccountID: account}
	want := []wire.UIEvent{
		{EventName: wire.ConsentPageOpened}, {EventName: wire.ProviderListPageOpened},
		{EventName: wire.LoginPageOpened, Account: provider}, {EventName: wire.MfaPageOpened, Account: provider},
		{EventName: wire.ConnectSuccessPageOpened, Account: both}, {EventName: wire.AccountRevokePageOpened, Account: both},
	}
	for i := range want {
		want[i].Mode, want[i].UserID = wire.ModeSandbox, user
	}
	var got []wire.UIEvent
	last := w.journal.Start()
	for _, c := range records[journal.Callback](w) {
		if c.Name != string(wire.OnUIEvent) {
			continue
		}
		var e wire.UIEvent
		if err := json.Unmarshal([]byte(c.Args), &e); err != nil {
			t.Fatal(err)
		}
		if e.EventTime.Before(last) {
			t.Errorf("%s happened at %s, before the one before it", e.EventName, e.EventTime)
		}
		last, e.EventTime = e.EventTime, time.Time{}
		got = append(got, e)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("onUIEvent:\n%s", diff)
	}
}

// wantStatuses checks the status lane: from where to where, and that the time
// since is the time that passed.
func wantStatuses(t *testing.T, w *walk, account string) {
	t.Helper()
	want := []string{"PENDING", "AWAITING_MFA", "PENDING", "CONNECTED", "DISCONNECTED"}
	var got []string
	from, at := "", time.Time{}
	for _, r := range w.journal.Since(0) {
		s, ok := r.Data.(journal.Status)
		if !ok {
			continue
		}
		if s.ID != account || s.Subject != "account" || s.From != from {
			t.Errorf("%+v after %q", s, from)
		}
		if !at.IsZero() && s.Since != r.At.Sub(at) || at.IsZero() && s.Since != 0 {
			t.Errorf("%s came %s after the one before, and since says %s", s.To, r.At.Sub(at), s.Since)
		}
		from, at = s.To, r.At
		got = append(got, s.To)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statuses:\n%s", diff)
	}
}

// wantCalls checks the http lane: everything that was sent is there, with what
// support asks for.
func wantCalls(t *testing.T, w *walk) {
	t.Helper()
	var kinds []string
	for _, h := range records[journal.HTTP](w) {
		if h.Status == 0 && h.Method == "GET" && strings.Contains(h.Err, "stopped") {
			continue // a poll that was given up
		}
		if h.Status/100 != 2 || h.RequestID == "" || h.Attempt != 1 || !strings.HasSuffix(h.URL, h.Path) && !strings.Contains(h.URL, "?") {
			t.Errorf("%s %s %s: status %d, request %q, attempt %d", h.API, h.Method, h.URL, h.Status, h.RequestID, h.Attempt)
		}
		path := h.Path
		if i := strings.Index(path, "/a-"); i >= 0 {
			path = path[:i] + "/{id}" + path[min(len(path), i+len("/a-")+32):]
		}
		kinds = append(kinds, h.API+" "+h.Method+" "+path)
	}
	if n := len(records[journal.HTTP](w)); n != len(w.raw) {
		t.Errorf("%d calls recorded of %d", n, len(w.raw))
	}
	slices.Sort(kinds)
	want := []string{
		"link DELETE /accounts/{id}", "link GET /accounts/{id}", "link GET /providers", "link GET /providers/sss_ph/login",
		"link POST /accounts", "link POST /accounts/{id}/mfa", "link POST /sessions", "open GET /accounts/{id}/payload", "open GET /tasks", "open POST /users",
	}
	if diff := cmp.Diff(want, slices.Compact(kinds)); diff != "" {
		t.Errorf("calls:\n%s", diff)
	}
}
