package rerun

import "winkterm/flow"

// Masked is what somebody typed, of which a recording has no more than how long it was.
type Masked struct {
	// State is that of the new session, in which it is to be typed.
	State flow.State
	// Values are as many dots as there were characters, by field name; Suggested is what
	// a test person would have typed to the same end.
	Values, Suggested flow.Typed
}
