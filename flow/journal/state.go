package journal

import "winkterm/flow/redact"

// LaneState has snapshots of the flow's state, from which a screen can be drawn
// again. The inspector does not list them.
const LaneState Lane = "state"

// State is the flow's state after a step, as JSON. Masking keeps its shape: keys,
// numbers and switches stay, and a masked text becomes dots of the same length. A
// snapshot of more than SnapshotMax bytes, and one that was let go, is null.
type State struct {
	Page  string `json:"page"`
	State JSON   `json:"state"`
}

// stateShape names the fields of the state that are structure, and those with what
// the user typed.
var stateShape = redact.Shape{
	Keep:  []string{"page", "backStack", "mode", "reason", "event", "connectionStatus", "errorCode", "kind"},
	Typed: []string{"typed", "value", "values", "answer", "credentials", "path"},
}

func (d State) lane() Lane   { return LaneState }
func (d State) kind() string { return d.Page }

func (d State) each(p pass) Data {
	treat(p, label, origin{}, &d.Page)
	treat(p, snapshot, origin{}, &d.State)
	return d
}
