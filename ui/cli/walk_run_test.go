package cli

import "testing"

// The table shows how a run goes; ctrl+c stops it, and what did not pass remains below.
func TestTheRunTableFollowsARun(t *testing.T) {
	t.Parallel()
	needTmux(t)
	dir := write(t, map[string]string{"a.yaml": linkScenario, "b.yaml": "version: 1\nname: another code\nsteps:\n  - consent\nexpect:\n  - errorCode: MFA_TIMEOUT\n"})
	w := walking(t, build(t, "winkterm"), 60, 18, "run "+dir+" --repeat 9999")
	w.sees("winkterm run", "embedded", "/19998", "passed", "Not passed", "another code", "b.yaml:6:5", "ctrl+c stop")
	w.keys("C-c")
	w.sees("skipped in", "interrupted: ", "left with 130")
}
