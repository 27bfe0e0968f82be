package driver

import (
	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/redact"
)

// templatesMost is after how many invite templates no further page is read.
const templatesMost = 1_000

// inviteTemplates reads them, of a host with very many the first ones.
func (c call) inviteTemplates() (flow.Reply, error) {
	var all []flow.InviteTemplate
	for page, err := range c.Open.InviteTemplatePages(c.ctx) {
		if err != nil {
			return nil, err
		}
		if all = append(all, chosenBy(page.Items...)...); len(all) >= templatesMost {
			break
		}
		if err := c.limiter.Wait(c.ctx); err != nil {
			return nil, err
		}
	}
	return flow.InviteTemplatesLoaded{Templates: all}, nil
}

func chosenBy(templates ...wire.InviteTemplate) (all []flow.InviteTemplate) {
	for _, t := range templates {
		all = append(all, flow.InviteTemplate{ID: t.ID, Name: t.Name, Company: t.Company.Name})
	}
	return all
}

// sendInvite makes an invite. Who is invited is taught to the redactor before.
func (c call) sendInvite(r flow.SendInvite) (flow.Reply, error) {
	c.learn(redact.Name, r.FullName)
	c.learn(redact.Email, r.Email)
	request := wire.InviteRequest{FullName: r.FullName.Reveal(), Email: r.Email.Reveal(), TemplateID: r.TemplateID}
	if r.WinkTemplateID != "" {
		request.WinkTemplateID = &r.WinkTemplateID
	}
	made, err := c.Open.CreateInvite(c.ctx, request)
	return flow.InviteSent{Invite: made}, err
}

// pollInvite reads an invite, its log, of which one page holds all that there can be, and
// the accounts of its user.
func (c call) pollInvite(s flow.Subject) (flow.Reply, error) {
	seen := flow.InviteSeen{}
	var err error
	if seen.Invite, err = c.Open.Invite(c.ctx, s.ID); err != nil {
		return nil, err
	}
	if err := c.limiter.Wait(c.ctx); err != nil {
		return nil, err
	}
	for page, err := range c.Open.InviteLogPages(c.ctx, s.ID) {
		if err != nil {
			return nil, err
		}
		seen.Log = page.Items
		break
	}
	if err := c.limiter.Wait(c.ctx); err != nil {
		return nil, err
	}
	accounts, err := c.Open.AccountsPage(c.ctx, api.ListOptions{UserID: s.UserID, Size: wire.SizeMax})
	seen.Accounts = accounts.Items
	return seen, err
}
