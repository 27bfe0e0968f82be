package flow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// TestFailuresInEverySlot is what each kind of failure means in each slot.
func TestFailuresInEverySlot(t *testing.T) {
	t.Parallel()
	browsing := []string{"begin", "token u-1", "session", "consent", "search grab"}
	for _, c := range []struct {
		from []string
		slot string
		// stays are the kinds that leave the user on the page.
		stays []string
	}{
		{[]string{"begin"}, "user", nil},
		{add(toList, "choose grab"), "user", []string{"rejected", "gone", "expired"}},
		{add(toLogin, "submit"), "user", []string{"rejected", "gone", "expired"}},
		{add(toMFA, "submit"), "user", []string{"rejected", "gone", "expired"}},
		{add(toMFA, "resend"), "user", []string{"rejected", "gone", "expired"}},
		{add(toAsked, "confirm"), "user", []string{"rejected", "gone", "expired"}},
		{add(toAccount, "stop-sync"), "user", []string{"rejected", "gone", "expired"}},
		{add(toList, "upload"), "user", []string{"rejected", "gone", "expired"}},
		{add(toFiles, "submit", "sent bytes=10 of=20"), "user", []string{"rejected", "gone", "expired"}},
		{add(toArchive, "revoke", "confirm"), "user", []string{"rejected", "gone", "expired"}},
		{toAnalysis, "poll", []string{"passing", "expired"}},
		{add(toValues, "refresh"), "poll", []string{"passing", "expired"}},
		{add(toArchive, "refresh"), "poll", []string{"passing", "expired"}},
		{toWaiting, "poll", []string{"passing", "expired"}},
		{toMFA, "poll", []string{"passing", "expired"}},
		{toSuccess, "poll", []string{"passing", "expired"}},
		{add(toAccount, "refresh"), "poll", []string{"passing", "expired"}},
		{browsing, "list", []string{"lasting", "passing", "rejected", "gone", "expired"}},
		{browsing, "search", []string{"lasting", "passing", "rejected", "gone", "expired"}},
		{add(toLogin, "expire"), "token", nil},
	} {
		for kind := range failureKinds {
			s := played(t, c.from...)
			page := s.state.Page
			s.play("fail " + c.slot + " " + kind)
			want := flow.Problem
			if slices.Contains(c.stays, kind) {
				want = page
			}
			if s.state.Page != want {
				t.Errorf("%s in the %s slot of %s leads to %s, want %s", kind, c.slot, page, s.state.Page, want)
			}
			if want == flow.Problem {
				checkProblem(t, s, page)
			}
		}
	}
}

// checkProblem tries the ways out of the Problem page.
func checkProblem(t *testing.T, s *story, origin flow.Page) {
	t.Helper()
	if s.state.Calls.Failed.Origin != origin || s.state.Calls.Failed.Failure.Title == "" {
		t.Errorf("the problem of %s is kept as %+v", origin, s.state.Calls.Failed)
	}
	again, _, _ := flow.Step(s.state, flow.Retried{})
	waiting := slices.ContainsFunc(again.Calls.Slots[:], func(c flow.Call) bool { return c.Attempt != 0 })
	if again.Page != origin || !waiting {
		t.Errorf("retrying leads from the problem of %s to %s, with %+v under way", origin, again.Page, again.Calls.Slots)
	}
	if gone, _, _ := flow.Step(s.state, flow.Done{}); gone.Page != flow.Closed || gone.Session.CloseReason != wire.CloseError {
		t.Errorf("leaving the problem of %s leads to %s by %q", origin, gone.Page, gone.Session.CloseReason)
	}
}

