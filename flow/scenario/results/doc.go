// Package results is a run of scenarios as data, and what others read of it: JUnit, JSON,
// a page, TAP, the annotations of GitHub and GitLab.
//
// A format is a file with a function that writes it, and its line in the table of
// format.go. The same run gives the same bytes, and nothing is written before every byte
// was searched for the secrets that the scenarios brought along (see Write).
//
// It must not play anything, touch the disk, or call a host.
package results
