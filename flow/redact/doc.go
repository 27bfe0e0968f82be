// Package redact replaces secrets and personal data in texts by placeholders such
// as [EMAIL_1].
//
// A Redactor knows values in three ways: it was taught them (Learn), they stand
// under a telling key or header, or they look like an address, a telephone number
// or a token. What it finds by key or looks it looks for everywhere from then on,
// in all usual spellings (JSON, URL, HTML, base64).
//
// It must not know what a record is, keep a text, do I/O, or give back a value
// that it replaced.
package redact
