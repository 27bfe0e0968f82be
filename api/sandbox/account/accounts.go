package account

import (
	"fmt"
	"net/http"
	"time"

	"winkterm/api/sandbox/catalogue"
	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// Accounts is all of them.
type Accounts struct {
	st        *state.State
	noter     noter
	users     *user.Users
	tasks     *task.Tasks
	catalogue *catalogue.Catalogue
	people    []wire.Person
	// Rows are the accounts; their users are the owners.
	Rows *state.Table[*Account]
}

// New adds the table of accounts to a state; people are who can log in, see People.
func New(st *state.State, events *event.Log, users *user.Users, tasks *task.Tasks, all *catalogue.Catalogue, people []wire.Person) *Accounts {
	s := &Accounts{st: st, noter: noter{events, tasks}, users: users, tasks: tasks, catalogue: all, people: people}
	s.Rows = state.NewTable(st, "accounts", "account", s.revive)
	s.Rows.Watch(s.noter.note)
	tasks.AddSources(func(tx *state.Tx, id string) (task.Source, bool) { return s.Rows.Get(tx, id) })
	return s
}

// OpenAPI is the Open API's operations on accounts.
func (s *Accounts) OpenAPI(key func(*web.Call) error) []web.Route {
	return []web.Route{
		{Method: "GET", Path: "/v1/accounts", Guard: key, Status: http.StatusOK, Do: web.ShowAll(s.st, s.Rows, s.shown, "userId", "startDate", "endDate")},
		{Method: "GET", Path: "/v1/accounts/{id}", Guard: key, Status: http.StatusOK, Do: web.Show(s.Rows, s.shown)},
		{Method: "DELETE", Path: "/v1/accounts/{id}", Guard: key, Status: http.StatusOK, Do: web.One(s.Rows, s.delete)},
		{Method: "POST", Path: "/v1/accounts/{id}/disableMonitor", Guard: key, Status: http.StatusOK, Do: web.One(s.Rows, s.disableMonitor)},
		{Method: "POST", Path: "/v1/accounts/{id}/exports/generate", Guard: key, Status: http.StatusOK, Do: web.JSON(checkExport, s.generateExport)},
	}
}

// shown serves get-account, and each account of list-accounts.
func (s *Accounts) shown(tx *state.Tx, a *Account) wire.Account {
	shown, _ := s.read(tx, a)
	return shown
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
	a.Monitor, a.MonitorAt = to, tx.Moment()
	s.Rows.Changed(tx, a)
	if to == wire.MonitorActive {
		s.watch(tx, a, tx.Moment())
	}
}

// authorised has the user's older accounts at the provider synced again that wait for the
// same login, which a new one of theirs has now passed.
func (s *Accounts) authorised(tx *state.Tx, a *Account, at time.Time) {
	for _, o := range s.Rows.Owned(tx, a.UserID) {
		i := o.History.index(at)
		waits := o.History[i].Status == wire.StatusConnected && o.monitor(i).Status == wire.MonitorUserActionRequired
		if waits && o.ProviderID == a.ProviderID && o.Person == a.Person && o.Alias == a.Alias && !o.MonitorAt.After(at) {
			s.SetMonitor(tx, o, wire.MonitorActive)
		}
	}
}

// revive sets what is read off the catalogue, the people and the history.
func (s *Accounts) revive(tx *state.Tx, a *Account) error {
	var ok bool
	if a.provider, ok = s.catalogue.Find(a.ProviderID); !ok {
		return fmt.Errorf("account %s is at a provider that this catalogue lacks: start with the same --providers", a.ID)
	}
	if len(a.History) == 0 {
		return fmt.Errorf("account %s has no status", a.ID)
	}
	if who, known := s.findPerson(a.Person); known {
		a.person = subject{who.Person, a.Alias}
	}
	s.watch(tx, a, a.lastSync())
	s.noter.noteUntil(tx, a)
	return nil
}

// Fill sets what user data are made from, and says whether there are any: the
// first sync is through, and the account is not revoked.
func (a *Account) Fill(out *data.Source, now time.Time) (ok bool) {
	if a.Status(now) == wire.StatusDisconnected {
		return false
	}
	out.Provider, out.Person, out.Alias, out.Email = a.provider, a.person.Person, a.person.alias, a.person.email()
	out.Since, ok = a.firstSync(now)
	for _, at := range a.Synced {
		if !at.After(now) {
			out.Synced = append(out.Synced, at)
		}
	}
	return ok
}

// FirstConnected returns the moment after another one at which an account of a
// user was first CONNECTED, whatever has become of it since.
func (s *Accounts) FirstConnected(tx *state.Tx, userID string, since time.Time) (first time.Time, ok bool) {
	for _, a := range s.Rows.Owned(tx, userID) {
		at, was := a.History.connected(a.History.index(tx.Now))
		if was && at.After(since) && (!ok || at.Before(first)) {
			first, ok = at, true
		}
	}
	return first, ok
}
