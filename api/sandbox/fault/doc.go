// Package fault is what a sandbox can be told to do: the table of everything on
// offer, the set of what is armed, which armed fault triggers at which moment, and
// what a fault makes of an HTTP answer. docs/sandbox.md says how faults behave.
//
// Of the faults that are armed those trigger ([Set.Take]) whose moment it is, and of
// which all that [wire.FaultWhen] sets fits. Each that fits counts the moment,
// whether it triggers or not. Only one triggers per slot, the one that was armed
// first: a moment has one slot, but a request has three, the wait (http.slow), the
// limit (http.limit) and the answer. A chance is a hash of the seed, the fault's
// number and the count of its moments, so arming one more does not change how the
// others fall.
//
// # What it must not do
//
// It must not know routes, users, accounts or the clock of the sandbox, nor speak
// HTTP: the sandbox tells it of moments and does what the triggered faults say.
package fault
