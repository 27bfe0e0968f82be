package flow_test

import (
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
)

// atLogin is a state with a half-typed login and a list that was read.
func atLogin(tb testing.TB) *story {
	tb.Helper()
	return played(tb, "begin", "token u-1", "session", "providers 3 last", "consent", "choose grab",
		"form mobile:number,password", "type number=9559991234 password=secret")
}

// played plays commands on a fresh native session.
func played(tb testing.TB, commands ...string) *story {
	tb.Helper()
	s := &story{probe: newProbe(tb, flow.Options{Native: true, Widget: wire.WidgetOptions{EnableUpload: true}})}
	for _, c := range commands {
		s.play(c)
	}
	return s
}

// BenchmarkTyping is a key in a field of the login.
func BenchmarkTyping(b *testing.B) {
	s := atLogin(b)
	e := s.typing(parseArgs(strings.Fields("password=secret1")))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := flow.Step(s.state, e); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearching is a key in the search field.
func BenchmarkSearching(b *testing.B) {
	s := played(b, "begin", "token u-1", "session", "providers 3 cursor=p2", "consent")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := flow.Step(s.state, flow.Searched{Query: "sss"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPollAnswer is an answer that changes nothing.
func BenchmarkPollAnswer(b *testing.B) {
	s := atLogin(b)
	s.play("submit")
	s.play("created a-1 PENDING at=grab")
	poll := s.state.Calls.Slots[flow.SlotPoll].Attempt
	reply, _ := s.reply("seen", parseArgs(strings.Fields("a-1 PENDING at=grab")))
	e := flow.Answer{Attempt: poll, Reply: reply}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := flow.Step(s.state, e); err != nil {
			b.Fatal(err)
		}
	}
}