// TestNothingChangesForLong stops looking at an account after hundreds of looks,
// says so, and looks again when asked to.
func TestNothingChangesForLong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from []string
		seen string
	}{
		{toWaiting, "seen a-1 PENDING at=grab"},
		{toMFA, "seen a-1 AWAITING_MFA otp id=c-1 length=4 left=3 at=grab"},
		{toSuccess, "synced a-1 CONNECTED LINK_ACCOUNT:Started at=grab"},
		{toAnalysis, "analysed d-1 STARTED type=PAYSLIP"},
		{add(toAnalysis, "back", "back", "archive d-1"), "analysed d-1 STARTED type=PAYSLIP"},
	} {
		s := played(t, c.from...)
		page := s.state.Page
		looks := 0
		for ; s.state.Calls.Polling() && looks < 1000; looks++ {
			s.play(c.seen)
		}
		if looks < 50 || looks >= 1000 || s.state.Page != page || s.state.Notice.Text == "" {
			t.Errorf("on %s: %d looks, then %s with %q", page, looks, s.state.Page, s.state.Notice.Text)
		}
		s.play("refresh")
		if !s.state.Calls.Polling() {
			t.Errorf("%s does not look again", page)
		}
	}
}

// TestAPollWaitsAsLongAsTheHostWants passes Retry-After on.
func TestAPollWaitsAsLongAsTheHostWants(t *testing.T) {
	t.Parallel()
	s := played(t, toWaiting...)
	s.play("fail poll passing after=9")
	poll, ok := s.state.Calls.Slots[flow.SlotPoll].Request.(flow.Poll)
	if !ok || poll.Wait != 9*time.Second || poll.Round != 2 {
		t.Errorf("the next poll is %+v", s.state.Calls.Slots[flow.SlotPoll].Request)
	}
}

// TestAnArchivesPollWaitsToo passes Retry-After on for documents.
func TestAnArchivesPollWaitsToo(t *testing.T) {
	t.Parallel()
	s := played(t, toAnalysis...)
	s.play("fail poll passing after=9")
	want := flow.Poll{Subject: flow.Subject{Kind: flow.SubjectArchive, ID: "d-1"}, Wait: 9 * time.Second, Round: 2}
	if s.state.Calls.Slots[flow.SlotPoll].Request != want {
		t.Errorf("the next poll is %+v", s.state.Calls.Slots[flow.SlotPoll].Request)
	}
}

// TestFailureInOneLine joins what there is to say.
func TestFailureInOneLine(t *testing.T) {
	t.Parallel()
	f := flow.Failure{Title: "the server is down", Message: "try later", RequestID: "r-1"}
	if got, want := f.Summary(), "the server is down: try later (requestId r-1)"; got != want {
		t.Errorf("Line is %q, want %q", got, want)
	}
	if f = (flow.Failure{}); f.Failed() || f.Summary() != "" {
		t.Errorf("no failure reads %q", f.Summary())
	}
}

// TestPatternsOfFields checks what is typed the way the host's pattern says.
func TestPatternsOfFields(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ value, wrong string }{
		{"3300000008", ""}, {"", "is needed"}, {"33", "does not look right: 10 digits"},
		{"33000000089", "does not look right: 10 digits"}, {"x3300000008", "does not look right: 10 digits"},
	} {
		s := played(t, add(toList, "choose sss_ph", "form ss:number,nickname")...)
		s.play(fmt.Sprintf("type number=%s", c.value))
		s.play("submit")
		if got := s.state.Linking.Invalid["number"]; got != c.wrong {
			t.Errorf("%q: %q, want %q", c.value, got, c.wrong)
		}
		if sent := s.state.Calls.Busy(); sent != (c.wrong == "") {
			t.Errorf("%q is sent: %t", c.value, sent)
		}
		if s.play("type number=1"); strings.TrimSpace(s.state.Linking.Invalid["number"]) != "" {
			t.Errorf("%q: the complaint stays while it is mended", c.value)
		}
	}
}

// TestABrokenPatternLetsEverythingThrough leaves the checking to the host.
func TestABrokenPatternLetsEverythingThrough(t *testing.T) {
	t.Parallel()
	s := played(t, add(toList, "choose odd")...)
	form := wire.LoginForm{Options: []wire.LoginOption{{ID: "o", Fields: []wire.Field{{Name: "f", Required: true, Pattern: "(["}}}}}
	s.apply(flow.Answer{Attempt: s.waits("form"), Reply: flow.LoginLoaded{Form: form}})
	s.play("type f=anything")
	if s.play("submit"); !s.state.Calls.Busy() {
		t.Errorf("not sent: %v", s.state.Linking.Invalid)
	}
}
