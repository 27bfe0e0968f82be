// Package tenant is the side of the API's customer: its users and their link
// tokens, consent templates, the registrations of webhooks, and invite templates.
//
// Consent templates, webhooks and invite templates are kept as they were asked
// for. An answer shows a webhook's secret, as the specification's examples do.
// The address of a webhook is https, or http on loopback.
//
// A user's session is COMPLETED once an account was connected or an archive
// analysed. POST /users/{id}/resetSession begins another one, in which what came
// before does not count; accounts, archives and their data stay.
//
// # What it must not do
//
// It links nothing, and invites nobody: invites are in package invite. It registers
// webhooks and delivers none, that is for packages delivery and sender.
package tenant
