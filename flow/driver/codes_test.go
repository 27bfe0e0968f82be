package driver_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
)

// TestErrorCodes reaches each of the 16 codes by its magic password.
func TestErrorCodes(t *testing.T) {
	t.Parallel()
	for _, code := range wire.AccountErrorCodes() {
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			w := begin(t, plan{sandbox: trueToLife()})
			w.login("sss_ph", "ssNumber", "3300000008", "error_"+string(code))
			s := w.reach(flow.ConnectError)
			if got := s.Linking.Current().ErrorCode(); got != code {
				t.Errorf("the account ends in %q", got)
			}
			w.Apply(flow.Done{})
			ids := fmt.Sprintf(`{"accountId":%q,"userId":%q,"providerId":"sss_ph"`, s.Linking.AccountID, s.Session.UserID)
			want := []string{
				"onAccountCreated " + ids + "}", fmt.Sprintf("onAccountError %s,%q:%q}", ids, "errorCode", code), `onClose {"reason":"error"}`,
			}
			if diff := cmp.Diff(want, w.callbacks()); diff != "" {
				t.Errorf("callbacks:\n%s", diff)
			}
			statuses := records[journal.Status](w)
			if last := statuses[len(statuses)-1]; last.To != "ERROR" || last.ErrorCode != string(code) || last.Since <= 0 {
				t.Errorf("the last status is %+v", last)
			}
			w.keepsSecrets("error_" + string(code))
		})
	}
}

// TestLaterError links an account whose first sync fails, with waits and without.
func TestLaterError(t *testing.T) {
	t.Parallel()
	for name, host := range map[string]sandbox.Config{"with waits": trueToLife(), "without": {}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, plan{sandbox: host})
			w.login("freelancer", "email", "gpalomero1234@smileapi.io", "later_TOS_REQUIRED")
			w.reach(flow.ConnectSuccess)
			s := w.until("the failed sync", func(s flow.State) bool { return s.Linking.Current().ConnectionStatus == wire.StatusError })
			if s.Page != flow.ConnectSuccess || s.Linking.Current().ErrorCode() != wire.ErrTOSRequired || s.Notice.Text == "" {
				t.Errorf("page %s, code %q, notice %q", s.Page, s.Linking.Current().ErrorCode(), s.Notice.Text)
			}
			connected := `onAccountConnected {"accountId":"` + s.Linking.AccountID + `","userId":"` + s.Session.UserID + `","providerId":"freelancer"}`
			if got := w.callbacks(); len(got) != 2 || got[1] != connected {
				t.Errorf("callbacks: %q", got)
			}
		})
	}
}

// TestSlowLogin watches a login that takes a minute and a half.
func TestSlowLogin(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	w.login("philhealth_ph", "username", "George", "slow_90")
	w.reach(flow.ConnectSuccess)
	statuses := records[journal.Status](w)
	took := statuses[len(statuses)-1].Since
	if len(statuses) != 2 || took < 90*time.Second || took > 95*time.Second {
		t.Errorf("%d statuses, the last one after %s", len(statuses), took)
	}
	if polls := countCalls(w, "GET /accounts/"+w.State().Linking.AccountID); polls > 60 {
		t.Errorf("%d polls in %s", polls, took)
	}
}

func countCalls(w *walk, kind string) int {
	n := 0
	for _, h := range records[journal.HTTP](w) {
		if h.Method+" "+h.Path == kind {
			n++
		}
	}
	return n
}

// TestWrongCode answers wrongly twice and then rightly, at other kinds of second
// steps as well.
func TestWrongCode(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	w.login("sss_ph", "ssNumber", "3300000008", "123456")
	for left := 3; left > 1; left-- {
		w.until("the question", asked(left))
		w.code("9999")
	}
	w.until("the question", asked(1))
	w.Apply(flow.ResendWanted{})
	w.until("another code", func(s flow.State) bool {
		return s.Page == flow.MFA && !s.Calls.Busy() && s.Linking.Challenge.LastError == ""
	})
	w.code("1234")
	w.reach(flow.ConnectSuccess)
	w.keepsSecrets("9999", "1234")
}

func asked(left int) func(flow.State) bool {
	return func(s flow.State) bool {
		return s.Page == flow.MFA && !s.Calls.Busy() && s.Linking.Challenge.AttemptsLeft == left
	}
}

// TestChoiceThenCode picks a channel first.
func TestChoiceThenCode(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	w.login("grab", "mobile", "9559991234", "123456")
	w.reach(flow.MFA)
	w.Apply(flow.Typed{Values: map[string]wire.Secret{flow.ChoiceField: "email"}})
	w.Apply(flow.Submitted{})
	w.until("the code's question", func(s flow.State) bool {
		return s.Page == flow.MFA && !s.Calls.Busy() && s.Linking.Challenge.Kind == wire.MFAOTP
	})
	w.code("1234")
	w.reach(flow.ConnectSuccess)
	if n := count(w.callbacks(), "onAccountCreated"); n != 1 {
		t.Errorf("onAccountCreated fired %d times", n)
	}
}

// TestCodeLapses lets the code's time pass.
func TestCodeLapses(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife()})
	w.login("sss_ph", "ssNumber", "3300000008", "123456")
	w.reach(flow.MFA)
	w.clock.pass(5 * time.Minute)
	if s := w.reach(flow.ConnectError); s.Linking.Current().ErrorCode() != wire.ErrMFATimeout {
		t.Errorf("the account ends in %q", s.Linking.Current().ErrorCode())
	}
}

// count says how many texts begin with a word.
func count(texts []string, word string) int {
	return len(slices.DeleteFunc(slices.Clone(texts), func(text string) bool {
		return len(text) < len(word) || text[:len(word)] != word
	}))
}
