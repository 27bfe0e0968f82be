package flow_test

import (
	"reflect"
	"strings"
	"testing"

	"winkterm/flow"
)

// TestStatesShareNothing goes two ways from one state: neither shows in the other.
func TestStatesShareNothing(t *testing.T) {
	t.Parallel()
	fork := played(t, add(toList, "choose grab")...)
	ways := map[string][]string{
		"options": {"form mobile:number email:mail", "option mobile", "type number=95599", "back", "option email"},
		"login":   {"form mobile:number", "type number=9559991234", "submit", "created a-1 PENDING at=grab"},
		"files":   {"form mobile:number", "back", "upload", "types PAYSLIP COMPANY_ID", "choose-type PAYSLIP", "add a.pdf", "remove 0", "add b.pdf", "add c.pdf", "back", "choose-type COMPANY_ID", "add d.pdf", "add e.pdf", "remove 0"},
		"papers":  {"form mobile:number", "back", "upload", "types PAYSLIP", "choose-type PAYSLIP", "add a.pdf", "submit", "uploaded d-1 STARTED type=PAYSLIP", "analysed d-1 ANALYZED type=PAYSLIP", "revoke", "revoke", "confirm"},
		"survey":  {"form record=sss_ph", "record", "provider sss_ph", "form ss:number", "back"},
	}
	ends, kept := map[string]flow.State{}, map[string]flow.State{}
	for name, commands := range ways {
		s := &story{probe: newProbe(t, fork.state.Options)}
		s.state, s.alive[fork.state.Calls.Attempt], s.lastAsk = fork.state, fork.state.Calls.Slots[flow.SlotUser].Request, fork.lastAsk
		for _, c := range commands {
			s.play(c)
		}
		ends[name], kept[name] = s.state, copied(s.state)
		for other, end := range ends {
			if !reflect.DeepEqual(end, kept[other]) {
				t.Errorf("going the way of %s changed the end of %s", name, other)
			}
		}
	}
}

// TestOneThingAtATime ignores what is wanted while something else is under way,
// but for typing, going back and closing.
func TestOneThingAtATime(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from    []string
		command string
	}{
		{add(toLogin, "submit"), "submit"}, {add(toMFA, "submit"), "submit"}, {add(toMFA, "resend"), "resend"},
		{add(toList, "choose grab"), "choose upwork"}, {add(toAsked, "confirm"), "revoke"},
		{add(toFiles, "submit"), "submit"}, {add(toFiles, "submit"), "add other.pdf"}, {add(toFiles, "submit"), "remove 0"},
		{add(toArchive, "revoke", "confirm"), "confirm"},
		{add(toSurvey, "record"), "record"}, {[]string{"begin"}, "begin"},
		{add(toConsent[:3], "consent", "search grab"), "search grab"},
	} {
		s := played(t, c.from...)
		if effects := s.play(c.command); len(effects) > 0 {
			t.Errorf("%s a second time does %v", c.command, effects)
		}
	}
	s := played(t, add(toLogin, "submit")...)
	if s.play("type number=9550000000"); s.state.Value("number").Reveal() != "9550000000" {
		t.Error("typing is ignored while the login is sent")
	}
}

// TestSuccessForgetsWhatWasTyped keeps neither the login nor the code.
func TestSuccessForgetsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := played(t, add(toMFA, "submit", "accepted a-1 CONNECTED at=grab")...)
	if s.state.Page != flow.ConnectSuccess || len(s.state.Linking.Typed) > 0 {
		t.Errorf("%s still has %v", s.state.Page, s.state.Linking.Typed)
	}
}

// TestPollFailuresAreOfOnePage counts the polls that fail in a row anew for each login.
func TestPollFailuresAreOfOnePage(t *testing.T) {
	t.Parallel()
	s := played(t, toWaiting...)
	for range 5 {
		s.play("fail poll passing")
	}
	for c := range strings.SplitSeq("back,submit,created a-2 PENDING at=grab,fail poll passing", ",") {
		s.play(c)
	}
	if s.state.Page != flow.Connecting {
		t.Errorf("the first failed poll of a login leads to %s", s.state.Page)
	}
}

// TestShownCountsQuestions tells a new question of the same kind from the same
// one seen again, so that keys meant for the one before can be swallowed.
func TestShownCountsQuestions(t *testing.T) {
	t.Parallel()
	s := played(t, toMFA...)
	before := s.state.ViewCount
	if s.play("seen a-1 AWAITING_MFA otp id=c-1 length=4 left=3 at=grab"); s.state.ViewCount != before {
		t.Errorf("the same question counts again")
	}
	if s.play("seen a-1 AWAITING_MFA otp id=c-2 length=4 left=3 at=grab"); s.state.ViewCount != before+1 {
		t.Errorf("another question counts %d times", s.state.ViewCount-before)
	}
}

// TestPickedFilesAreNotShared adds another file to each of two states that come
// from one in which there was room.
func TestPickedFilesAreNotShared(t *testing.T) {
	t.Parallel()
	s := played(t, add(toFiles, "add b.pdf", "add c.pdf", "remove 1")...)
	one, _, _ := flow.Step(s.state, flow.FileAdded{File: file(parseArgs([]string{"x.pdf"}))})
	two, _, _ := flow.Step(s.state, flow.FileAdded{File: file(parseArgs([]string{"y.pdf"}))})
	if a, b := one.Documents.Picked()[2].Name, two.Documents.Picked()[2].Name; a != "x.pdf" || b != "y.pdf" {
		t.Errorf("the third files are %s and %s", a, b)
	}
}

// TestAPollThatSucceedsForgivesFailures counts the polls of an analysis that fail
// in a row.
func TestAPollThatSucceedsForgivesFailures(t *testing.T) {
	t.Parallel()
	s := played(t, toAnalysis...)
	for range 3 {
		for range 5 {
			s.play("fail poll passing")
		}
		s.play("analysed d-1 STARTED type=PAYSLIP")
	}
	if s.state.Page != flow.ArchiveStatus {
		t.Errorf("polls that failed before lead to %s", s.state.Page)
	}
}
