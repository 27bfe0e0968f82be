package driver

import (
	"slices"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
)

// poll reads what a poll is about.
func (c call) poll(s flow.Subject) (flow.Reply, error) {
	switch s.Kind {
	case flow.SubjectAccount:
		account, err := c.account(s.ID)
		return flow.AccountSeen{Account: account}, err
	case flow.SubjectSync:
		return c.pollSync(s)
	case flow.SubjectArchive:
		archive, err := c.host().Archive(c.ctx, s.ID)
		return flow.ArchiveSeen{Archive: archive}, err
	case flow.SubjectInvite:
		return c.pollInvite(s)
	case flow.SubjectUser:
		return c.pollUser(s)
	}
	panic("a subject that cannot be") // the linter sees every kind
}

func (c call) pollSync(s flow.Subject) (flow.Reply, error) {
	account, err := c.account(s.ID)
	if err != nil {
		return nil, err
	}
	if err := c.limiter.Wait(c.ctx); err != nil {
		return nil, err
	}
	tasks, err := c.Open.TasksPage(c.ctx, api.ListOptions{
		UserID: s.UserID, SourceID: s.ID, Size: wire.SizeMax,
	})
	return flow.SyncSeen{Account: account.Account, Tasks: tasks.Items}, err
}

// pollUser reads all that a user has, archives oldest first.
func (c call) pollUser(s flow.Subject) (flow.Reply, error) {
	accounts, err := c.Open.AccountsPage(c.ctx, api.ListOptions{UserID: s.UserID, Size: wire.SizeMax})
	if err != nil || !s.Uploads {
		return flow.UserSeen{Accounts: accounts.Items}, err
	}
	if err := c.limiter.Wait(c.ctx); err != nil {
		return nil, err
	}
	archives, err := c.Open.ArchivesPage(c.ctx, api.ListOptions{UserID: s.UserID, Size: wire.SizeMax})
	list := slices.Clone(archives.Items)
	slices.SortStableFunc(list, func(a, b wire.Archive) int { return a.CreatedAt.Compare(b.CreatedAt) })
	return flow.UserSeen{Accounts: accounts.Items, Archives: list}, err
}

// account reads an account the way that also shows a challenge, if there is one.
func (c call) account(id string) (wire.LinkAccount, error) {
	if c.Link != nil {
		return c.localChallenge(c.Link.Account(c.ctx, id))
	}
	account, err := c.Open.Account(c.ctx, id)
	return wire.LinkAccount{Account: account}, err
}
