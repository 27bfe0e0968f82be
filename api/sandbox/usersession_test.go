package sandbox

import (
	"testing"
	"time"

	"winkterm/api/wire"
)

func TestAUserSession(t *testing.T) {
	t.Parallel()
	g := uploading(t, Config{Speed: 1})
	user, payslip := g.userID, encode(t, of("PAYSLIP", firstOf(sample(t, "Ryan"))))
	is := func(want string) {
		t.Helper()
		got := g.user(user).Session
		if got == nil || got.Status != want || got.UserID != user || got.Channel != wire.ChannelDefault || got.ChannelID != "" {
			t.Errorf("session %+v, want %s", got, want)
		}
	}
	reset := func() { g.open("POST", "/users/"+user+"/resetSession", "").want(t, 200) }
	is(wire.SessionInProgress)
	g.login("philhealth_ph", "username", "George", "123456")
	is(wire.SessionInProgress)
	g.clock.pass(20 * time.Second)
	is(wire.SessionCompleted)
	reset()
	is(wire.SessionInProgress)
	g.clock.pass(time.Hour)
	is(wire.SessionInProgress)
	g.link("POST", "/archives", payslip).want(t, 200)
	is(wire.SessionInProgress)
	g.clock.pass(20 * time.Second)
	is(wire.SessionCompleted)
	reset()
	is(wire.SessionInProgress)
	if accounts, archives := g.ids("/accounts", "10"), g.archives(""); len(accounts) != 1 || len(archives) != 1 {
		t.Errorf("what is linked stays: accounts %v, archives %v", accounts, archives)
	}
	g.open("POST", "/users/nobody/resetSession", "").refused(t, 404, wire.CodeMissingResource, "user")
}

func firstOf[A, B any](a A, _ B) A { return a }
