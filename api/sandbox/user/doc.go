// Package user is who links: users, their link tokens, and the sessions of the
// Link contract that tokens are spent on.
//
// # What it must not do
//
// It knows nothing of what a user links, and serves the Link contract alone: how
// the tenant makes users and sees them is for package tenant.
package user
