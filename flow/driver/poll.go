package driver

import (
	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
)

func (c call) pollAccount(r flow.PollAccount) (flow.Reply, error) {
	account, err := c.account(r.AccountID)
	return flow.AccountSeen{Account: account}, err
}

func (c call) pollSync(r flow.PollSync) (flow.Reply, error) {
	account, err := c.account(r.AccountID)
	if err != nil {
		return nil, err
	}
	if err := c.turn(); err != nil {
		return nil, err
	}
	tasks, err := c.Open.TasksPage(c.ctx, api.TaskOptions{
		UserID: r.UserID, SourceID: r.AccountID, Size: wire.SizeMax,
	})
	return flow.SyncSeen{Account: account.Account, Tasks: tasks.Items}, err
}

// account looks at an account the way that also shows a challenge, if there is
// one.
func (c call) account(id string) (wire.LinkAccount, error) {
	if c.Link != nil {
		return c.Link.Account(c.ctx, id)
	}
	account, err := c.Open.Account(c.ctx, id)
	return wire.LinkAccount{Account: account}, err
}
