// Package control is /_sandbox: what there is, the clock, starting over, and the
// faults, armed for later or triggered at once; see docs/sandbox.md.
//
// # What it must not do
//
// It has no key, so it answers on loopback names and to this machine alone, and
// does nothing for web pages of another origin. No fault and no rate limit may
// touch it: a fault must not keep itself from being disarmed.
package control

import (
	"net/http"
	"strings"
	"time"

	"winkterm/api/host"
	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/document"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// path is where the control is.
const path = "/_sandbox"

// Controls says whether a route is one of the control.
func Controls(rt web.Route) bool { return strings.HasPrefix(rt.Path, path) }

// Control is the control of a sandbox. All fields are wanted but Configured.
type Control struct {
	State    *state.State
	Users    *user.Users
	Accounts *account.Accounts
	Archives *document.Archives
	Tasks    *task.Tasks
	Faults   *fault.Set
	// Configured are the faults that are armed at the start.
	Configured []wire.Fault
	// Cut closes all connections but that of an address, and says how many.
	Cut func(but string) int
	// About is what the summary shows beside what the state has.
	About wire.SandboxState
}

// Routes are the operations of the control.
func (s *Control) Routes() []web.Route {
	route := func(method, rest string, do web.Operation) web.Route {
		return web.Route{Method: method, Path: path + rest, Guard: needLoopback, Status: http.StatusOK, Do: do}
	}
	return []web.Route{
		route("GET", "", s.show),
		route("POST", "/clock", web.StrictJSON(s.moveClock)),
		route("POST", "/reset", s.reset),
		route("GET", "/faults", s.listFaults),
		route("POST", "/faults", web.StrictJSON(s.setFault)),
		route("DELETE", "/faults", s.clearFaults),
		route("DELETE", "/faults/{id}", s.disarmFault),
	}
}

// show serves GET /_sandbox.
func (s *Control) show(*web.Call) (any, error) {
	tx := s.State.Begin()
	defer tx.End()
	sum := s.About
	sum.Now = tx.Now
	sum.Users, sum.Tokens, sum.Sessions = len(s.Users.Rows.All(tx)), len(s.Users.Tokens.All(tx)), len(s.Users.Sessions.All(tx))
	sum.Tasks = len(s.Tasks.Rows.All(tx))
	sum.Accounts, sum.Archives = map[wire.ConnectionStatus]int{}, map[wire.ArchiveStatus]int{}
	for _, a := range s.Accounts.Rows.All(tx) {
		sum.Accounts[a.Status(tx.Now)]++
	}
	for _, a := range s.Archives.Rows.All(tx) {
		sum.Archives[a.Status(tx.Now)]++
	}
	return sum, nil
}

// moveClock serves POST /_sandbox/clock, and shows the state after it.
func (s *Control) moveClock(c *web.Call, body *wire.SandboxAdvance) (any, error) {
	d, err := time.ParseDuration(body.Advance)
	if err != nil {
		return nil, web.Invalid("advance", "must be a duration such as 5h or 90s")
	}
	if err := s.advance(d); err != nil {
		return nil, err
	}
	return s.show(c)
}

func (s *Control) advance(d time.Duration) error {
	tx := s.State.Begin()
	defer tx.End()
	if err := tx.Advance(d); err != nil {
		return web.Invalid("advance", "%v", err)
	}
	return nil
}

// reset serves POST /_sandbox/reset: everything that calls have made is gone,
// ids and waits begin anew, and the clock is the real one again.
func (s *Control) reset(c *web.Call) (any, error) {
	s.startOver()
	return s.show(c)
}

func (s *Control) startOver() {
	tx := s.State.Begin()
	defer tx.End()
	tx.Reset()
	s.Faults.Reset()
	_ = s.Arm() // it went well at the start
}

// needLoopback is the guard of the control, which has no key: it refuses other
// machines, names that only lead to this one by a trick of DNS, and what a web
// page from elsewhere asks for.
func needLoopback(c *web.Call) error {
	if !host.Loopback(c.R.Host) || !host.Loopback(c.R.RemoteAddr) {
		return web.Forbidden("the control of the sandbox answers on loopback names alone, and to this machine alone")
	}
	if new(http.CrossOriginProtection).Check(c.R) != nil {
		return web.Forbidden("the control of the sandbox does nothing for web pages of another origin")
	}
	return nil
}
