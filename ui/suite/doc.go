// Package suite is the live table of winkterm run: what is played now, with its step and
// time, what failed, and how far it is.
//
// It is told what happens by whoever plays, and draws it a few times a second at most. It
// must not play anything, write reports, or decide how a run ends: a key only asks to stop.
package suite
