// Package scenario plays scenarios in Go tests: Run those of a file, Play one that is
// written in Go.
//
// It must not be imported by the program: package testing comes along with it.
package scenario
