// Package report writes a recording down for somebody else: a ticket in Markdown, and
// the same session as HAR, as calls to repeat, as a page, a diagram, a film of the
// screens.
//
// A format is a file with a function that writes it, and its line in the table of
// format.go. Nothing is written before every byte of it was searched for what the
// session knows to be secret or personal (see Write); the same input gives the same
// bytes.
//
// It must not mask, draw a screen, touch the disk, or call a host.
package report
