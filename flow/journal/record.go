package journal

import "time"

// Lane is the strand of the session that a record belongs to. Each has a file of
// its own, and a line in the table of codec.go.
type Lane string

// Record is one thing that happened. Seq counts from 1 without gaps; At is the
// session's clock.
type Record struct {
	Seq  int       `json:"seq"`
	At   time.Time `json:"at"`
	Lane Lane      `json:"lane"`
	// Kind is the record's name within its lane: a page's widget event, a
	// callback's name, "POST /accounts", a status, a note's topic.
	Kind string `json:"kind"`
	Data Data   `json:"data"`
}

// Data is what a record holds beside its kind: Screen, Callback, Launch, HTTP,
// Status, Note, State, Intent, Webhook, Items, or Unknown for what a newer version wrote.
//
//sumtype:decl
type Data interface {
	lane() Lane
	kind() string
	// each gives a copy in which the pass has treated every text that comes from
	// outside. It is the one place that says what a field is: a label, a line, a
	// body.
	each(pass) Data
}

// Text is text from outside: a body, a callback's arguments.
type Text string
