// Package account is accounts at providers: the logins of the Link contract and
// what becomes of them, their second step, their syncs, and how both APIs show
// them. docs/sandbox.md says what the people and their passwords bring about.
//
// Everything that happens to an account stands in its history, past and to come,
// and its status is read off that. There is no file behind an export, nor behind
// its address and digest.
//
// # What it must not do
//
// It keeps no credentials: of a login it knows whose it was and the login name, which
// the webhooks' events have, and no password.
package account
