// Package compare lays what the widget in a browser told beside what the wizard's
// own flow tells on the same path, and says what is missing, doubled, moved,
// different or more than expected.
//
// Expected reads the path off the callbacks themselves, walks package flow along
// it with answers that a host would give, and collects what the flow tells. Diff
// lays any two sequences beside each other.
//
// All of it is a function of what it is given: no clock, no files, no network, no
// journal, nothing of a screen. It does not judge who is right.
package compare
