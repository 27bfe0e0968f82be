package tenant

import (
	"net/http"

	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/document"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/userdata"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// Tenant is the customer of the API.
type Tenant struct {
	st       *state.State
	events   *event.Log
	users    *user.Users
	accounts *account.Accounts
	archives *document.Archives
	data     *userdata.Data

	consents        collection[wire.ConsentTemplateRequest, wire.ConsentTemplate]
	webhooks        collection[wire.WebhookRequest, wire.Webhook]
	inviteTemplates collection[wire.InviteTemplateRequest, wire.InviteTemplate]
}

// New adds the tenant's tables to a state.
func New(st *state.State, events *event.Log, users *user.Users, accounts *account.Accounts, archives *document.Archives, data *userdata.Data) *Tenant {
	t := &Tenant{
		st: st, events: events, users: users, accounts: accounts, archives: archives, data: data,
		consents:        newCollection(st, "consentTemplates", "consent template", "ct-", checkConsentTemplate, showConsentTemplate),
		webhooks:        newCollection(st, "webhooks", "webhook", "wh-", checkWebhook, showWebhook),
		inviteTemplates: newCollection(st, "inviteTemplates", "invite template", "tpl-", checkInviteTemplate, showInviteTemplate),
	}
	events.Follow(t.follow)
	users.Consent = t.consentText
	return t
}

// Routes are the Open API's operations of the tenant.
func (t *Tenant) Routes(key func(*web.Call) error) []web.Route {
	route := func(method, path string, status int, do web.Operation) web.Route {
		return web.Route{Method: method, Path: "/v1" + path, Guard: key, Status: status, Do: do}
	}
	return []web.Route{
		route("GET", "/users", http.StatusOK, web.ShowAll(t.st, t.users.Rows, t.showUser, "startDate", "endDate")),
		route("POST", "/users", http.StatusCreated, t.createUser),
		route("GET", "/users/{id}", http.StatusOK, web.Show(t.users.Rows, t.showUser)),
		route("POST", "/users/{id}/resetSession", http.StatusOK, web.One(t.users.Rows, t.resetSession)),
		route("GET", "/users/{id}/payload", http.StatusOK, web.One(t.users.Rows, t.payload)),
		route("POST", "/tokens", http.StatusCreated, t.createToken),

		route("GET", "/consentTemplates", http.StatusOK, web.ShowAll(t.st, t.consents.rows, t.consents.show)),
		route("POST", "/consentTemplates", http.StatusCreated, web.JSON(checkConsentTemplate, t.consents.create)),
		route("DELETE", "/consentTemplates/{id}", http.StatusOK, web.One(t.consents.rows, t.consents.delete)),

		route("GET", "/webhooks", http.StatusOK, web.ShowAll(t.st, t.webhooks.rows, t.webhooks.show)),
		route("POST", "/webhooks", http.StatusOK, web.JSON(checkWebhook, t.webhooks.create)),
		route("GET", "/webhooks/{id}", http.StatusOK, web.Show(t.webhooks.rows, t.webhooks.show)),
		route("DELETE", "/webhooks/{id}", http.StatusOK, web.One(t.webhooks.rows, t.webhooks.delete)),

		route("GET", "/inviteTemplates", http.StatusOK, web.ShowAll(t.st, t.inviteTemplates.rows, t.inviteTemplates.show)),
		route("POST", "/inviteTemplates", http.StatusCreated, web.JSON(checkInviteTemplate, t.inviteTemplates.create)),
		route("GET", "/inviteTemplates/{id}", http.StatusOK, web.Show(t.inviteTemplates.rows, t.inviteTemplates.show)),
		route("PUT", "/inviteTemplates/{id}", http.StatusOK, web.JSON(checkInviteTemplate, t.inviteTemplates.update)),
		route("DELETE", "/inviteTemplates/{id}", http.StatusOK, web.One(t.inviteTemplates.rows, t.inviteTemplates.delete)),
	}
}
