// Package control is /_sandbox: what there is, the clock, starting over, the faults,
// armed for later or triggered at once, what was asked of the sandbox, what has happened
// in it, linking in one call, the messages of invites and revoking these; see docs/sandbox.md.
//
// # What it must not do
//
// Without a key of its own it answers on loopback names and to this machine alone,
// and it does nothing for web pages of another origin. No fault and no rate limit
// may touch it: a fault must not keep itself from being disarmed.
package control

import (
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
	"time"

	"winkterm/api/host"
	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/catalogue"
	"winkterm/api/sandbox/document"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/invite"
	"winkterm/api/sandbox/sender"
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

// Control is the control of a sandbox. All fields are wanted but Key and Configured.
type Control struct {
	State     *state.State
	Users     *user.Users
	Catalogue *catalogue.Catalogue
	Accounts  *account.Accounts
	Archives  *document.Archives
	Tasks     *task.Tasks
	Events    *event.Log
	Invites   *invite.Invites
	Faults    *fault.Set
	Sender    *sender.Sender
	// Key lets other machines in that show it as Bearer; empty lets in none.
	Key wire.Secret
	// Configured are the faults that are armed at the start.
	Configured []wire.Fault
	// Cut closes all connections but that of an address.
	Cut func(but string)
	// About is what the summary shows beside what the state has.
	About wire.SandboxState

	seen requests
}

// Routes are the operations of the control.
func (s *Control) Routes() []web.Route {
	route := func(method, rest string, do web.Operation, parameters ...string) web.Route {
		guard := func(c *web.Call) error {
			err := s.Guard(c)
			for name := range c.R.URL.Query() {
				if err == nil && !slices.Contains(parameters, name) {
					err = web.Invalid("query", "has a parameter that is not known: %.60q", name)
				}
			}
			return err
		}
		return web.Route{Method: method, Path: path + rest, Guard: guard, Status: http.StatusOK, Do: do}
	}
	return []web.Route{
		route("GET", "", s.show),
		route("POST", "/clock", web.StrictJSON(s.moveClock)),
		route("POST", "/reset", bare(s.reset)),
		route("POST", "/link", web.StrictJSON(s.link)),
		route("GET", "/requests", s.listRequests, "userId", "operation", "status", "since", "size"),
		route("GET", "/events", s.listEvents, "userId", "type", "since", "size"),
		route("GET", "/messages", s.Invites.Messages),
		route("POST", "/invites/{id}/revoke", bare(s.Invites.Revoke)),
		route("GET", "/deliveries", s.listDeliveries, "userId", "webhookId", "type", "state", "since", "size"),
		route("GET", "/faults", s.listFaults),
		route("POST", "/faults", web.StrictJSON(s.setFault)),
		route("DELETE", "/faults", bare(s.clearFaults)),
		route("DELETE", "/faults/{id}", bare(s.disarmFault)),
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
	d, err := state.ParseAdvance(body.Advance)
	if err != nil {
		return nil, web.Invalid("advance", "must be such as 60d, 5h, 90s or 1d12h, of %d days at most", state.MaxAdvance/(24*time.Hour))
	}
	if err := s.advance(d); err != nil {
		return nil, err
	}
	return s.show(c)
}

// advance moves the clock, and has what is due by then happen.
func (s *Control) advance(d time.Duration) error {
	tx := s.State.Begin()
	err := tx.Advance(d)
	tx.End()
	if err != nil {
		return web.Invalid("advance", "%v", err)
	}
	s.State.Begin().End()
	return nil
}

// reset serves POST /_sandbox/reset: everything that calls have made is gone,
// ids, waits and the clock begin anew.
func (s *Control) reset(c *web.Call) (any, error) {
	s.startOver()
	return s.show(c)
}

func (s *Control) startOver() {
	tx := s.State.Begin()
	tx.Reset()
	tx.End()
	s.Faults.Reset()
	s.seen.reset()
	_ = s.Arm() // it went well at the start
}

// link serves POST /_sandbox/link: the account is there at once, as it would be
// after all calls and waits of a login. Without a user it makes one.
func (s *Control) link(_ *web.Call, body *wire.SandboxLink) (any, error) {
	if err := s.checkUser("userId", body.UserID); err != nil {
		return nil, err
	}
	tx := s.State.Begin()
	defer tx.End()
	return s.Accounts.Link(tx, *body, func() string { return s.Users.Add(tx, nil).ID })
}

// bare is an operation of a call that takes no body, in which so no field may be
// misspelt.
func bare(do web.Operation) web.Operation {
	return func(c *web.Call) (any, error) {
		var body map[string]any
		if err := c.Decode(&body); err != nil {
			return nil, err
		}
		if len(body) > 0 {
			return nil, web.Invalid("body", "this call takes no fields")
		}
		return do(c)
	}
}

// Guard refuses what a web page from elsewhere asks for and, unless the control's
// key is shown, other machines and names that only lead to this one by a trick of
// DNS.
func (s *Control) Guard(c *web.Call) error {
	if new(http.CrossOriginProtection).Check(c.R) != nil {
		return web.Forbidden("the control of the sandbox does nothing for web pages of another origin")
	}
	if key, shown := c.Bearer(); shown && s.Key != "" {
		if subtle.ConstantTimeCompare([]byte(key), []byte(s.Key.Reveal())) != 1 {
			return web.Unauthorized("the control's key is wrong")
		}
		return nil
	}
	if !host.Loopback(c.R.Host) || !host.Loopback(c.R.RemoteAddr) {
		return web.Forbidden("the control of the sandbox answers on loopback names and to this machine alone, others show the key of --control-key-env as Bearer")
	}
	return nil
}
