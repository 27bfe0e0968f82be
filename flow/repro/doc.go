// Package repro says how a case is brought about again at the sandbox: by the shortest
// path that ends in the same status and error code (Case, Path), as a code of one line
// that fits into a chat message (Code, Parse), and as steps for a person (Code.Lines).
//
// A code holds ids of the shipped catalogue, names of the published test people, names
// of faults and numbers, and nothing else can be written into one: there is no way for
// a secret or for what a user typed to get into it.
//
// It must not walk a path, call anybody, or keep a second table of what the sandbox
// offers: that stands in assets and api/sandbox/fault.
package repro
