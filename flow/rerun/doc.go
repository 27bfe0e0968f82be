// Package rerun goes through a session again, in a fresh one on a sandbox of its own: Play
// plays a script, To goes through the intents of a recording up to one of its records.
//
// The session runs on a Clock of its own, on which nothing happens but what its driver
// lets happen, one thing at a time. So an hour takes a moment, and what is played twice
// gives the same records, to the byte, on every machine.
//
// It must not draw, ask a person anything but by Config.Fill, or call a host other than
// the sandbox in the binary.
package rerun
