package account

import (
	"net/http"

	"winkterm/api/sandbox/catalogue"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// Accounts is all of them.
type Accounts struct {
	st        *state.State
	users     *user.Users
	tasks     *task.Tasks
	catalogue *catalogue.Catalogue
	// Rows are the accounts; their users are the owners.
	Rows *state.Table[*Account]
}

// New adds the table of accounts to a state.
func New(st *state.State, users *user.Users, tasks *task.Tasks, all *catalogue.Catalogue) *Accounts {
	s := &Accounts{st: st, users: users, tasks: tasks, catalogue: all}
	s.Rows = state.NewTable(st, "accounts", s.revive)
	tasks.AddSources(func(tx *state.Tx, id string) (task.Source, bool) { return s.Rows.Get(tx, id) })
	return s
}

// OpenAPI is the Open API's operations on accounts.
func (s *Accounts) OpenAPI(key func(*web.Call) error) []web.Route {
	return []web.Route{
		{Method: "GET", Path: "/v1/accounts", Guard: key, Status: http.StatusOK, Do: s.list},
		{Method: "GET", Path: "/v1/accounts/{id}", Guard: key, Status: http.StatusOK, Do: s.found(s.get)},
		{Method: "DELETE", Path: "/v1/accounts/{id}", Guard: key, Status: http.StatusOK, Do: s.found(s.delete)},
		{Method: "POST", Path: "/v1/accounts/{id}/disableMonitor", Guard: key, Status: http.StatusOK, Do: s.found(s.disableMonitor)},
		{Method: "POST", Path: "/v1/accounts/{id}/exports/generate", Guard: key, Status: http.StatusOK, Do: s.generateExport},
	}
}

// operation does what a call asks of an account.
type operation func(tx *state.Tx, c *web.Call, a *Account) (any, error)

// found is an operation on the account of the path.
func (s *Accounts) found(do operation) web.Operation {
	return func(c *web.Call) (any, error) {
		tx := s.st.Begin()
		defer tx.End()
		a, ok := s.Rows.Get(tx, c.ID())
		if !ok {
			return nil, errMissing
		}
		return do(tx, c, a)
	}
}

var errMissing = web.Missing("there is no account of this id")

// list serves list-accounts.
func (s *Accounts) list(c *web.Call) (any, error) {
	q, err := web.ReadQuery(c.R, "userId", "startDate", "endDate")
	if err != nil {
		return nil, err
	}
	tx := s.st.Begin()
	defer tx.End()
	list := s.Rows.All(tx)
	if id := q.Get("userId"); id != "" {
		list = s.Rows.Owned(tx, id)
	}
	return web.Newest(list, q, nil, func(a *Account) wire.Account {
		shown, _ := s.read(tx, a)
		return shown
	})
}

// get serves get-account.
func (s *Accounts) get(tx *state.Tx, _ *web.Call, a *Account) (any, error) {
	shown, _ := s.read(tx, a)
	return shown, nil
}

// delete serves delete-account, and revokeAccount of the Link contract. Once more
// changes nothing, so a client may repeat it.
func (s *Accounts) delete(tx *state.Tx, _ *web.Call, a *Account) (any, error) {
	s.Revoke(tx, a)
	return nil, nil
}

// Revoke disconnects an account and forgets what was read from it.
func (s *Accounts) Revoke(tx *state.Tx, a *Account) {
	if a.Status(tx.Now) == wire.StatusDisconnected {
		return
	}
	a.History.cut(tx.Now)
	a.History.add(step{At: tx.Now, Status: wire.StatusDisconnected})
	s.Rows.Changed(tx, a)
	s.tasks.Rows.DropOwned(tx, a.ID)
}

// disableMonitor serves disable-account-monitor.
func (s *Accounts) disableMonitor(tx *state.Tx, _ *web.Call, a *Account) (any, error) {
	if a.monitor(a.History.index(tx.Now)).Status == wire.MonitorUnsupported {
		return nil, web.Invalid("accountId", "this account has no continuous sync that could be disabled")
	}
	if a.Monitor != wire.MonitorCustomerDisabled {
		s.SetMonitor(tx, a, wire.MonitorCustomerDisabled)
	}
	return nil, nil
}

// SetMonitor sets the continuous sync to something else than what the account's
// history makes of it.
func (s *Accounts) SetMonitor(tx *state.Tx, a *Account, to wire.MonitorStatus) {
	a.Monitor, a.MonitorAt = to, tx.Now
	s.Rows.Changed(tx, a)
	if to == wire.MonitorActive {
		s.watch(tx, a, tx.Now)
	}
}
