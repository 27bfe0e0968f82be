// Package compare puts the callbacks that the widget in a browser sent beside
// those that are expected of it, and says what is missing, doubled, moved,
// different or more than expected.
//
// Expected holds each callback against its rule: what has to come before it, about the
// same account or archive, whether it comes once, and what a status seen on the API
// brings about. Diff aligns any two sequences.
//
// All of it is a function of what it is given: no clock, no files, no network, no
// journal, nothing of a screen. It does not say who is right.
package compare
