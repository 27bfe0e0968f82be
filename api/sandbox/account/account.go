package account

import (
	"time"

	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
	"winkterm/assets"
)

// Account is a login at a provider.
type Account struct {
	state.Entry
	UserID, ProviderID string
	// Person is the user name of whose login it is, empty for nobody known.
	Person, Alias string
	// LoginName is what the user typed to say who they are.
	LoginName string
	History   history
	// Later is how the first sync fails, empty when it succeeds.
	Later wire.AccountErrorCode
	// Contact is the channel that codes go to.
	Contact string
	Asked   int // challenges
	Wrong   int // answers
	Resent  int // codes
	// Lost says that the newest code never arrived, so that nobody can know it.
	Lost    bool
	Exports int // that were generated
	// SyncTime is how long the first sync takes; Synced are the monthly ones after
	// it, by the moments at which they are through.
	SyncTime time.Duration
	Synced   []time.Time
	// Monitor is what the continuous sync was set to, and when; empty while it is
	// as the account's line has it.
	Monitor   wire.MonitorStatus
	MonitorAt time.Time

	provider assets.Provider // of ProviderID
	person   subject         // of Person and Alias
	next     time.Time       // the monthly sync that is scheduled
	noted    noted
}

// Owners are the user.
func (a *Account) Owners() []string { return []string{a.UserID} }

// show returns the account as of a step of its history.
func (a *Account) show(i int) wire.Account {
	at := a.History[i]
	out := wire.Account{
		ID: a.ID, CreatedAt: a.CreatedAt, ProviderID: a.ProviderID, UserID: a.UserID,
		ConnectionStatus: at.Status, Monitor: a.monitor(i),
		Connection: wire.Connection{Status: at.Status, UpdatedAt: at.At},
	}
	out.MonitorStatus = out.Monitor.Status
	if at.Code != "" {
		out.Connection.ErrorCode = new(at.Code)
		why, _ := assets.Explain(string(at.Code))
		out.Connection.ErrorMessage = new(why.Message)
	}
	return out
}

// Status is that of a moment.
func (a *Account) Status(now time.Time) wire.ConnectionStatus { return a.History.current(now).Status }

// AwaitsCode says whether the second step is to be answered at a moment.
func (a *Account) AwaitsCode(now time.Time) bool { return a.History.current(now).Challenge != nil }

// read is show for the present, and lets a held step pass from now on.
func (s *Accounts) read(tx *state.Tx, a *Account) (wire.Account, step) {
	i := a.History.index(tx.Now)
	if a.History[i].Held && !a.History[i].Shown {
		a.History[i].Shown = true
		s.Rows.Changed(tx, a)
	}
	return a.show(i), a.History[i]
}

// monitor is the state of the continuous sync as of a step: nothing before the
// account is CONNECTED and after it is revoked, and in want of the user once a
// sync has failed.
func (a *Account) monitor(i int) wire.Monitor {
	at := a.History[i]
	since, ok := a.History.connected(i)
	switch {
	case !ok || at.Status == wire.StatusDisconnected:
		return wire.Monitor{Status: wire.MonitorUnsupported}
	case a.Monitor != "":
		return wire.Monitor{Status: a.Monitor, UpdatedAt: new(a.MonitorAt)}
	case !a.provider.MonitorSupported:
		return wire.Monitor{Status: wire.MonitorUnsupported}
	case at.Status == wire.StatusError:
		return wire.Monitor{Status: wire.MonitorUserActionRequired, UpdatedAt: new(at.At)}
	}
	return wire.Monitor{Status: wire.MonitorActive, UpdatedAt: new(since)}
}

// Origin says where data of the account come from.
func (a *Account) Origin() wire.ItemMetadata {
	return wire.ItemMetadata{SourceID: a.ID, SourceType: wire.SourceAccount, UserID: a.UserID, ProviderID: a.ProviderID}
}

// Done says when linking was finished: by the first sync, or by an error, with
// which nothing was fetched.
func (a *Account) Done(now time.Time) (time.Time, []wire.Datapoint, bool) {
	if synced, ok := a.firstSync(now); ok {
		return synced, a.provider.Supported, true
	}
	i := a.History.index(now)
	if at := a.History[i]; at.Status == wire.StatusError {
		return at.At, nil, true
	}
	return time.Time{}, nil, false
}

// firstSync returns the moment at which the first sync was through, if it is: it
// takes its time from CONNECTED on, and an error on the way ends it.
func (a *Account) firstSync(now time.Time) (time.Time, bool) {
	i := a.History.index(now)
	connected, ok := a.History.connected(i)
	through := connected.Add(a.SyncTime)
	if !ok || a.Later != "" || now.Before(through) {
		return time.Time{}, false
	}
	if last := a.History[i]; last.Status == wire.StatusError && last.At.Before(through) {
		return time.Time{}, false
	}
	return through, true
}
