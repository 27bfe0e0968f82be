package account

import (
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/wire"
	"winkterm/assets"
)

// firstFailure is when later_<CODE> fails, counted from CONNECTED.
const firstFailure = 5 * time.Second

// login is what a user typed in at a provider.
type login struct {
	userID                       string
	provider                     assets.Provider
	option, identifier, password string
}

// begin makes the account of a login and writes how it will go.
func (s *Accounts) begin(tx *state.Tx, op string, l login) *Account {
	who, known := s.findPerson(l.identifier)
	out := readPassword(who, known, l.password)
	if out.fails == "" && !l.provider.Active {
		out.fails = wire.ErrServiceUnavailable
	}
	a := s.newAccount(tx, l, who)
	n := uint64(a.Seq)
	a.Later, a.SyncTime = out.later, tx.Wait("sync", n, 2*time.Second, 4*time.Second)
	if name := s.tasks.Triggered(fault.AtLogin, op, a); name != "" {
		_, code := fault.Split(name)
		out.fails = wire.AccountErrorCode(code)
	}
	s.proceed(tx, op, a, tx.Now.Add(tx.Wait("pending", n, time.Second, 2*time.Second)+tx.Scale(out.slow)), out.fails)
	s.add(tx, a)
	return a
}

// newAccount is a PENDING account that is not added yet.
func (s *Accounts) newAccount(tx *state.Tx, l login, who subject) *Account {
	n := s.Rows.Next(tx)
	return &Account{
		Entry: state.Entry{ID: tx.ID("a-", n), Seq: int(n), CreatedAt: tx.Now}, UserID: l.userID, ProviderID: l.provider.ID,
		Person: who.Name, Alias: who.alias, LoginName: l.identifier, Contact: channelOf(l.option),
		History:  history{{At: tx.Now, Status: wire.StatusPending}},
		provider: l.provider, person: who,
	}
}

// add adds it, with the task that links it.
func (s *Accounts) add(tx *state.Tx, a *Account) {
	s.Rows.Add(tx, a)
	s.tasks.Begin(tx, tx.Now, &task.Task{Work: wire.TaskLinkAccount, Of: a})
}

// proceed is what follows the password: the error, the second step, or success.
func (s *Accounts) proceed(tx *state.Tx, op string, a *Account, at time.Time, fails wire.AccountErrorCode) {
	if fails != "" {
		a.History.add(step{At: at, Status: wire.StatusError, Code: fails})
		return
	}
	if a.provider.MFAKind == assets.MFANone {
		s.connect(tx, a, at)
		return
	}
	s.ask(tx, op, a, at, firstChallenge(a))
}

// connect is CONNECTED, the error of the first sync when one was asked for, and the
// end of what is kept of the account, sixty days after. A monitored account is
// synced every month before that, which begins the sixty days anew.
func (s *Accounts) connect(tx *state.Tx, a *Account, at time.Time) {
	wait := tx.Scale(firstFailure)
	a.History.add(step{At: at, Status: wire.StatusConnected, Held: a.Later != "" && wait == 0})
	if a.Later != "" {
		a.History.add(step{At: at.Add(wait), Status: wire.StatusError, Code: a.Later})
	}
	a.History.add(step{At: at.Add(task.DataLife), Status: wire.StatusDisconnected})
	s.watch(tx, a, at)
}
