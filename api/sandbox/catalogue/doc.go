// Package catalogue is the providers of a sandbox: the shipped ones, then as many
// made-up ones as are wanted, in one order that never changes. It lists them for
// both APIs, by filters, and for a session by the widget's options.
//
// # What it must not do
//
// It keeps nothing and changes nothing: a catalogue of 100,000 takes no more
// memory than the shipped one, and no transaction is needed to read it.
package catalogue
