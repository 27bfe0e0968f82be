// Package journal remembers what happened: every screen, callback, HTTP call,
// status and note of a session as a Record, on one clock.
//
// Append masks secrets and personal data (package redact), so nothing that is read
// off the journal (the inspector, a file, a report) can hold them.
//
// It must not import ui or api, decide anything, or hand out what it has not
// masked.
package journal
