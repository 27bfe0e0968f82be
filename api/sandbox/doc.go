// Package sandbox is Smile in the binary: an http.Handler that serves the Open
// API under /v1, winkterm's Link contract under /link/v1, and the control of
// the sandbox under /_sandbox. Any client works against it.
//
// # People and passwords
//
// The people are those of assets.People, found at every provider by user name,
// email, mobile number (with or without country code, any spacing) or social
// security number, whatever the case. A suffix gives a life of one's own:
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
// which later accounts do not inherit. A code lapses after five minutes, which
// is MFA_TIMEOUT, and may be sent again three times.
//
// # Documents
//
// An archive is STARTED for a while and then ends by its files:
//
//	unsupported…              UNSUPPORTED
//	missing…                  ERROR, MISSING_MANDATORY_FIELD
//	invalid…                  ERROR, INVALID_FIELD_FORMAT
//	a sample payslip          ANALYZED with the values that are printed on it
//	anything else             ERROR, SYSTEM_ERROR
//
// The beginning of the name counts, in any case, whatever is in the file; of
// several files the first with such a name decides. The samples are those of
// assets.Payslips, known by their content and uploaded as PAYSLIP, and all files
// of an archive must be some.
//
// An upload without fileType, and every one to /archives/classify, is
// classified: samples are a PAYSLIP, anything else is OTHERS, which is also the
// type of the archive until then. Classifying alone extracts nothing, so there
// anything else is ANALYZED as well.
//
// A file may have 15 MB and an archive ten files; what was uploaded is digested
// and not kept. Sixty days after the upload the archive is REVOKED by the clock,
// as if it had been deleted: it stays listed with its id, its user and its type,
// and its files, their names, what was extracted and its tasks are gone.
//
// In a session the file types are those of the widget, and there are none, nor
// is an upload taken, unless the session was opened with enableUpload.
//
// POST /archives/-/payslips/uploadRawFile is an upload of one PAYSLIP, and a
// prediction is what was extracted of an archive, from its ANALYZED on. Of the
// match scores there is that of the social security number, for the test people
// have no other. A manual result is checked and forgotten.
//
// # Templates, webhooks, invites, sessions
//
// Consent templates, webhooks and invite templates are kept as they were asked
// for. An answer shows a webhook's secret, as the specification's examples do.
// The address of a webhook is https, or http on loopback.
//
// An invite wants an invite template that exists (404 otherwise), takes any Wink
// template, and makes a user of its own. It is INVITED, and LINKED once that user
// has an account CONNECTED; nothing else can become of it here. The schema wants
// linkedAt from the beginning: until LINKED it repeats invitedAt.
//
// A user's session is COMPLETED once an account was connected or an archive
// analysed. POST /users/{id}/resetSession begins another one, in which what came
// before does not count; accounts, archives and their data stay.
//
// An account can be exported from its first CONNECTED until it is revoked. There
// is no file behind an export, nor behind its address and digest.
//
// # Time
//
// There is one clock. Every status is read off it when it is asked for, and what
// is to happen by itself happens when the state's lock is taken next, at its own
// moment, so nothing runs in the background; the control API moves the clock
// forward. A seed makes ids, waits and data repeat to the byte for the same calls,
// and Config.Speed divides the waits, but not the lives of tokens and codes.
//
// A monitored account is synced every month on the day of its first connection:
// a task UPDATE_ACCOUNT, and data that are new since. Sixty days after the
// connection, or after the last of these syncs, an account is DISCONNECTED by the
// clock, and its data and tasks are gone, as the archives' are.
//
// # User data
//
// They are made up by package data when they are asked for, from the first sync
// of an account or the analysis of a payslip on, and belong to it: their ids hold
// its id. Nothing is kept of them.
//
// # The widget's stand-in
//
// Under /wink stands a script that defines SmileLinkModal and walks the widget's
// pages against the Link contract of this sandbox, at the addresses of both
// versions of the SDK. A host page of any origin may load it, and its calls of the
// Link contract are answered across origins: they bear a session's key, and nothing
// that a browser adds by itself. The Open API and the control are not.
//
// # Faults and the control
//
// Package fault says what can go wrong on demand; /_sandbox arms and strikes it,
// see docs/sandbox.md. The control is for this machine and for no web page.
//
// # The data file
//
// With Config.Data everything that calls have made is written to a file before
// they are answered, by package store. What is armed is not.
//
// # What it must not do
//
// It imports its own rooms, api/wire and assets of ours and nothing else: were it
// to share code with a client, both ends would agree by accident. It must not listen anywhere
// but on loopback unless told to, nor reach out to any host.
package sandbox
