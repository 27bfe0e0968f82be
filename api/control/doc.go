// Package control is the client of a sandbox's own control, /_sandbox: what it
// holds, what it can be told to do wrong, its clock, and starting it over.
//
// The control is winkterm's own and no part of Smile's APIs, so its calls are
// not those of a session: whoever makes the client gives it no observer, and
// nothing of it stands among the calls of the journal. It wants no key and
// answers on loopback names alone. Only a sandbox has it; from any other host
// an error of package api comes back (KindMissing, KindNotEnvelope and so on).
//
// It must not know the sandbox that answers, the flow or the screen, nor decide
// what is to go wrong.
package control
