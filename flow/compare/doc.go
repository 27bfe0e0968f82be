// Package compare puts the callbacks that the widget in a browser sent beside
// those that are expected of it, and says what is missing, doubled, moved,
// different or more than expected.
//
// Expected follows the callbacks by rules: which page can come after which, what
// fires once per account or archive, and what a status seen on the API implies.
// Diff aligns any two sequences.
//
// All of it is a function of what it is given: no clock, no files, no network, no
// journal, nothing of a screen. It does not say who is right.
package compare
