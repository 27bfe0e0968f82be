// Package flow decides what happens when a user walks the widget: which page
// shows, which callbacks fire, what is asked of the APIs.
//
// Step is the whole of it: a state and an event in, a state and effects out. A
// caller performs the effects (see package driver) and reports with events. The
// same flow serves the wizard, a run without a screen, and a replay.
//
// It must stay a decision that can be replayed: no network, no files, no
// goroutines, no clock, no chance, nothing of a terminal. Times come with the
// events, secrets are wire.Secret, and a State is never changed in place.
package flow
