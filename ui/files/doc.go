// Package files looks at the user's disk for the file picker: it lists folders,
// completes paths, takes apart what a terminal pastes, checks a file before it is
// sent, makes a small picture of it, and gives the samples of the binary.
//
// All of it may wait for a disk, so it is called from commands, never while a
// screen is drawn or a key is handled. It must not draw, and it must not send
// anything: it says what is there, and gives the content to whoever sends it.
//
// Names and paths are given as the disk has them, for they are needed to open
// the file: clean them before you draw them. Errors and the Name of a checked file are
// clean already.
package files
