// Package play plays one scenario: it does what the steps say in a session, waits where
// they wait, holds the expectations against the records, and says what came of it.
//
// On the sandbox in the binary the session has a clock of its own on which one thing
// happens at a time (package rerun): nothing sleeps, and the same scenario gives the same
// records. At a host it goes by the real time.
//
// It must not read files, choose among scenarios, print, or draw.
package play
