// Package account is accounts at providers: the logins of the Link contract and
// what becomes of them, their second step, their syncs, and how both APIs show
// them.
//
// # People and passwords
//
// The people are those of assets.People, found at every provider by user name,
// email, mobile number (with or without country code, any spacing) or social
// security number, whatever the case. A suffix makes another one:
// "george+7" and "gpalomero1234+7@smileapi.io" are George for parallel testers.
//
//	the person's password   goes on
//	error_<CODE>            ends in that of the 16 error codes
//	later_<CODE>            goes on, is CONNECTED, and fails at the first sync
//	slow_<n>                goes on after n seconds of PENDING, n up to 600
//	anything else           INVALID_CREDENTIALS
//
// # The second step
//
// A four-digit code is 1234, a six-digit code is 123456, and the answers to the
// security questions stand with the people. A wrong answer leads back to
// AWAITING_MFA with INVALID_MFA beside it; the third one ends in ACCOUNT_LOCKED,
// which later accounts do not inherit. A code expires after five minutes, which
// is MFA_TIMEOUT, and may be sent again three times.
//
// # Time
//
// Everything that happens to an account stands in its history, past and to come,
// and its status is read off that. A monitored account is synced every month on
// the day of its first connection: a task UPDATE_ACCOUNT, and data that are new
// since. Sixty days after the connection, or after the last of these syncs, an
// account is DISCONNECTED by the clock, and its data and tasks are gone.
//
// An account can be exported from its first CONNECTED until it is revoked. There
// is no file behind an export, nor behind its address and digest.
//
// # What it must not do
//
// It keeps no credentials: of a login it knows whose it was, and no password.
package account
