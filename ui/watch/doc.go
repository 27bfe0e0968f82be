// Package watch is the screen of winkterm watch: whom it follows, with every
// account, archive and task and its status, and below that the transitions as they
// come.
//
// It is given what a follower reports and draws it; a key only moves what is seen.
// It must not ask a host, decide when to ask or what to end with, or keep
// more of the past than fits a screen some dozens of times.
package watch
