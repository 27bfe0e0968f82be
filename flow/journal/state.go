package journal

import (
	"winkterm/api/wire"
	"winkterm/flow/redact"
)

// LaneState has snapshots of the flow's state, from which a screen can be drawn
// again. The inspector does not list them.
const LaneState Lane = "state"

// State is the flow's state after a step, as JSON. Masking keeps its shape: keys,
// numbers and switches stay, and a masked text becomes dots of the same length. A
// snapshot of more than SnapshotMax bytes, and one that was let go, is null.
type State struct {
	Page  string `json:"page"`
	State JSON   `json:"state"`
	// Found is what the page showed of the provider list, a Found as JSON; empty where
	// it shows none, or shows what another record has: FoundIn is the Seq of that one.
	Found   JSON `json:"found,omitempty"`
	FoundIn int  `json:"foundIn,omitempty"`
}

// Found is the first rows of the provider list that a search found, in its order, how
// many it found, and how many providers there were.
type Found struct {
	First []wire.Provider `json:"first"`
	Total int             `json:"total"`
	Size  int             `json:"size"`
}

// stateShape names the fields of the state that are structure, and those with what
// the user typed. A number or a moment of the state that is missing is found by a test in
// flow/recording.
var stateShape = redact.Shape{
	Keep: []string{"backStack"},
	Facts: []string{
		"page", "mode", "reason", "closeReason", "event", "eventName", "connectionStatus", "monitorStatus", "status", "errorCode", "code",
		"lastError", "kind", "type", "types", "sourceType", "level", "slot", "origin", "stage", "format",
		"attempt", "attemptsLeft", "answeredLeft", "callbackCount", "count", "length", "loaded", "pollFailures", "renewed", "retryAfter",
		"sent", "total", "size", "viewCount",
		"createdAt", "updatedAt", "startedAt", "finishedAt", "itemCreatedAt", "expiresAt", "eventTime", "invitedAt", "linkedAt",
	},
	Word:  Known,
	Typed: []string{"typed", "value", "values", "answer", "credentials", "path"},
}

func (d State) lane() Lane   { return LaneState }
func (d State) kind() string { return d.Page }

func (d State) each(p pass) Data {
	treat(p, word, origin{}, &d.Page)
	treat(p, snapshot, origin{}, &d.State)
	if d.Found != "" {
		treat(p, snapshot, origin{}, &d.Found)
	}
	return d
}
