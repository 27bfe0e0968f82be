package cli

import (
	"fmt"
	"testing"
	"time"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
)

// in is a program with another process's sandbox in its environment.
func (o *another) in(program string) string {
	command := "env"
	for name, value := range o.env() {
		command += " " + name + "=" + value
	}
	return command + " " + program
}

// The screen follows a link that another process makes, in three windows, and
// ends with what was awaited.
func TestTheWatchScreenFollowsALink(t *testing.T) {
	t.Parallel()
	needTmux(t)
	program := build(t, "winkterm")
	for _, size := range []struct{ width, height int }{{120, 40}, {80, 24}, {60, 18}} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			o := elsewhere(t, sandbox.Config{Speed: 1})
			u := o.user()
			w := walking(t, o.in(program), size.width, size.height, "watch --user "+u.User.ID+" --until Finished")
			w.sees("watch", "until Finished", u.User.ID, "nothing linked or uploaded yet", "None yet")
			client, a := o.links(u, "123456")
			w.sees("sss_ph", "… PENDING", "… LINK_ACCOUNT Started", "Transitions 2", "2 open")
			o.clock.advance(5 * time.Second)
			w.sees("○ AWAITING_MFA", "Transitions 3")
			if _, err := client.AnswerMFA(t.Context(), a.ID, wire.MFAAnswer{Code: "1234"}); err != nil {
				t.Fatal(err)
			}
			w.sees("Transitions 4")
			o.clock.advance(20 * time.Second)
			w.sees("-> Finished", "left with 0")
		})
	}
}

// Without a user it waits for one, and the keys work.
func TestTheWatchScreenWaitsForUsers(t *testing.T) {
	t.Parallel()
	needTmux(t)
	o := elsewhere(t, sandbox.Config{})
	w := walking(t, o.in(build(t, "winkterm")), 80, 24, "watch")
	w.sees("newest 10 users", "There is no user at 127.0.0.1")
	u := o.user()
	w.sees(u.User.ID, "nothing linked or uploaded yet")
	o.links(u, "error_ACCOUNT_LOCKED")
	w.sees("✗ ERROR", "ACCOUNT_LOCKED", "✓ LINK_ACCOUNT Finished")
	w.types("?")
	w.sees("other half", "end G")
	w.keys("Escape")
	w.sees("Transitions 2")
	w.keys("Tab", "Home")
	w.sees("› Transitions")
	w.types("q")
	w.sees("left with 0")
}
