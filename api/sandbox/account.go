package sandbox

import (
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

// account is a login at a provider.
type account struct {
	entry
	id       string
	userID   string
	provider assets.Provider
	person   subject
	line     timeline
	// later is how the first sync fails, empty when it succeeds.
	later wire.AccountErrorCode
	// contact is the channel that codes go to.
	contact    string
	wrong      int // answers
	resent     int // codes
	monitorOff time.Time
	// syncTime is how long the first sync takes.
	syncTime time.Duration
}

// show gives the account as of a step of its timeline.
func (a *account) show(i int) wire.Account {
	at := a.line[i]
	out := wire.Account{
		ID: a.id, CreatedAt: a.createdAt, ProviderID: a.provider.ID, UserID: a.userID,
		ConnectionStatus: at.status, Monitor: a.monitor(i),
		Connection: wire.Connection{Status: at.status, UpdatedAt: at.at},
	}
	out.MonitorStatus = out.Monitor.Status
	if at.code != "" {
		out.Connection.ErrorCode = new(at.code)
		out.Connection.ErrorMessage = new(errorMessage(at.code))
	}
	return out
}

// read is show for the present, and lets a held step pass from now on.
func (a *account) read(now time.Time) (wire.Account, step) {
	i := a.line.index(now)
	a.line[i].shown = true
	return a.show(i), a.line[i]
}

// monitor is the state of the continuous sync as of a step: nothing before the
// account is CONNECTED and after it is revoked, and in want of the user once a
// sync has failed.
func (a *account) monitor(i int) wire.Monitor {
	at := a.line[i]
	since, ok := a.line.connected(i)
	if !ok || !a.provider.MonitorSupported || at.status == wire.StatusDisconnected {
		return wire.Monitor{Status: wire.MonitorUnsupported}
	}
	if !a.monitorOff.IsZero() {
		return wire.Monitor{Status: wire.MonitorCustomerDisabled, UpdatedAt: new(a.monitorOff)}
	}
	if at.status == wire.StatusError {
		return wire.Monitor{Status: wire.MonitorUserActionRequired, UpdatedAt: new(at.at)}
	}
	return wire.Monitor{Status: wire.MonitorActive, UpdatedAt: new(since)}
}

func (a *account) origin() wire.ItemMetadata {
	return wire.ItemMetadata{SourceID: a.id, SourceType: wire.SourceAccount, UserID: a.userID, ProviderID: a.provider.ID}
}

// done says when linking was finished: by the first sync, or by an error, with
// which nothing was fetched.
func (a *account) done(now time.Time) (time.Time, []wire.Datapoint, bool) {
	at := a.line.current(now)
	synced := at.at.Add(a.syncTime)
	switch {
	case at.status == wire.StatusError:
		return at.at, nil, true
	case at.status == wire.StatusConnected && a.later == "" && !now.Before(synced):
		return synced, datapoints(a.provider), true
	}
	return time.Time{}, nil, false
}
