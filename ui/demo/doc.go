// Package demo plays a scenario in the wizard as a person would: with real keys, letter by
// letter, at a pace that one can follow, and with what a speaker says to it. Show does so
// on a terminal, Film writes it to a file.
//
// Both go by the simulated clock of the session, on the sandbox in the binary: the terminal
// waits for what the film only counts. So a pause holds everything, the codes and tokens
// too, and the same scenario gives the same film, to the byte.
//
// It must not call a host, look at the user's disk before the user takes over, or say what
// is right: that is package play's.
package demo
