package play

import (
	"errors"
	"io"
	"time"

	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/session"
)

// Config is what a play needs beside its scenario. The zero value is good: the sandbox in
// the binary.
type Config struct {
	// Host is where it is played; without its OpenAPI, on a sandbox of its own.
	Host session.Host
	// File describes a file of the user's own, by its path as the scenario has it and the
	// scenario's file; OpenFile gives its content. Without them the samples can be sent.
	File     func(scenario, path string) (flow.File, error)
	OpenFile func(flow.File) (io.ReadCloser, error)
	// Keep is given each record as it is made; Step each step before it is done.
	Keep func(journal.Record)
	Step func(spec.Step)
	// Stage makes the stage of what is played on the sandbox in the binary, such as one
	// that types; the player's own where it is nil.
	Stage func(*rerun.Player) Stage
	// NoSnapshots leaves the snapshots of the state out of the records, which takes a third
	// of the time: for what nobody will look at. One that failed can be played again with them.
	NoSnapshots bool
	// Timeout bounds how long it may take in real time; DefaultTimeout if it is 0.
	Timeout time.Duration
	// Attempt is what the outcome has; 1 if it is 0.
	Attempt int
}

// DefaultTimeout is how long a scenario may take in real time.
const DefaultTimeout = 10 * time.Minute

// WaitDefault is how long a step waits for its page, and an until for what it names, on
// the session's clock.
const WaitDefault = 2 * time.Minute

// errNoFiles is for a Config without File.
var errNoFiles = errors.New("files of one's own cannot be read here: take a sample, see winkterm samples")
