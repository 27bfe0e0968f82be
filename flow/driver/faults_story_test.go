package driver_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

// faults are those of the walk's sandbox, as the command puts them together.
func (w *walk) faults() *driver.Faults { return driver.NewFaults(w.Driver, w.control()) }

// set arms or triggers a fault, for the user of the session where it triggers now.
func (w *walk) set(f *driver.Faults, fault wire.Fault) string {
	w.t.Helper()
	if fault.Now {
		fault.When.UserID = w.State().Session.UserID
	}
	done, err := f.Set(fault)
	if err != nil {
		w.t.Fatalf("%s: %v", fault.Name, err)
	}
	return done
}

// armed reads what is armed.
func (w *walk) armed(f *driver.Faults) []wire.Fault {
	w.t.Helper()
	list, err := f.List()
	if err != nil {
		w.t.Fatal(err)
	}
	return list.Armed
}

// noted checks that a note of the topic fault has a text.
func (w *walk) noted(text string) {
	w.t.Helper()
	all := notes(w.journal)
	if !slices.ContainsFunc(all, func(n string) bool { return strings.Contains(n, text) }) {
		w.t.Errorf("no note says %q: %q", text, all)
	}
}

// TestAnArmedFaultStrikesTheNextLogin arms an error for whoever logs in next, the
// right password or not.
func TestAnArmedFaultStrikesTheNextLogin(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	f := w.faults()
	w.reach(flow.Consent)
	w.set(f, wire.Fault{Name: "account.ACCOUNT_LOCKED", Times: 1, When: wire.FaultWhen{UserID: w.State().Session.UserID}})
	if got := w.armed(f); len(got) != 1 || got[0].ID == "" {
		t.Fatalf("armed %+v", got)
	}
	w.login("sss_ph", "ssNumber", "3300000008", "123456")
	if s := w.reach(flow.ConnectError); s.Linking.Current().ErrorCode() != wire.ErrAccountLocked {
		t.Errorf("the account ends in %q", s.Linking.Current().ErrorCode())
	}
	if got := w.armed(f); len(got) > 0 {
		t.Errorf("still armed: %+v", got)
	}
	w.noted("armed f-1: account.ACCOUNT_LOCKED")
	w.noted("triggered f-1: account.ACCOUNT_LOCKED, and is used up")
	if n := countCalls(w, "GET /faults") + countCalls(w, "POST /faults"); n > 0 {
		t.Errorf("%d calls of the control stand among the session's", n)
	}
}

// TestAFaultStrikesAtOnce makes a linked account fail.
func TestAFaultStrikesAtOnce(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	f := w.faults()
	if _, err := f.Set(wire.Fault{Name: "account.TOS_REQUIRED", Now: true}); err == nil || !strings.HasPrefix(err.Error(), "the sandbox refuses: ") {
		t.Errorf("without an account: %v", err)
	}
	w.login("freelancer", "email", "gpalomero1234@smileapi.io", "123456")
	w.reach(flow.ConnectSuccess)
	w.set(f, wire.Fault{Name: "account.TOS_REQUIRED", Now: true})
	w.Apply(flow.AccountWanted{})
	s := w.until("the error", func(s flow.State) bool { return s.Linking.Current().ConnectionStatus == wire.StatusError })
	if s.Linking.Current().ErrorCode() != wire.ErrTOSRequired {
		t.Errorf("the account ends in %q", s.Linking.Current().ErrorCode())
	}
	w.noted("triggered account.TOS_REQUIRED now: ")
}

// TestARequestFaultIsGotOver loses one answer; the poll looks again.
func TestARequestFaultIsGotOver(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	f := w.faults()
	w.login("sss_ph", "ssNumber", "3300000008", "123456")
	w.reach(flow.Connecting)
	w.set(f, wire.Fault{Name: "http.503", Times: 1})
	w.reach(flow.MFA)
	if got := w.armed(f); len(got) > 0 {
		t.Errorf("still armed: %+v", got)
	}
	statuses := []int{}
	for _, h := range records[journal.HTTP](w) {
		statuses = append(statuses, h.Status)
	}
	if !slices.Contains(statuses, http.StatusServiceUnavailable) {
		t.Errorf("no call met the fault: %v", statuses)
	}
}

// TestTheTokenEndsByAFault ends the session under the user's feet, by the fault
// and by the clock: the next call gets a new one, and nothing is lost.
func TestTheTokenEndsByAFault(t *testing.T) {
	t.Parallel()
	for _, name := range []wire.FaultName{"token.expired", "clock.5h"} {
		t.Run(string(name), func(t *testing.T) {
			t.Parallel()
			w := begin(t, plan{sandbox: trueToLife()})
			f := w.faults()
			w.openLogin("sss_ph", "ssNumber")
			w.until("an idle session", func(s flow.State) bool { return s.Calls.Slots[flow.SlotList].Attempt == 0 })
			user := w.State().Session.UserID
			w.set(f, wire.Fault{Name: name, Now: true})
			w.Apply(flow.Typed{Values: map[string]wire.Secret{"ssNumber": "3300000008", "password": "123456"}})
			w.Apply(flow.Submitted{})
			s := w.reach(flow.MFA)
			if n := count(w.callbacks(), "onTokenExpired"); n != 1 || s.Session.UserID != user || len(s.Linking.Accounts) != 1 {
				t.Errorf("onTokenExpired fired %d times, user %s after %s, %d accounts", n, s.Session.UserID, user, len(s.Linking.Accounts))
			}
			w.keepsSecrets("123456")
		})
	}
}

// TestAResetIsFollowed starts the sandbox over in the middle of a login. The ids
// of the new user may be those of the one before.
func TestAResetIsFollowed(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	f := w.faults()
	w.login("sss_ph", "ssNumber", "3300000008", "123456")
	w.reach(flow.MFA)
	w.set(f, wire.Fault{Name: "http.503", Times: 1, When: wire.FaultWhen{Operation: "GET /v1/tasks"}})
	w.set(f, wire.Fault{Name: wire.FaultReset, Now: true})
	if got := w.armed(f); len(got) > 0 {
		t.Errorf("still armed: %+v", got)
	}
	w.until("a new beginning", func(s flow.State) bool { return s.Page != flow.MFA })
	w.login("sss_ph", "ssNumber", "3300000008", "123456")
	w.reach(flow.MFA)
	w.code("1234")
	w.reach(flow.ConnectSuccess)
	if n := count(w.callbacks(), "onAccountCreated"); n != 2 {
		t.Errorf("onAccountCreated fired %d times: %q", n, w.callbacks())
	}
	if n := count(w.callbacks(), "onTokenExpired"); n != 0 {
		t.Errorf("onTokenExpired fired %d times", n)
	}
	for _, s := range records[journal.Status](w) {
		if s.From == "" && s.Since != 0 {
			t.Errorf("the first status of %s comes %s after another", s.ID, s.Since)
		}
	}
	w.noted("triggered sandbox.reset now: ")
	for _, n := range notes(w.journal) {
		if strings.HasPrefix(n, "triggered f-") || strings.HasPrefix(n, "gone") {
			t.Errorf("the reset is noted as %q", n)
		}
	}
}
