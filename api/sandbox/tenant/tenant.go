package tenant

import (
	"net/http"

	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/document"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/userdata"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// Tenant is the customer of the API.
type Tenant struct {
	st       *state.State
	users    *user.Users
	accounts *account.Accounts
	archives *document.Archives
	data     *userdata.Data

	consents        collection[*consentTemplate, wire.ConsentTemplate]
	webhooks        collection[*webhook, wire.Webhook]
	invites         collection[*invite, wire.Invite]
	inviteTemplates collection[*inviteTemplate, wire.InviteTemplate]
}

// New adds the tenant's tables to a state.
func New(st *state.State, users *user.Users, accounts *account.Accounts, archives *document.Archives, data *userdata.Data) *Tenant {
	t := &Tenant{st: st, users: users, accounts: accounts, archives: archives, data: data}
	t.consents = newConsentTemplates(st)
	t.webhooks = newWebhooks(st)
	t.invites = t.newInvites(st)
	t.inviteTemplates = newInviteTemplates(st)
	return t
}

// Routes are the Open API's operations of the tenant.
func (t *Tenant) Routes(key func(*web.Call) error) []web.Route {
	route := func(method, path string, status int, do web.Operation) web.Route {
		return web.Route{Method: method, Path: "/v1" + path, Guard: key, Status: status, Do: do}
	}
	return []web.Route{
		route("GET", "/users", http.StatusOK, t.listUsers),
		route("POST", "/users", http.StatusCreated, t.createUser),
		route("GET", "/users/{id}", http.StatusOK, t.getUser),
		route("POST", "/users/{id}/resetSession", http.StatusOK, t.resetSession),
		route("GET", "/users/{id}/payload", http.StatusOK, t.payload),
		route("POST", "/tokens", http.StatusCreated, t.createToken),

		route("GET", "/consentTemplates", http.StatusOK, t.consents.list),
		route("POST", "/consentTemplates", http.StatusCreated, t.createConsentTemplate),
		route("DELETE", "/consentTemplates/{id}", http.StatusOK, t.consents.delete),

		route("GET", "/webhooks", http.StatusOK, t.webhooks.list),
		route("POST", "/webhooks", http.StatusOK, t.createWebhook),
		route("GET", "/webhooks/{id}", http.StatusOK, t.webhooks.get),
		route("DELETE", "/webhooks/{id}", http.StatusOK, t.webhooks.delete),

		route("GET", "/invites", http.StatusOK, t.invites.list),
		route("POST", "/invites", http.StatusCreated, t.createInvite),
		route("GET", "/invites/{id}", http.StatusOK, t.invites.get),
		route("GET", "/invites/{inviteId}/logs", http.StatusOK, t.listInviteLogs),

		route("GET", "/inviteTemplates", http.StatusOK, t.inviteTemplates.list),
		route("POST", "/inviteTemplates", http.StatusCreated, t.createInviteTemplate),
		route("GET", "/inviteTemplates/{id}", http.StatusOK, t.inviteTemplates.get),
		route("PUT", "/inviteTemplates/{id}", http.StatusOK, t.updateInviteTemplate),
		route("DELETE", "/inviteTemplates/{id}", http.StatusOK, t.inviteTemplates.delete),
	}
}
