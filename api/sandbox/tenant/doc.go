// Package tenant is the side of the API's customer: its users and their link
// tokens, consent templates, the registrations of webhooks, invite templates and
// invites.
//
// Consent templates, webhooks and invite templates are kept as they were asked
// for. An answer shows a webhook's secret, as the specification's examples do.
// The address of a webhook is https, or http on loopback.
//
// An invite wants an invite template that exists (404 otherwise), takes any Wink
// template, and makes a user of its own. It is INVITED, and LINKED once that user
// has an account CONNECTED; nothing else can become of it here. Until then
// linkedAt is null, as the documentation has it, though the schema wants a time.
//
// A user's session is COMPLETED once an account was connected or an archive
// analysed. POST /users/{id}/resetSession begins another one, in which what came
// before does not count; accounts, archives and their data stay.
//
// # What it must not do
//
// It links nothing. It registers webhooks and delivers none, that is for package
// delivery.
package tenant
