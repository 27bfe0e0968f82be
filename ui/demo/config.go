package demo

import (
	"io"
	"time"

	"winkterm/flow"
	"winkterm/flow/scenario/spec"
	"winkterm/ui/theme"
)

// Config is what a demo is. The zero values of the flags are those of somebody who
// presents: it goes on by itself.
type Config struct {
	// Scenarios are played one after the other; there is at least one.
	Scenarios []*spec.Scenario
	// Steps stops before each step, Loop begins again at the end.
	Steps, Loop bool
	// Silent leaves out what the speaker says.
	Silent bool
	// Light draws a film for a light ground; Bare draws it without what stands below the
	// wizard.
	Light, Bare bool
	// Speed is how much faster it goes than by itself, over 0.
	Speed float64
	// File and OpenFile are those of play.Config.
	File     func(scenario, path string) (flow.File, error)
	OpenFile func(flow.File) (io.ReadCloser, error)
	Term     string
	Theme    theme.Name
	// Now is the clock of the terminal.
	Now func() time.Time
	In  io.Reader
	Out io.Writer
}

// The times of a person, on the session's clock.
const (
	// letterTime and letterJitter are for a letter, keyTime and keyJitter for any other key.
	letterTime   = 70 * time.Millisecond
	letterJitter = 50 * time.Millisecond
	keyTime      = 350 * time.Millisecond
	keyJitter    = 250 * time.Millisecond
	// backTime is for a letter that is taken back, with the key held.
	backTime = 40 * time.Millisecond
	// afterTime is for seeing what a key has done.
	afterTime = 400 * time.Millisecond
	// pageTime is for reading a page that has come, actTime for what happens without a key.
	pageTime = 1200 * time.Millisecond
	actTime  = 1500 * time.Millisecond
	// noteTime and noteLetter are for saying a note, at most noteMost.
	noteTime   = 900 * time.Millisecond
	noteLetter = 35 * time.Millisecond
	noteMost   = 6 * time.Second
	// endTime is how long the end of a scenario stands.
	endTime = 4 * time.Second
)

// shown is how long a wait takes for who looks on that lasts for d on the session's clock:
// the first seconds take as long as they are, and nobody waits for a minute.
func shown(d time.Duration) time.Duration {
	const life, quick, most = 6 * time.Second, 2 * time.Minute, 5 * time.Second
	t := min(d, life)
	if d > life {
		t += (min(d, quick) - life) / 20
	}
	if d > quick {
		t += min((d-quick)/20_000, most)
	}
	return t
}
