// Package spec is what a scenario file says: the flow without a screen, written down as
// steps and expectations, in Go types. Read gives scenarios from YAML, Expand makes of
// a file with cases and shared steps the plain scenarios that are played.
//
// It must not play anything, call anybody, or touch the disk but by the fs.FS it is given.
package spec
