// Package suite is the live table of winkterm run: what is played now, with its step and
// time, what failed, and how far it is.
//
// What plays reports to its Board, and it draws that a few times a second at most. It
// must not play anything, write reports, or decide how a run ends: a key only asks to stop.
package suite
