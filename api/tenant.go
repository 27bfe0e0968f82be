package api

import (
	"context"
	"iter"
	"net/http"

	"winkterm/api/wire"
)

// CreateWebhook registers a webhook (operation create-webhook).
func (c *Client) CreateWebhook(ctx context.Context, body wire.WebhookRequest) (wire.Webhook, error) {
	return Do[wire.Webhook](ctx, c.transport, Call{Method: http.MethodPost, Path: []string{"webhooks"}, Body: body})
}

// WebhookPages goes through the webhooks that are registered (operation list-webhooks).
func (c *Client) WebhookPages(ctx context.Context) iter.Seq2[wire.Page[wire.Webhook], error] {
	return pages[wire.Webhook](ctx, c.transport, ListOptions{}, "webhooks")
}

// Webhook is the webhook with the id (operation get-webhook); KindMissing when there is none.
func (c *Client) Webhook(ctx context.Context, id string) (wire.Webhook, error) {
	return Get[wire.Webhook](ctx, c.transport, "webhooks", id)
}

// DeleteWebhook takes a webhook back (operation delete-webhook). It is repeated when an
// answer is lost, so a KindMissing may mean that an earlier try succeeded.
func (c *Client) DeleteWebhook(ctx context.Context, id string) error {
	return Delete(ctx, c.transport, "webhooks", id)
}

// CreateInvite invites a person, which also makes the user of theirs (operation
// create-invite). It is sent once: a second time would invite twice.
func (c *Client) CreateInvite(ctx context.Context, body wire.InviteRequest) (wire.Invite, error) {
	return Do[wire.Invite](ctx, c.transport, Call{Method: http.MethodPost, Path: []string{"invites"}, Body: body})
}

// InvitePages goes through the invites, newest first (operation list-invites).
func (c *Client) InvitePages(ctx context.Context) iter.Seq2[wire.Page[wire.Invite], error] {
	return pages[wire.Invite](ctx, c.transport, ListOptions{}, "invites")
}

// Invite is the invite with the id (operation get-invite); KindMissing when there is none.
func (c *Client) Invite(ctx context.Context, id string) (wire.Invite, error) {
	return Get[wire.Invite](ctx, c.transport, "invites", id)
}

// InviteLogPages goes through what has become of an invite (operation list-invite-log).
func (c *Client) InviteLogPages(ctx context.Context, id string) iter.Seq2[wire.Page[wire.InviteLog], error] {
	return pages[wire.InviteLog](ctx, c.transport, ListOptions{}, "invites", id, "logs")
}

// CreateInviteTemplate makes a template for invites (operation create-invite-template).
func (c *Client) CreateInviteTemplate(ctx context.Context, body wire.InviteTemplateRequest) (wire.InviteTemplate, error) {
	return Do[wire.InviteTemplate](ctx, c.transport, Call{Method: http.MethodPost, Path: []string{"inviteTemplates"}, Body: body})
}

// InviteTemplatePages goes through the templates for invites (operation
// list-invite-templates).
func (c *Client) InviteTemplatePages(ctx context.Context) iter.Seq2[wire.Page[wire.InviteTemplate], error] {
	return pages[wire.InviteTemplate](ctx, c.transport, ListOptions{}, "inviteTemplates")
}

// InviteTemplate is the template with the id (operation get-invite-template); KindMissing
// when there is none.
func (c *Client) InviteTemplate(ctx context.Context, id string) (wire.InviteTemplate, error) {
	return Get[wire.InviteTemplate](ctx, c.transport, "inviteTemplates", id)
}

// DeleteInviteTemplate removes a template (operation delete-invite-template). It is
// repeated when an answer is lost, so a KindMissing may mean that an earlier try succeeded.
func (c *Client) DeleteInviteTemplate(ctx context.Context, id string) error {
	return Delete(ctx, c.transport, "inviteTemplates", id)
}

// ConsentTemplatePages goes through the texts that users are asked to agree to (operation
// list-consent-templates).
func (c *Client) ConsentTemplatePages(ctx context.Context) iter.Seq2[wire.Page[wire.ConsentTemplate], error] {
	return pages[wire.ConsentTemplate](ctx, c.transport, ListOptions{}, "consentTemplates")
}
