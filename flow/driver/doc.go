// Package driver does what the flow decides: it makes the calls, waits between
// polls, cancels what nobody waits for, writes the journal, and answers with
// events.
//
// It owns the goroutines and the clock of a session. It must not decide what a
// page does next, know a screen, or know whether the host is the sandbox. Faults
// stands beside the session: it is only made where somebody wants a sandbox to
// fail.
package driver
